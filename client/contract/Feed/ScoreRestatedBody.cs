using System.Text.Json.Serialization;
using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Contract.Feed;

/// <summary>Data of <c>score.restated</c>.</summary>
public sealed record ScoreRestatedBody
{
    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>The lender's own account id; null where the account cannot be read.</summary>
    public required string? Account { get; init; }

    /// <summary>The day that ended, in the account's zone; absent where the account was rebuilt.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Day { get; init; }

    /// <summary>Number of the rebuild, from 1; absent where a day ended.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Revision { get; init; }

    /// <summary>The account's sequence after it; days and rebuilds take a number like transactions do.</summary>
    public required long Sequence { get; init; }

    /// <summary>The credit score as of it.</summary>
    public required CreditBody Credit { get; init; }
}
