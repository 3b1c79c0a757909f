using Orleans;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Actors.Accounts;

/// <summary>A part of an account's decisions, in the order that was asked for.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.decisions_page")]
public sealed record DecisionsPage(IReadOnlyList<DecidedTransaction> Entries, bool HasMore)
{
    /// <summary>Sequence up to which the account was looked through; 0 where the entries say it.</summary>
    [Id(0)]
    public long LookedTo { get; init; }

    /// <summary>Days that ended and rebuilds among them, where they were asked for.</summary>
    [Id(1)]
    public IReadOnlyList<ClosedDay> Days { get; init; } = [];
}

/// <summary>The end of a civil day that moved the credit score, or a rebuild.</summary>
/// <param name="Day">0 for a rebuild.</param>
/// <param name="ArrivedAt">When it was closed, milliseconds since 1970.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.closed_day")]
public sealed record ClosedDay(
    string Account, long Sequence, int Day, long ArrivedAt, ushort ScoringVersion, CreditScore Credit)
{
    /// <summary>Number of the rebuild; 0 for the end of a day.</summary>
    [Id(0)]
    public int Revision { get; init; }
}

/// <param name="Transaction">Only those of this transaction id, where given.</param>
/// <param name="After">Sequence after which to begin.</param>
/// <param name="Limit">1 to 1,000.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.decision_query")]
public sealed record DecisionQuery(string? Transaction, long After, int Limit)
{
    /// <summary>Only of transactions from this time on, milliseconds since 1970; 0 for all.</summary>
    [Id(0)]
    public long From { get; init; }

    /// <summary>Only of transactions before this time; 0 for all.</summary>
    [Id(1)]
    public long To { get; init; }

    /// <summary>
    /// Days that ended and rebuilds are answered, too, and rows that wait for one are not: they moved no score. Not of
    /// one transaction, nor of a time.
    /// </summary>
    [Id(2)]
    public bool WithDays { get; init; }

    public bool Wants(DecidedTransaction entry) => entry.Inputs.Sequence > After
        && entry.Transaction.At >= From && (To == 0 || entry.Transaction.At < To);
}

/// <param name="Before">Sequence before which to begin; 0 for the newest.</param>
/// <param name="Limit">1 to 1,000.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.transaction_query")]
public sealed record TransactionQuery(long Before, int Limit);

/// <summary>The recomputed decision beside the recorded one.</summary>
/// <param name="Equal">Every bit is the same.</param>
/// <param name="FirstDifference">Name of the first part that differs: <c>state_before </c>, <c>observed.figures </c>,
/// <c>decision.anomaly.score </c>, <c>state_after </c>… </param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.replay_report")]
public sealed record ReplayReport(
    bool Equal, string? FirstDifference, ulong StateBefore, ulong StateAfter, ulong RecomputedStateAfter,
    DecidedTransaction Recorded, DecidedTransaction Recomputed, int EventsFolded);

/// <param name="Transaction">The lender's transaction id.</param>
/// <param name="Source">Who says so: <c>chargeback</c>, <c>analyst</c>, …</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.label_request")]
public sealed record LabelRequest(string Transaction, LabelKind Kind, long KnownAt, string Source);

[GenerateSerializer, Alias("risk.label_result")]
public enum LabelResult
{
    Recorded = 1,

    /// <summary>The same label was in force already.</summary>
    Unchanged,
}

[GenerateSerializer, Alias("risk.day_result")]
public enum DayResult
{
    NothingDue = 1,

    /// <summary>The day moved the score, and is recorded.</summary>
    Closed,

    /// <summary>Nothing was due, and the account had rested for as long as its months are kept: its state is recorded
    /// anew, so that they can go.</summary>
    Carried,

    /// <summary>Rows wait for a rebuild, or live ones came late: it comes first.</summary>
    Waits,
}

/// <summary>An account as it is shown: who it is to the lender, and what core makes of its state.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.account_view")]
public sealed record AccountView(AccountKey Key, AccountProfile Profile, AccountSummary Summary)
{
    /// <summary>Times that it was rebuilt along its timeline.</summary>
    [Id(0)]
    public int Revision { get; init; }

    /// <summary>Transactions that are recorded and wait for a rebuild.</summary>
    [Id(1)]
    public int Waiting { get; init; }

    /// <summary>Live transactions that came behind those of a later day, and stand where they came until a rebuild.
    /// </summary>
    [Id(3)]
    public int Late { get; init; }

    /// <summary>Its newest event: also if that waits, which its summary does not count.</summary>
    [Id(2)]
    public long Sequence { get; init; }
}
