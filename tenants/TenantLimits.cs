namespace OrleansRisk.Tenants;

/// <summary>Every bound of what tenants have in force, on one page.</summary>
public static class TenantLimits
{
    // ReferenceData

    /// <summary>Rows of counts kept in memory.</summary>
    public const int CountRowsMax = 100_000;

    /// <summary>Changed rows at which they are written before their time.</summary>
    public const int CountRowsDirtyMax = 20_000;

    /// <summary>Rows of counts of one read.</summary>
    public const int CountRowsPerRead = 1_000;

    /// <summary>Records of one read of the journal while catching up.</summary>
    public const int RecordsPerFold = 2_000;

    /// <summary>Events that may wait to be folded; beyond, they are read from the journal.</summary>
    public const int LiveEventsMax = 400_000;

    /// <summary>Commits that may wait to be folded.</summary>
    public const int LiveGroupsMax = 20_000;

    /// <summary>How often the folder looks whether something is due.</summary>
    public static readonly TimeSpan ProjectionLook = TimeSpan.FromMilliseconds(250);

    /// <summary>How often where nothing waits to be written: a commit wakes it, and nothing else is due so soon.
    /// </summary>
    public static readonly TimeSpan ProjectionLookAtRest = TimeSpan.FromSeconds(1);

    /// <summary>How long the folder waits after trouble.</summary>
    public static readonly TimeSpan ProjectionRetry = TimeSpan.FromSeconds(1);

    /// <summary>How long the folder's last write may take while stopping.</summary>
    public static readonly TimeSpan LastWriteTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Two versions of a tenant by event time are at least this far apart on the clock.</summary>
    public static readonly TimeSpan PublishedApart = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a transaction waits for a figure that is not in memory.</summary>
    public static readonly TimeSpan StatisticsWait = TimeSpan.FromMilliseconds(20);

    /// <summary>Figures that may wait for the next grouped read.</summary>
    public const int StatisticsWaitingMax = 10_000;

    /// <summary>Figures of one tenant kept between two versions after a read.</summary>
    public const int StatisticsReadMax = 100_000;

    /// <summary>Earlier versions kept for replay.</summary>
    public const int OlderVersionsMax = 1_000;

    /// <summary>How long a consent that was read serves without a notice, and how many are held.</summary>
    public static readonly TimeSpan ConsentReadingAge = TimeSpan.FromSeconds(1);
    public const int ConsentsHeldMax = 100_000;

    /// <summary>Models of model deployments in memory, of all tenants.</summary>
    public const int ModelsLoadedMax = 64;

    /// <summary>Model deployments of a tenant whose time is still to come.</summary>
    public const int ModelDeploymentsWaitingMax = 8;

    /// <summary>Transactions that a monitor looks at before it is content with the accounts it has read.</summary>
    public const int MonitorTransactionsMax = 200_000;

    /// <summary>Accounts, and records of one, in a read of a monitor.</summary>
    public const int MonitorAccountsPage = 500, MonitorRecordsPerRead = 1_000;

    /// <summary>Events in each window that an index of drift needs; below, noise alone looks like drift.</summary>
    public const int MonitorEventsNeeded = 1_000;

    /// <summary>How far ahead a model deployment can be put up.</summary>
    public static readonly TimeSpan ModelDeploymentAheadMax = TimeSpan.FromDays(366);

    // Categories

    /// <summary>Rules of one tenant, and of one pack.</summary>
    public const int CategoryRulesMax = 500;

    /// <summary>Characters of one rule's text.</summary>
    public const int CategoryRuleTextMax = 64;

    /// <summary>Letters and digits that a rule's text must have: fewer would be in everybody's name.</summary>
    public const int CategoryRuleLettersMin = 3;

    /// <summary>Characters of a name or description that rules look at.</summary>
    public const int PlainTextMax = 512;

    // Tenants

    /// <summary>API keys of one tenant that are not revoked.</summary>
    public const int KeysPerTenantMax = 256;

    /// <summary>Characters of the label of an API key.</summary>
    public const int KeyLabelMax = 64;

    /// <summary>How often a node says that it is there; the store forgets it after a minute.</summary>
    public static readonly TimeSpan HeartbeatEvery = TimeSpan.FromSeconds(10);

    /// <summary>How long a reading of a tenant's settings serves.</summary>
    public static readonly TimeSpan TenantReadingAge = TimeSpan.FromSeconds(5);

    /// <summary>Column maps of one tenant, and versions of one map.</summary>
    public const int MapsMax = 1_000, MapVersionsMax = 10_000;

    /// <summary>Models of one tenant.</summary>
    public const int ModelsMax = 200;

    /// <summary>Consents that have ended which one call has told.</summary>
    public const int ConsentsEndedAtOnce = 256;

    /// <summary>How often a change that was overtaken by another is decided again.</summary>
    public const int ChangeTriesMax = 32;

    /// <summary>What a caller is told to wait if nothing was changed.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(250);

    // Quotas

    /// <summary>Quotas that a tenant counts at once: its own two, and those of its keys.</summary>
    public const int QuotasMax = 10_000;

    /// <summary>A lease is this part of a second's worth, and one line at least.</summary>
    public const int LeasesPerSecond = 10;
}
