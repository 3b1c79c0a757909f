using System.Text.Json.Serialization;

namespace OrleansRisk.Contract.Accounts;

/// <summary>
/// An account's transactions folded anew in the order in which they happened, with what waits, and without what is
/// taken back. Asked again it changes nothing.
/// </summary>
public sealed record RebuildRequestBody
{
    /// <summary>Why, for whoever reads it later: 1–200 characters, nothing personal.</summary>
    public required string Why { get; init; }

    /// <summary>
    /// Decisions of transactions that were never the account's, <c>dec_…</c>, 0–1000: they are taken back.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? TakeBack { get; init; }

    /// <summary>Loads or consents, 0–100: what came from them is taken back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? TakeBackSources { get; init; }

    /// <summary>ISO 4217 letters of the currency that the account has had from the beginning.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    /// <summary>IANA zone that the account has had from the beginning.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Zone { get; init; }

    /// <summary>Says what it would come to, and records nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Preview { get; init; }
}
