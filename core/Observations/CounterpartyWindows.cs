namespace OrleansRisk.Core.Observations;

/// <summary>
/// What is published about a counterparty by windows, beside <see cref="CounterpartyStatistics"/>. Records of scoring
/// version 1 have none: <see cref="Stated"/> false means missing, not zero. Windows end where labels have come in:
/// seven days before the published.
/// </summary>
public readonly record struct CounterpartyWindows
{
    public bool Stated { get; init; }

    public WindowStatistics OneDay { get; init; }

    public WindowStatistics SevenDays { get; init; }

    public WindowStatistics ThirtyDays { get; init; }

    /// <summary>Days since the first fraud of the present streak; -1 for none.</summary>
    public short FraudAge { get; init; }

    /// <summary>Transactions known as genuine since the day of the newest fraud; -1 for no fraud.</summary>
    public int GenuineSince { get; init; }

    /// <summary>Accounts that met it for the first time within one day, and within seven.</summary>
    public int NewAccounts1D { get; init; }

    public int NewAccounts7D { get; init; }

    /// <summary>Accounts with a transaction there that is labelled fraud: exact up to 15, then 16.</summary>
    public byte BadAccounts { get; init; }

    /// <summary>Its transactions, fading with a half-life of 14 days, in thousandths.</summary>
    public long FadedMilli { get; init; }
}

/// <summary>Transactions of a window of which the outcome is known by label or by silence, and frauds.</summary>
public readonly record struct WindowStatistics(int Count, int Frauds);
