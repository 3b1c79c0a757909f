using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Streaming;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Accounts;

namespace OrleansRisk.Api.Transactions;

/// <summary>What the address of <c>POST /v1/transactions</c> asks for.</summary>
/// <param name="Ingest">As what the transactions are recorded, where they are.</param>
/// <param name="WhatIf">Nothing is recorded.</param>
internal sealed record TransactionOptions(AnswerChoice Answers, IngestMode Ingest, bool WhatIf, TimeSpan? Deadline)
{
    public const string DeadlineParameter = "deadline_ms";

    /// <summary>One of these is needed. Loading history and sending live have a role each.</summary>
    public Roles Needs =>
        WhatIf ? Roles.Ingest | Roles.Analyst
        : Ingest == IngestMode.History ? Roles.History
        : Roles.Ingest;

    public static TransactionOptions? Parse(IQueryCollection query, out ApiError error)
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

        if (!TryOne(query, DeadlineParameter, out var deadlineText) || !TryDeadline(deadlineText, out var deadline))
        {
            return Refuse(DeadlineParameter, out error);
        }

        var ingest = mode == Modes.History ? IngestMode.History : IngestMode.Live;
        return new TransactionOptions(answers, ingest, mode == Modes.WhatIf, deadline);
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

    /// <summary>The deadline that an address states; null where it states none that is taken.</summary>
    public static TimeSpan? DeadlineOf(IQueryCollection query) =>
        TryOne(query, DeadlineParameter, out var text) && TryDeadline(text, out var deadline) ? deadline : null;

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
