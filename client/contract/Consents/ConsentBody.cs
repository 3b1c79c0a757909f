using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Consents;

/// <summary>A customer's consent that a source of data is used, as the lender states it.</summary>
public sealed record ConsentRequest
{
    /// <summary>The lender's own id of the customer, 1–64 characters as in transactions' ids; sealed.</summary>
    public required string Subject { get; init; }

    /// <summary>One of <see cref="ConsentPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>From when on data may be taken; now where it is not stated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? From { get; init; }

    /// <summary>Up to when; after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// How many days before <see cref="From"/> transactions may lie, 1 to 36,500; as far back as there are any where it
    /// is not stated.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HistoryDays { get; init; }
}

/// <summary>How an upload names a consent for all its lines.</summary>
public static class ConsentNames
{
    /// <summary>Parameter of <see cref="Routes.Transactions"/>: for lines that name none.</summary>
    public const string Parameter = "consent";
}

/// <summary>Values of <c>purpose</c>.</summary>
public static class ConsentPurposes
{
    /// <summary>Whether and how much is lent.</summary>
    public const string CreditUnderwriting = "credit_underwriting";

    /// <summary>How a loan that runs fares.</summary>
    public const string CreditMonitoring = "credit_monitoring";

    /// <summary>Whether somebody else moves the customer's money.</summary>
    public const string FraudPrevention = "fraud_prevention";

    /// <summary>What the customer is shown of the own accounts.</summary>
    public const string AccountInformation = "account_information";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [CreditUnderwriting, CreditMonitoring, FraudPrevention, AccountInformation];
}

/// <summary>A consent as it stands.</summary>
public sealed record ConsentBody
{
    /// <summary><c>cns_…</c>; lines and loads name it.</summary>
    public required string Consent { get; init; }

    /// <summary>The lender's own id of the customer.</summary>
    public required string Subject { get; init; }

    /// <summary><c>cus_…</c></summary>
    public required string Customer { get; init; }

    /// <summary>One of <see cref="ConsentPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>From when on data may be taken.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Up to when.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many days before <see cref="From"/> transactions may lie; absent for no bound.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HistoryDays { get; init; }

    /// <summary><c>live</c>, <c>not_yet</c>, <c>expired</c> or <c>revoked</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked; absent where it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>
    /// In the answer to a revocation: accounts with data under it that are not taken back, and are not read until they
    /// are.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AccountsFrozen { get; init; }

    /// <summary>
    /// In the answer to a revocation: accounts that begin anew with their oldest recorded transaction of another
    /// source, because data under it may lie in months that are gone.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AccountsBegunAnew { get; init; }
}

/// <summary>Consents, the newest first.</summary>
/// <param name="Items">On this page.</param>
/// <param name="After">Where the next page begins; null on the last one.</param>
/// <param name="HasMore">There are more than are shown.</param>
public sealed record ConsentPage(IReadOnlyList<ConsentBody> Items, string? After, bool HasMore);
