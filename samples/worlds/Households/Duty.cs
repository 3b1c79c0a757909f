using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Households;

/// <summary>What is due each month: rent, a loan, a bill.</summary>
internal sealed record Duty
{
    public required Use Use { get; init; }
    public required Party Party { get; init; }

    /// <summary>Each time, in minor units.</summary>
    public required long Minor { get; init; }
    public required int Day { get; init; }
    public required Way Way { get; init; }
    public string Memo { get; init; } = "";
    public required string Stream { get; init; }

    /// <summary>First day on which it can be due; the day a loan was paid out, if it was within the window.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;
    public DateOnly Until { get; init; } = DateOnly.MaxValue;

    /// <summary>How far a bill swings around its middle, in per cent.</summary>
    public int Swing { get; init; }

    /// <summary>Set if the loan's money came in on <see cref="From"/>, in minor units.</summary>
    public long PaidOut { get; init; }
}
