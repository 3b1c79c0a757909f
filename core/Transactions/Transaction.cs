namespace OrleansRisk.Core.Transactions;

/// <summary>
/// One transaction of one account, as the lender stated it: valid by construction at the edge, never changed after.
/// </summary>
public sealed record Transaction
{
    /// <summary>
    /// The lender's own id, 1–64 characters; with the account and <see cref="Status"/> it is the identity.
    /// </summary>
    public required string Id { get; init; }

    public TransactionStatus Status { get; init; } = TransactionStatus.Booked;

    /// <summary>The earlier id, where the bank changed it between authorisation and booking.</summary>
    public string? Replaces { get; init; }

    /// <summary>When it happened, in milliseconds since 1970-01-01T00:00Z.</summary>
    public required long At { get; init; }

    /// <summary>The bank knows only the day: features of the hour are missing, not midnight.</summary>
    public bool DayOnly { get; init; }

    /// <summary>Unsigned, in minor units of <see cref="Currency"/>; at most 10^15.</summary>
    public required long AmountMinor { get; init; }

    public required Currency Currency { get; init; }

    public required Direction Direction { get; init; }

    public string? Counterparty { get; init; }

    public string? Category { get; init; }

    /// <summary>ISO 18245 merchant category code, 0 where not stated.</summary>
    public int Mcc { get; init; }

    public string? Channel { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of where it happened.</summary>
    public string? Country { get; init; }

    /// <summary>Balance after the transaction in minor units, signed.</summary>
    public long? BalanceMinor { get; init; }

    public string? Device { get; init; }

    public GeoPoint? Geo { get; init; }

    public string? Description { get; init; }

    /// <summary>Rate from the transaction's currency to the account's.</summary>
    public ExchangeRate? Fx { get; init; }
}

public enum Direction : byte
{
    Debit = 1,
    Credit = 2,
}

/// <summary>
/// The life of a transaction, in the order it may move through; persisted by number, written by name.
/// </summary>
public enum TransactionStatus : byte
{
    Authorised = 1,
    Booked = 2,
    Reversed = 3,
    Expired = 4,
}

/// <summary>Degrees times 10^6, WGS 84.</summary>
public readonly record struct GeoPoint(int LatitudeMicro, int LongitudeMicro);

/// <summary>Account currency per unit of transaction currency, as an integer times 10^-<see cref="Scale"/>.</summary>
public readonly record struct ExchangeRate(long Mantissa, byte Scale);
