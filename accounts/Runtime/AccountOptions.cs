using System.ComponentModel.DataAnnotations;

namespace OrleansRisk.Accounts.Runtime;

/// <summary>How accounts behave where the design leaves room.</summary>
public sealed record AccountOptions
{
    /// <summary>Events after which a resident account writes a snapshot. The default is 64; 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int SnapshotEvery { get; init; } = 64;

    /// <summary>
    /// Events since the newest snapshot from which a deactivated account writes one. The default is 16; 1 to 100,000.
    /// </summary>
    [Range(1, 100_000)]
    public int SnapshotOnDeactivation { get; init; } = 16;

    /// <summary>
    /// First wait before an account that could not be read is tried again; doubles each time. The default is 1 s.
    /// </summary>
    [Required]
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before an account that could not be read is tried again. The default is 60 s.</summary>
    [Required]
    public TimeSpan RetryLongest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What a sender is told to wait where nothing was recorded. The default is 250 ms.</summary>
    [Required]
    public TimeSpan SendAgainAfter { get; init; } = TimeSpan.FromMilliseconds(250);
}
