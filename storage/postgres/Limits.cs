namespace OrleansRisk.Postgres;

/// <summary>Every bound of this adapter that is not an option.</summary>
internal static class Limits
{
    /// <summary>Months after the current one that get their partition ahead of time.</summary>
    public const int MonthsAhead = 3;

    /// <summary>How long dropping a month waits for a lock before it gives way; doing it again finishes it.</summary>
    public const int DropLockMilliseconds = 5_000;

    /// <summary>Accounts named where a month cannot be dropped yet.</summary>
    public const int WaitingAccountsShown = 1_000;

    /// <summary>Attempts at creating the server's roles while other databases do the same.</summary>
    public const int RoleAttempts = 8;

    /// <summary>Old calls that one new call lets go.</summary>
    public const int IdempotencyDroppedAtOnce = 100;

    /// <summary>Loads that are named of those that a tenant holds.</summary>
    public const int LoadsNamed = 5;

    /// <summary>Loads that have expired and go as another comes.</summary>
    public const int LoadsDroppedAtOnce = 4;

    /// <summary>Subscriptions of one tenant.</summary>
    public const int SubscriptionsMax = 1_000;

    /// <summary>Webhooks of one tenant.</summary>
    public const int WebhooksMax = 32;

    /// <summary>Attempts of one webhook that its log keeps; the oldest go first.</summary>
    public const int WebhookDeliveriesKept = 1_000;

    /// <summary>Records of one group.</summary>
    public const int GroupRowsMax = 20_000;

    /// <summary>A COPY buffer greater than this is not kept for the next commit.</summary>
    public const int CopyBufferKeptMax = 32 * 1024 * 1024;

    /// <summary>
    /// How long a row-by-row commit goes on trying rows; after a first time-out, how long each further row waits.
    /// </summary>
    public const int RowByRowMilliseconds = 1_000, FurtherWaitMilliseconds = 20;

    /// <summary>How long to wait for a writer's lost session to be gone.</summary>
    public const int TakeOverMilliseconds = 2_000;

    /// <summary>Reads that go together in one batch, and reads that may wait for their turn.</summary>
    public const int ReadGroupMax = 256, WaitingReadsMax = 20_000;

    /// <summary>Look-ups of identities that go together: each may read a month of its account.</summary>
    public const int IdentityReadGroupMax = 32;

    /// <summary>Records of a tail that travel in a grouped read; the rest of a longer one is read by itself.</summary>
    public const int TailPageRecords = 1_000;

    /// <summary>Sequences of one look-up.</summary>
    public const int FindSequencesMax = 10_000;

    /// <summary>Snapshots of one statement, and projection rows.</summary>
    public const int SnapshotPage = 1_000, ProjectionPage = 5_000;

    /// <summary>Between two attempts at reaching a database that does not answer.</summary>
    public static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(100);
}

/// <summary>Advisory locks: one space for all of ours, writers are at their id in the next one.</summary>
internal static class Locks
{
    public const int Space = 4711;
    public const int Writers = 4712;
    public const int Migrations = 1;
    public const int Months = 2;
    public const int Projections = 3;
}
