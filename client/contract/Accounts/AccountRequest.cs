using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Accounts;

/// <summary>What a lender states of an account. What is left out stays as it is.</summary>
public sealed record AccountRequest
{
    /// <summary>The lender's own id, 1–64 characters. Required by POST; in a PUT it must be the account's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Account { get; init; }

    /// <summary>ISO 4217 letters; stands from the first transaction on. The default is the tenant's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    /// <summary>IANA zone; stands from the first transaction on. The default is the tenant's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    /// <summary>When it was opened, 1970-01-02 to 2199-12-31.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? Opened { get; init; }

    /// <summary>The lender's word for what kind of account it is, to 64 characters; empty takes it back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Product { get; init; }

    /// <summary>The lender's word for the group of customers, to 64 characters; empty takes it back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Segment { get; init; }

    /// <summary>
    /// The whole list of its owners, 0–64, by the lender's own ids of 1–64 characters; only pseudonyms are kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Customers { get; init; }

    /// <summary>The whole list of the lender's marks on the account, 0–64 of 1–64 characters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Labels { get; init; }
}
