namespace OrleansRisk.Accounts.Days;

/// <summary>How a node goes through accounts when a day has ended.</summary>
public sealed record DaySweepOptions
{
    /// <summary>How often it looks whether a tenant's day has ended. The default is five minutes.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a node that says nothing keeps a tenant. The default is two minutes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Accounts between two notes of how far it is. The default is 256.</summary>
    public int Page { get; init; } = 256;

    /// <summary>Accounts asked at once: a sweep waits for transactions, not they for it. The default is 4.</summary>
    public int AtOnce { get; init; } = 4;
}
