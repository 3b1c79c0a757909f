namespace OrleansRisk.Samples.Worlds.Money;

internal enum Product
{
    Current,
    Savings,
    Joint,
}

/// <summary>An account of the lender, before anything happened on it.</summary>
internal sealed record Account
{
    public required string Id { get; init; }
    public required Product Product { get; init; }

    /// <summary>The lender's ids of its owners.</summary>
    public required IReadOnlyList<string> Customers { get; init; }

    /// <summary>The name that is printed for its owner.</summary>
    public required Party Holder { get; init; }
    public required DateOnly Opened { get; init; }

    /// <summary>Minor units on the first day.</summary>
    public required long Opening { get; init; }

    /// <summary>How far it may be overdrawn by agreement, in minor units.</summary>
    public long Overdraft { get; init; }

    /// <summary>Whether its owner uses the overdraft for what could wait.</summary>
    public bool LivesInOverdraft { get; init; }

    /// <summary>How much of the coming bills its owner keeps back, in per cent.</summary>
    public int CarePercent { get; init; } = 100;
    public required bool SendsBalances { get; init; }

    /// <summary>What terminals and references on its lines hang on: twins print alike.</summary>
    public required string PrintKey { get; init; }
}
