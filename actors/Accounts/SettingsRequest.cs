using Orleans;

namespace OrleansRisk.Actors.Accounts;

/// <summary>What a lender states of an account. What is null stays as it is.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.settings_request")]
public sealed record SettingsRequest
{
    /// <summary>The lender's own id: without it only an account that is there already is restated.</summary>
    [Id(0)]
    public string? Account { get; init; }

    /// <summary>ISO 4217 number; stands from the first transaction on.</summary>
    [Id(1)]
    public ushort? CurrencyNumber { get; init; }

    /// <summary>IANA zone; stands from the first transaction on.</summary>
    [Id(2)]
    public string? Zone { get; init; }

    /// <summary>Days since 1970-01-01.</summary>
    [Id(3)]
    public int? OpenedDay { get; init; }

    /// <summary>Empty takes it back, as with <see cref="Segment"/>.</summary>
    [Id(4)]
    public string? Product { get; init; }

    [Id(5)]
    public string? Segment { get; init; }

    /// <summary>The whole list, by pseudonym.</summary>
    [Id(6)]
    public IReadOnlyList<string>? Customers { get; init; }

    /// <summary>The whole list.</summary>
    [Id(7)]
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Letters of the account under which it goes on from here.</summary>
    [Id(8)]
    public string? MergedInto { get; init; }

    /// <summary>
    /// With <see cref="MergedInto"/>: its newest event that the other account has by now. If there is a newer one, or a
    /// row that waits, nothing is recorded and the answer is <c>draft_stale</c>.
    /// </summary>
    [Id(9)]
    public long After { get; init; }

    /// <summary>The profile with what is stated taken over.</summary>
    public AccountProfile Over(AccountProfile profile) => profile with
    {
        CurrencyNumber = CurrencyNumber ?? profile.CurrencyNumber,
        Zone = Zone ?? profile.Zone,
        OpenedDay = OpenedDay ?? profile.OpenedDay,
        Defaults = false,
        Product = Word(Product, profile.Product),
        Segment = Word(Segment, profile.Segment),
        Customers = Customers ?? profile.Customers,
        Labels = Labels ?? profile.Labels,
        MergedInto = MergedInto ?? profile.MergedInto,
    };

    private static string? Word(string? stated, string? before) =>
        stated is null ? before : stated.Length > 0 ? stated : null;
}

/// <summary>What became of a statement.</summary>
/// <param name="Recorded">False if all of it stood already.</param>
/// <param name="View">The account as of the commit.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.settings_change")]
public sealed record SettingsChange(bool Recorded, AccountView View);
