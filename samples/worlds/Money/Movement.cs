namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>What becomes of a debit that is not covered.</summary>
internal enum Cover
{
    /// <summary>It is not made.</summary>
    Skip,

    /// <summary>Savings are moved in if there are any; otherwise it is tried once more days later.</summary>
    Important,

    /// <summary>Savings are moved in if there are any; otherwise it is booked and comes back with a fee.</summary>
    Collected,

    /// <summary>It is booked whatever is there: the bank's own fee.</summary>
    Always,
}

/// <summary>What was meant to happen on an account; the books decide what becomes of it.</summary>
internal sealed record Movement
{
    /// <summary>By the country's clock.</summary>
    public required DateTime At { get; init; }
    public required Account Account { get; init; }
    public required bool Credit { get; init; }

    /// <summary>Unsigned, in minor units.</summary>
    public required long Minor { get; init; }
    public required Party Party { get; init; }
    public required Use Use { get; init; }
    public required Way Way { get; init; }
    public string Memo { get; init; } = "";

    /// <summary>Lines of one employer, loan or landlord have one stream.</summary>
    public string Stream { get; init; } = "";

    /// <summary>The other account, if it is of the same household: both legs are booked.</summary>
    public Account? Other { get; init; }

    public Cover Cover { get; init; }

    public bool Retried { get; init; }

    public string? Device { get; init; }

    /// <summary>The amount by what is there when it is booked; 0 or less for none.</summary>
    public Func<long, long>? Decide { get; init; }

    /// <summary>It is made only if this one was booked before.</summary>
    public Movement? After { get; init; }

    /// <summary>Set if the other line of the pair is booked already.</summary>
    public string Pair { get; init; } = "";

    /// <summary>Set if it is planted.</summary>
    public string? Event { get; init; }

    /// <summary>It belongs to the event but is nothing to be alarmed about by itself.</summary>
    public bool Supports { get; init; }

    public Kind Kind => Uses.KindOf(Use, Credit);
}
