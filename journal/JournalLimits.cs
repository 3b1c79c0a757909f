namespace OrleansRisk.Journal;

/// <summary>Every bound of the journal, on one page.</summary>
public static class JournalLimits
{
    // Record bodies

    /// <summary>Transactions of one record.</summary>
    public const int EntriesPerRecordMax = 1_024;

    /// <summary>UTF-8 bytes of one text in a body; the edge refuses longer ones long before.</summary>
    public const int TextBytesMax = 4_096;

    /// <summary>Customers, or labels, of one account.</summary>
    public const int ProfileListMax = 64;

    /// <summary>Rules that one decision can name as hit.</summary>
    public const int RuleHitsMax = 256;

    /// <summary>Sources that the transactions of one record can name.</summary>
    public const int SourcesMax = 4;

    /// <summary>
    /// Revoked sources that an account remembers. It is asked about lines that were under way when they were revoked:
    /// the edge lets in no later ones.
    /// </summary>
    public const int ClosedSourcesMax = 64;

    /// <summary>Transactions of one account that a rebuild takes in.</summary>
    public const int TimelineRowsMax = 200_000;

    /// <summary>Bytes of one body before sealing.</summary>
    public const int BodyBytesMax = 4 * 1024 * 1024;

    /// <summary>Bytes of core's buffer in a sealed state.</summary>
    public const int StateBytesMax = 64 * 1024;

    // Group commit

    /// <summary>Records of one commit.</summary>
    public const int GroupRecordsMax = 4_096;

    /// <summary>Bytes of one commit.</summary>
    public const long GroupBytesMax = 8 * 1024 * 1024;

    /// <summary>Records that may wait in one writer.</summary>
    public const int QueueRecordsMax = 20_000;

    /// <summary>Bytes that may wait in one writer.</summary>
    public const long QueueBytesMax = 64 * 1024 * 1024;

    /// <summary>What a record takes beside its blobs, for counting.</summary>
    public const int RecordHeaderBytes = 160;

    /// <summary>How long a record may wait for its commit to begin; then it is answered "not recorded".</summary>
    public static readonly TimeSpan QueueWaitMax = TimeSpan.FromSeconds(4);

    /// <summary>How often the queue is looked over for such records.</summary>
    public static readonly TimeSpan QueueLook = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a commit may take; the server gives up a statement after 5 s.</summary>
    public static readonly TimeSpan CommitTimeout = TimeSpan.FromSeconds(8);

    /// <summary>How much longer a writer that was told to give up is waited for.</summary>
    public static readonly TimeSpan CommitGrace = TimeSpan.FromSeconds(12);

    /// <summary>How long opening a writer may take.</summary>
    public static readonly TimeSpan WriterOpenTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Wait before the second attempt to open a writer; doubled each time…</summary>
    public static readonly TimeSpan BackOffLeast = TimeSpan.FromMilliseconds(100);

    /// <summary>…up to this.</summary>
    public static readonly TimeSpan BackOffMost = TimeSpan.FromSeconds(5);

    /// <summary>Records that the span of a commit is linked to.</summary>
    public const int CommitLinksMax = 32;

    // Sealing. A disabled key must be dead in five minutes: lease and age together are no longer than that.

    /// <summary>How long a session may seal and open before the subject key is unwrapped again.</summary>
    public static readonly TimeSpan SessionLease = TimeSpan.FromSeconds(150);

    /// <summary>
    /// A session says it has expired this much earlier, so that a turn begun under a lease ends under it.
    /// </summary>
    public static readonly TimeSpan SessionLeaseMargin = TimeSpan.FromSeconds(15);

    /// <summary>How long an unwrapped tenant key is used before rows and vault are asked again.</summary>
    public static readonly TimeSpan TenantKeyAgeMax = TimeSpan.FromSeconds(150);

    /// <summary>How long rows and vault may take to give a tenant's keys.</summary>
    public static readonly TimeSpan VaultTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Seals under one key; then the session goes on under a fresh one.</summary>
    public const long SealsPerKeyMax = 1L << 32;

