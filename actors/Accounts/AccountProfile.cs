namespace OrleansRisk.Actors.Accounts;

/// <summary>What the lender said of an account; part of the sealed state.</summary>
public sealed record AccountProfile
{
    /// <summary>The lender's own id.</summary>
    public required string Account { get; init; }

    /// <summary>ISO 4217 numeric code of the account's currency.</summary>
    public required ushort CurrencyNumber { get; init; }

    /// <summary>IANA zone name; civil days follow it.</summary>
    public required string Zone { get; init; }

    /// <summary>Days since 1970-01-01; 0 where not stated.</summary>
    public int OpenedDay { get; init; }

    /// <summary>Made from the tenant's defaults, not stated by the lender.</summary>
    public bool Defaults { get; init; } = true;

    public string? Product { get; init; }

    public string? Segment { get; init; }

    public IReadOnlyList<string> Customers { get; init; } = [];

    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Letters of the account under which it goes on, which has its transactions; null for none.</summary>
    public string? MergedInto { get; init; }
}
