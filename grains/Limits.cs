namespace OrleansRisk.Grains;

/// <summary>
/// Every bound of the grains, in one place; what an operator may change is in the options that name these as
/// defaults.
/// </summary>
internal static class Limits
{
    /// <summary>Bytes of one value of core inside a message; a larger one is refused before it is read.</summary>
    public const int BlobBytesMax = 1024 * 1024;

    /// <summary>Bytes of a call token.</summary>
    public const int CallTokenBytesMax = 2_048;

    /// <summary>Bytes of a key that signs call tokens.</summary>
    public const int CallTokenKeyBytes = 32;

    /// <summary>How long a call token counts after it was issued.</summary>
    public static readonly TimeSpan CallTokenLife = TimeSpan.FromSeconds(30);

    /// <summary>How far the clocks of two silos may differ.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(5);

    /// <summary>Calls that may wait for one grain; the next is told to come again.</summary>
    public const int CallsPerGrainMax = 64;

    /// <summary>Accounts in memory of which nothing was ever written.</summary>
    public const int UnknownAccountsMax = 1_000;

    /// <summary>What a sender is told to wait where nothing was recorded.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>Tries of one call that met a silo outside the tenant's pool.</summary>
    public const int PlacementTries = 2;

    /// <summary>Bytes of a notification of a commit, its token included.</summary>
    public const int NotificationBytesMax = CallTokenBytesMax + 32;

    /// <summary>Tenants of which a silo publishes in one round; the others follow in the next.</summary>
    public const int NotificationsPerRound = 64;

    /// <summary>Queues between publishers and subscribers of notifications.</summary>
    public const int NotificationQueues = 2;

    /// <summary>Time between two rounds of publishing.</summary>
    public static readonly TimeSpan NotificationSpacing = TimeSpan.FromMilliseconds(20);

    /// <summary>How often the queues of notifications are asked.</summary>
    public static readonly TimeSpan NotificationsAsked = TimeSpan.FromMilliseconds(25);

    /// <summary>How long whoever could not subscribe waits before trying again.</summary>
    public static readonly TimeSpan NotificationsHeardAgain = TimeSpan.FromSeconds(2);

    /// <summary>How long a change waits for the silos that are to follow it.</summary>
    public static readonly TimeSpan NoticeWait = TimeSpan.FromSeconds(2);

    /// <summary>How often the pool map is read where no call has asked for a newer one.</summary>
    public static readonly TimeSpan PoolMapAge = TimeSpan.FromSeconds(2);
}
