using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Streaming;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Api.Transactions;

/// <summary>What the address of <c>POST /v1/transactions</c> asks for.</summary>
internal sealed record TransactionOptions(AnswerChoice Answers, bool WhatIf, TimeSpan? Deadline)
{
    private const string DeadlineParameter = "deadline_ms";

    public static TransactionOptions? Parse(IQueryCollection query, BodyKind kind, out ApiError error)
    {
        error = default;
        if (!TryOne(query, AnswersWanted.Parameter, out var answersText)
            || AnswerChoices.Parse(answersText) is not { } answers)
        {
            return Refuse(AnswersWanted.Parameter, out error);
        }

        if (!TryOne(query, Modes.Parameter, out var mode)
            || mode is not (null or Modes.Live or Modes.WhatIf or Modes.History))
        {
            return Refuse(Modes.Parameter, out error);
        }

        if (mode == Modes.History)
        {
            error = new ApiError(ErrorCodes.NotOffered, Modes.Parameter);
            return null;
        }

        if (!TryOne(query, DeadlineParameter, out var deadlineText) || !TryDeadline(deadlineText, out var deadline))
        {
            return Refuse(DeadlineParameter, out error);
        }

        if (deadline is not null && kind == BodyKind.Ndjson)
        {
            error = new ApiError(ErrorCodes.NotOffered, DeadlineParameter);
            return null;
        }

        return new TransactionOptions(answers, mode == Modes.WhatIf, deadline);
    }

    private static TransactionOptions? Refuse(string parameter, out ApiError error)
    {
        error = new ApiError(ErrorCodes.ParameterInvalid, parameter);
        return null;
    }

    private static bool TryOne(IQueryCollection query, string name, out string? value)
    {
        var values = query[name];
        value = values.Count == 0 ? null : values[0];
        return values.Count <= 1;
    }

    private static bool TryDeadline(string? text, out TimeSpan? deadline)
    {
        deadline = null;
        if (text is null)
        {
            return true;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds < Limits.DeadlineMin.TotalMilliseconds
                || milliseconds > Limits.DeadlineMax.TotalMilliseconds)
        {
            return false;
        }

        deadline = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }
}
