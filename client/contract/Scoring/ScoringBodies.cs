using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Scoring;

/// <summary>A scoring version that the tenant is to go on with.</summary>
public sealed record ScoringProposalRequest
{
    /// <summary>Its number; an older one than the present is allowed.</summary>
    public required int ScoringVersion { get; init; }
}

/// <summary>From when on an approved scoring version counts.</summary>
public sealed record ScoringApprovalRequest
{
    /// <summary>From which arrival on, at most 366 days ahead; at once where it is left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }
}

/// <summary>Goes back to the scoring version of an earlier deployment, at once.</summary>
public sealed record ScoringRollbackRequest
{
    /// <summary>The deployment's number. Left out: the one that counts if another waits, else the one before it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? To { get; init; }
}

/// <summary>A proposed scoring version; nothing counts of it before another key has approved it.</summary>
public sealed record ScoringProposalBody
{
    /// <summary>Its number, from 1.</summary>
    public required int Proposal { get; init; }

    /// <summary>The scoring version.</summary>
    public required int ScoringVersion { get; init; }

    /// <summary>The key that proposed it.</summary>
    public required string By { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A scoring version in force from a moment on: numbered, never changed, never taken back.</summary>
public sealed record ScoringDeploymentBody
{
    /// <summary>Its number, from 1; the first is the one that the tenant began with.</summary>
    public required int ScoringDeployment { get; init; }

    /// <summary>The scoring version; every decision names the one that it was made with.</summary>
    public required int ScoringVersion { get; init; }

    /// <summary>From which arrival on it counts, unless a later one counts by then.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The proposal that was approved; 0 for none.</summary>
    public required int Proposal { get; init; }

    /// <summary>The deployment whose scoring version it took up again; 0 for none.</summary>
    public required int Of { get; init; }

    /// <summary>The key that approved it or went back; empty for the first, and for an operator's.</summary>
    public required string By { get; init; }

    /// <summary>When it was put up.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>How far the accounts have been rebuilt for a scoring deployment.</summary>
public sealed record RestatementBody
{
    /// <summary>The deployment.</summary>
    public required int ScoringDeployment { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Begun { get; init; }

    /// <summary>When every account had been asked; null while it goes on.</summary>
    public required DateTimeOffset? Done { get; init; }

    /// <summary>Accounts that were asked so far.</summary>
    public required long Asked { get; init; }

    /// <summary>Those that were rebuilt; the others were of the scoring version already.</summary>
    public required long Restated { get; init; }

    /// <summary>Those of which the credit score moved by it.</summary>
    public required long Moved { get; init; }

    /// <summary>Those that could not be rebuilt and stay as they are.</summary>
    public required long LeftAsIs { get; init; }
}

/// <summary>Scoring deployments, the newest first.</summary>
public sealed record ScoringDeploymentList
{
    /// <summary>The number that counts for what arrives now.</summary>
    public required int Counting { get; init; }

    /// <summary>The newest first, at most 100.</summary>
    public required IReadOnlyList<ScoringDeploymentBody> ScoringDeployments { get; init; }

    /// <summary>The newest first, at most 100.</summary>
    public required IReadOnlyList<ScoringProposalBody> Proposals { get; init; }

    /// <summary>How far accounts have been rebuilt; null if none ever was.</summary>
    public required RestatementBody? Restatement { get; init; }
}
