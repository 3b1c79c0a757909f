namespace OrleansRisk.Contract.Scoring;

/// <summary>
/// What accounts would be under a proposed scoring version: each was folded anew from the journal, and nothing moved.
/// </summary>
public sealed record ScoringReportBody
{
    /// <summary>The proposal.</summary>
    public required int Proposal { get; init; }

    /// <summary>The proposed scoring version.</summary>
    public required int ScoringVersion { get; init; }

    /// <summary>Accounts that were compared, in order of their keyed hashes, which are as good as drawn.</summary>
    public required int Accounts { get; init; }

    /// <summary>Accounts that could not be folded: unreadable, too long, or with a base of a newer version.</summary>
    public required int NotCompared { get; init; }

    /// <summary>Every account of the tenant was asked.</summary>
    public required bool Complete { get; init; }

    /// <summary>Accounts that would have another credit score, or another state of it.</summary>
    public required int Restated { get; init; }

    /// <summary>Accounts of which the newest transaction would have another anomaly score.</summary>
    public required int AnomalyRestated { get; init; }

    /// <summary>The credit score that accounts are said to cross.</summary>
    public required int CreditAt { get; init; }

    /// <summary>Accounts that would come to it from below.</summary>
    public required int CrossUp { get; init; }

    /// <summary>Accounts that would fall below it.</summary>
    public required int CrossDown { get; init; }

    /// <summary>Accounts that would have a credit score and have none, and the other way.</summary>
    public required int Gained { get; init; }

    /// <summary>Accounts that have a credit score and would have none.</summary>
    public required int Lost { get; init; }

    /// <summary>How far credit scores move, of accounts that have one before and after.</summary>
    public required IReadOnlyList<ScoreMoveBody> Moves { get; init; }

    /// <summary>Accounts that cross the score, gain or lose theirs, at most 100.</summary>
    public required IReadOnlyList<ScoreSwapBody> Swaps { get; init; }

    /// <summary>Outcomes of live transactions.</summary>
    public required OutcomeSwapsBody Outcomes { get; init; }
}

/// <summary>Accounts whose credit score moves by so much.</summary>
public sealed record ScoreMoveBody
{
    /// <summary>Points, at least.</summary>
    public required int AtLeast { get; init; }

    /// <summary>Points, at most.</summary>
    public required int AtMost { get; init; }

    /// <summary>How many accounts.</summary>
    public required int Accounts { get; init; }
}

/// <summary>An account before and after.</summary>
public sealed record ScoreSwapBody
{
    /// <summary>The account's id here.</summary>
    public required string AccountId { get; init; }

    /// <summary>The credit score that it has; null for none.</summary>
    public required int? Before { get; init; }

    /// <summary>The credit score that it would have; null for none.</summary>
    public required int? After { get; init; }

    /// <summary>Anomaly score of its newest transaction.</summary>
    public required int AnomalyBefore { get; init; }

    /// <summary>What that would be.</summary>
    public required int AnomalyAfter { get; init; }
}

/// <summary>Live transactions as they were decided, beside what would have been decided.</summary>
public sealed record OutcomeSwapsBody
{
    /// <summary>Live transactions that were compared.</summary>
    public required long Compared { get; init; }

    /// <summary>Those with another anomaly score.</summary>
    public required long Moved { get; init; }

    /// <summary>Approved then and reviewed now, or reviewed then and declined now.</summary>
    public required long Harsher { get; init; }

    /// <summary>The other way.</summary>
    public required long Milder { get; init; }
}
