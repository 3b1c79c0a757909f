using Orleans;
using OrleansRisk.Core.Categories;

namespace OrleansRisk.Actors.Accounts;

/// <summary>What recording a batch of any length would come to, were it recorded now.</summary>
/// <param name="Items">One for each transaction, in order.</param>
/// <param name="Before">The account as it is; null if it is not there yet.</param>
/// <param name="After">The account as it would be.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.batch_check")]
public sealed record BatchCheck(IReadOnlyList<CheckedItem> Items, AccountView? Before, AccountView After)
{
    /// <summary>Some lie before what the account knows: how it would be then is known once it is rebuilt.</summary>
    [Id(0)]
    public bool AfterRebuild { get; init; }
}

/// <summary>What would become of one transaction.</summary>
/// <param name="Kind">Recorded, known, or refused.</param>
/// <param name="Code">Code of the refusal.</param>
/// <param name="Field">Fields that it is about, or that differ from what is known, with commas between.</param>
/// <param name="Category">What it would be taken to be for; 0 if nothing says so, or it would not be recorded.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.checked_item")]
public sealed record CheckedItem(CheckedKind Kind, string? Code, string? Field, Category Category);

[GenerateSerializer, Alias("risk.checked_kind")]
public enum CheckedKind : byte
{
    Recorded = 1,

    /// <summary>Recorded already with these facts; the field names texts that differ.</summary>
    Known = 2,

    Refused = 3,

    /// <summary>Recorded beside the state, for it is older than what the account knows, until it is rebuilt.</summary>
    Waiting = 4,
}
