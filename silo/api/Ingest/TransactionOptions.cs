using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Contract.Consents;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Trust.Permissions;

namespace OrleansRisk.Api.Ingest;

/// <summary>What the address of <c>POST /v1/transactions</c> asks for.</summary>
/// <param name="Ingest">As what the transactions are recorded, where they are.</param>
/// <param name="WhatIf">Nothing is recorded.</param>
/// <param name="Consent">Under which lines come that name none.</param>
internal sealed record TransactionOptions(
    AnswerChoice Answers, IngestMode Ingest, bool WhatIf, TimeSpan? Deadline, string? Consent)
{
    public static readonly Token ConsentParameter = new(
        ConsentNames.Parameter, "The customer's consent that lines which name none are sent under.",
        "the id of a consent, cns_…");

    public static readonly Choice AnswersParameter = new(
        AnswersWanted.Parameter, "Which lines of a stream are answered.", AnswersWanted.All,
        AnswersWanted.All, AnswersWanted.Flagged, AnswersWanted.Errors, AnswersWanted.None);

    public static readonly Choice ModeParameter = new(
        Modes.Parameter,
        "live scores and records; history records and gives no outcome; what_if scores and records nothing.",
        Modes.Live, Modes.Live, Modes.History, Modes.WhatIf);

    /// <summary>What sending needs, by its mode.</summary>
    public static readonly PermissionSet Permissions =
        [Permission.ScoreTransactions, Permission.LoadTransactions, Permission.TryTransactions];

    /// <summary>Which is needed. Loading history and sending live have a permission each.</summary>
    public static Permission PermissionOf(HttpRequest request) => ModeParameter.Of(request) switch
    {
        Modes.WhatIf => Permission.TryTransactions,
        Modes.History => Permission.LoadTransactions,
        _ => Permission.ScoreTransactions,
    };

    public static TransactionOptions Of(HttpRequest request)
    {
        var mode = ModeParameter.Of(request);
        return new TransactionOptions(
            AnswerChoices.Of(AnswersParameter.Of(request)),
            mode == Modes.History ? IngestMode.History : IngestMode.Live, mode == Modes.WhatIf,
            SharedParameters.DeadlineOf(request), ConsentParameter.Find(request));
    }
}
