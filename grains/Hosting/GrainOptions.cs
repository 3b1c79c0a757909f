using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Grains.Hosting;

/// <summary>How grains live in a silo's memory, and how long a call waits.</summary>
internal sealed record GrainOptions
{
    /// <summary>
    /// How long an account stays in memory unused. The default is 15 minutes; more than a minute, as Orleans collects
    /// once a minute.
    /// </summary>
    [Required]
    public TimeSpan AccountIdle { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a tenant stays in memory unused. The default is 2 hours.</summary>
    [Required]
    public TimeSpan TenantIdle { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How often idle grains are collected. The default is 1 minute.</summary>
    [Required]
    public TimeSpan CollectionEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Share of the process's memory, in percent, above which the grains unused for longest are put out of memory.
    /// The default is 80.
    /// </summary>
    [Range(1, 100)]
    public double MemoryLimitPercent { get; init; } = 80;

    /// <summary>
    /// Share of memory, in percent, that is to remain in use after that; less than the limit. The default is 70.
    /// </summary>
    [Range(1, 100)]
    public double MemoryTargetPercent { get; init; } = 70;

    /// <summary>How often memory is looked at. The default is 5 seconds.</summary>
    [Required]
    public TimeSpan MemoryPolledEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Bytes that accounts in memory may hold together, by their own estimate. The default is no bound beside
    /// <see cref="MemoryLimitPercent"/>; 1 MiB or more.
    /// </summary>
    [Range(1L << 20, long.MaxValue)]
    public long MemoryBudgetBytes { get; init; } = long.MaxValue;

    /// <summary>
    /// Accounts in memory that were asked for and never written. The default is 1,000; 1 to 1,000,000.
    /// </summary>
    [Range(1, 1_000_000)]
    public int UnknownAccounts { get; init; } = Limits.UnknownAccountsMax;

    /// <summary>Calls that may wait for one grain. The default is 64; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int CallsPerGrain { get; init; } = Limits.CallsPerGrainMax;

    /// <summary>
    /// How long a caller waits for an answer; the turn goes on all the same. The default is 10 seconds.
    /// </summary>
    [Required]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
