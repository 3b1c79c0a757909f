using System.Text.Json.Serialization;
using OrleansRisk.Contract.Loads;

namespace OrleansRisk.Api.Loads;

/// <summary>The head of a load as it is kept.</summary>
/// <param name="RowParts">Parts that its rows take up.</param>
/// <param name="FindingParts">Parts that its findings took up when it was checked.</param>
internal sealed record KeptLoad(
    long CreatedAt, string Zone, IReadOnlyList<LoadFileBody> Files, int Accounts, LoadRowsBody Rows,
    IReadOnlyList<LoadRefusalBody> Refusals, IReadOnlyList<LoadFindingsBody> Findings, int RowParts, int FindingParts)
{
    /// <summary>The consent that its rows come under; null for none.</summary>
    public string? Consent { get; init; }
}

/// <summary>A row as it is kept.</summary>
/// <param name="Key">The account's pseudonym; null if the row is of none.</param>
/// <param name="Waits">It is recorded beside the account's state, and with none that is not.</param>
/// <param name="After">
/// Of the first row of an account that is to be recorded: the account's newest event when it was checked, 0 for none.
/// </param>
internal sealed record KeptRow(string? Key, bool Waits, LoadRowBody Row, long? After = null)
{
    /// <summary>Sequences of what its provider took back; null of all other rows.</summary>
    public IReadOnlyList<long>? TakesBack { get; init; }
}

/// <summary>An account as it is kept.</summary>
/// <param name="Key">Its pseudonym.</param>
/// <param name="Sequence">Its newest event when it was checked; 0 if it was not there.</param>
/// <param name="FirstRow">Number of its first row.</param>
internal sealed record KeptAccount(string Key, long Sequence, int FirstRow, LoadAccountBody Account);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KeptLoad))]
[JsonSerializable(typeof(List<KeptRow>))]
[JsonSerializable(typeof(List<KeptAccount>))]
[JsonSerializable(typeof(List<LoadFindingBody>))]
internal sealed partial class LoadsJson : JsonSerializerContext;
