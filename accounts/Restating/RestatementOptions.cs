namespace OrleansRisk.Accounts.Restating;

/// <summary>How a node goes through accounts when another scoring version counts.</summary>
public sealed record RestatementOptions
{
    /// <summary>How often it looks whether one counts. The default is five seconds.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long it waits from the moment at which a scoring version counts: by then every node has read it. The default
    /// is fifteen seconds, three times as long as a reading of a tenant serves.
    /// </summary>
    public TimeSpan Behind { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a node that says nothing keeps a tenant. The default is two minutes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Accounts between two notes of how far it is. The default is 64.</summary>
    public int Page { get; init; } = 64;

    /// <summary>How often an account that comes to no end is asked before it is left. The default is twelve times.
    /// </summary>
    public int AttemptsMax { get; init; } = 12;
}
