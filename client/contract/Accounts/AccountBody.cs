using System.Text.Json.Serialization;
using OrleansRisk.Contract.Decisions;

namespace OrleansRisk.Contract.Accounts;

/// <summary>An account as of its last commit.</summary>
public sealed record AccountBody
{
    /// <summary><c>acct_…</c></summary>
    public required string AccountId { get; init; }

    /// <summary>The lender's own id.</summary>
    public required string Account { get; init; }

    /// <summary>ISO 4217 letters.</summary>
    public required string Currency { get; init; }

    /// <summary>IANA zone name.</summary>
    public required string Zone { get; init; }

    /// <summary>When it was opened; null where not stated.</summary>
    public required DateOnly? Opened { get; init; }

    /// <summary>The lender's word for what kind of account it is, 1–64 characters; null where it said none.</summary>
    public required string? Product { get; init; }

    /// <summary>The lender's word for the group of customers, 1–64 characters; null where it said none.</summary>
    public required string? Segment { get; init; }

    /// <summary>Pseudonyms of the account's owners, <c>cus_…</c>; empty where none was named.</summary>
    public required IReadOnlyList<string> Customers { get; init; }

    /// <summary>The lender's own marks on the account; empty where there are none.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Made from the tenant's defaults, not stated by the lender.</summary>
    public required bool Defaults { get; init; }

    /// <summary>Transactions scored so far.</summary>
    public required long Transactions { get; init; }

    /// <summary>Events recorded so far: transactions, labels and the rest.</summary>
    public required long Sequence { get; init; }

    /// <summary>Times that the account was rebuilt along its timeline; 0 for never.</summary>
    public int Revision { get; init; }

    /// <summary>Transactions recorded and waiting for a rebuild: the scores are without them.</summary>
    public int Waiting { get; init; }

    /// <summary>
    /// Live transactions that came behind those of a later day: they count where they came until the day ends, and then
    /// where they happened.
    /// </summary>
    public int Late { get; init; }

    /// <summary>
    /// <c>acct_…</c> under which it goes on and takes lines; absent (null) where it was not merged.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MergedInto { get; init; }

    /// <summary>Event time of the newest transaction, UTC; null for none.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    /// <summary>Balance in the account's currency, decimal text; null where none was ever stated.</summary>
    public required string? Balance { get; init; }

    /// <summary>Score of the newest transaction; null for none.</summary>
    public required AnomalyBody? LastAnomaly { get; init; }

    /// <summary>What the account's flows say of its owner's credit, as of the last commit.</summary>
    public required CreditBody Credit { get; init; }
}

/// <summary>Asks for an account by the lender's own id.</summary>
/// <param name="Account">1–64 characters.</param>
public sealed record LookupBody(string Account);
