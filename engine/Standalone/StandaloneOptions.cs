using System.ComponentModel.DataAnnotations;
using OrleansRisk.Accounts;

namespace OrleansRisk.Engine.Standalone;

/// <summary>How the standalone scheduler keeps its actors.</summary>
public sealed record StandaloneOptions
{
    /// <summary>
    /// Bytes that accounts in memory may take together, by their own estimate; above, the one used longest ago goes.
    /// The default is 1 GiB; 1 MiB to 1 TiB.
    /// </summary>
    [Range(1L << 20, 1L << 40)]
    public long MemoryBudgetBytes { get; init; } = 1L << 30;

    /// <summary>How long an account stays in memory unused. The default is 10 minutes.</summary>
    [Required]
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a caller waits for a turn. The turn itself goes on. The default is 10 s.</summary>
    [Required]
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often time-outs and idle accounts are looked for. The default is 1 s.</summary>
    [Required]
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Turns that may wait for one actor. The default is <see cref="AccountLimits.TurnsPerActorMax"/>.
    /// </summary>
    [Range(1, 1_024)]
    public int TurnsPerActorMax { get; init; } = AccountLimits.TurnsPerActorMax;

    /// <summary>
    /// Turns of all actors under way or waiting. The default is <see cref="AccountLimits.TurnsInFlightMax"/>.
    /// </summary>
    [Range(1, 1_000_000)]
    public int TurnsInFlightMax { get; init; } = AccountLimits.TurnsInFlightMax;
}