    /// <summary>Keys of earlier sessions that one session keeps for opening.</summary>
    public const int EarlierSessionsMax = 4;

    /// <summary>AES-GCM objects kept, where a host states nothing else.</summary>
    public const int CiphersMax = 4_096;

    /// <summary>The most that a host may keep: 80 MB.</summary>
    public const int CiphersMost = 65_536;

    /// <summary>What an AES-GCM object takes outside the managed heap.</summary>
    public const int CipherBytes = 1_280;

    /// <summary>Tenants whose keys are kept unwrapped.</summary>
    public const int TenantsCachedMax = 4_096;

    /// <summary>
    /// Places for pseudonyms of accounts and counterparties, all tenants together. A text whose place another took is
    /// hashed anew, so there are several times as many places as busy accounts.
    /// </summary>
    public const int PseudonymsCachedMax = 262_144;

    /// <summary>Idle keyed hashes kept per tenant.</summary>
    public const int KeyedHashesMax = 16;

    // Feed

    /// <summary>Entries, and commits, held for readers that keep up; the number of commits is a power of two.</summary>
    public const int FeedEntriesHeld = 32_768, FeedCommitsHeld = 4_096;

    /// <summary>Changes of consents read for a reader at once.</summary>
    public const int ConsentEventsAtOnce = 100;

    /// <summary>Commits handed to a reader at once.</summary>
    public const int FeedCommitsPerStretch = 64;

    /// <summary>Records of this process that wait for the next look; more are read from the journal.</summary>
    public const int FeedRecordsWaiting = 65_536;

    /// <summary>Records of one read of the journal, those of other tenants counted.</summary>
    public const int FeedRecordsPerRead = 2_048;

    /// <summary>Entries read from the journal that are kept for the next reader.</summary>
    public const int FeedEntriesKept = 16_384;

    /// <summary>How often changes of consents are looked for that nobody gave notice of.</summary>
    public static readonly TimeSpan ConsentEventsLook = TimeSpan.FromSeconds(2);

    /// <summary>How long a change of a consent waits for commits before it that the reader has not come to.</summary>
    public static readonly TimeSpan ConsentEventsWait = TimeSpan.FromSeconds(10);

    /// <summary>A change of a consent that is so old waits for no commits any more.</summary>
    public static readonly TimeSpan ConsentEventsGone = TimeSpan.FromMinutes(1);

    /// <summary>How often commits of other processes are looked for while somebody reads.</summary>
    public static readonly TimeSpan FeedLook = TimeSpan.FromMilliseconds(25);

    /// <summary>The least between two looks, for commits to gather.</summary>
    public static readonly TimeSpan FeedSpacing = TimeSpan.FromMilliseconds(10);

    /// <summary>Before the feed looks again where it could not.</summary>
    public static readonly TimeSpan FeedRetry = TimeSpan.FromMilliseconds(500);

    /// <summary>How old a cursor may be; every month that is kept reaches back further.</summary>
    public static readonly TimeSpan CursorAge = TimeSpan.FromDays(7);

    /// <summary>Characters of a cursor.</summary>
    public const int CursorCharactersMax = 3_072;

    // Snapshots

    /// <summary>Snapshots that may wait for their group; the next is dropped, for a snapshot is only a cache.</summary>
    public const int SnapshotsWaitingMax = 4_096;

    /// <summary>How long a group of snapshots gathers.</summary>
    public static readonly TimeSpan SnapshotGroupDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Snapshots written in one group.</summary>
    public const int SnapshotsPerGroupMax = 256;

    // Reading

    /// <summary>Accounts whose records are opened at one time.</summary>
    public const int AccountsOpenedAtOnce = 8;

    // Exports

    /// <summary>Transactions of one export, which is put in order in memory.</summary>
    public const int ExportTransactionsMax = 5_000_000;

    /// <summary>Accounts of one read of an export, and records of one account.</summary>
    public const int ExportAccountsPage = 500, ExportRecordsPerRead = 1_000;
}
