namespace OrleansRisk.Api;

/// <summary>Every bound of the HTTP edge. Over one of them is a clear error, and memory stays flat.</summary>
internal static class Limits
{
    /// <summary>Bytes of one line, and of one JSON body. A longer line is skipped with one error.</summary>
    public const int LineBytesMax = 65_536;

    /// <summary>JSON objects inside objects; nothing of the contract needs more than two.</summary>
    public const int DepthMax = 8;

    /// <summary>What is told to wait where a tenant is on its way from one pool to another.</summary>
    public static readonly TimeSpan RetryWhileMoving = TimeSpan.FromSeconds(1);

    public const int IdCharactersMax = 64;
    public const int CounterpartyCharactersMax = 128;
    public const int CategoryCharactersMax = 64;
    public const int ChannelCharactersMax = 32;
    public const int DescriptionCharactersMax = 256;
    public const int LabelSourceCharactersMax = 32;
    public const int KeyLabelCharactersMax = 64;

    /// <summary>Characters one text may take up as it is written, escapes included: six a character.</summary>
    public const int WrittenTextMax = DescriptionCharactersMax * 6;

    /// <summary>Minor units: 10^15.</summary>
    public const long AmountMinorMax = 1_000_000_000_000_000;

    public const int FxDigitsMax = 18;
    public const int FxDecimalsMax = 12;

    /// <summary>How far ahead of our clock a sender's may be.</summary>
    public static readonly TimeSpan FutureMax = TimeSpan.FromMinutes(5);

    /// <summary>A civil day begins up to this long before it does in Greenwich.</summary>
    public static readonly TimeSpan DayAheadMax = TimeSpan.FromHours(14);

    /// <summary>Names of unknown fields counted in one upload; the rest are counted together.</summary>
    public const int UnknownFieldNamesMax = 64;
    public const int UnknownFieldNameCharactersMax = 64;

    /// <summary>Lines of one stream that are read and not yet answered. A full window stops reading.</summary>
    public const int WindowLines = 4_096;

    /// <summary>How long a single call may let its answer take.</summary>
    public static readonly TimeSpan DeadlineMin = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan DeadlineMax = TimeSpan.FromSeconds(5);

    /// <summary>Transactions whose sender was answered by a fallback, remembered; the oldest are dropped.</summary>
    public const int FallbacksRememberedMax = 100_000;

    /// <summary>Accounts whose newest score is kept for fallbacks.</summary>
    public const int LastScoresMax = 100_000;

    /// <summary>How old a key may be, since it was last known to hold, that still gets a fallback.</summary>
    public static readonly TimeSpan FallbackCredentialAge = TimeSpan.FromMinutes(5);

    /// <summary>Greatest quota of a tenant or key.</summary>
    public const int LinesPerSecondMax = 1_000_000;

    /// <summary>
    /// Unanswered lines of the whole process; beyond it, each stream keeps only <see cref="WindowLinesFloor"/>.
    /// </summary>
    public const int UnansweredLinesMax = 65_536;

    /// <summary>What a stream may always have under way, so that a crowd of streams slows and none starves.</summary>
    public const int WindowLinesFloor = 64;

    /// <summary>Lines of one account handed to its actor at once.</summary>
    public const int BatchLinesMax = 256;

    /// <summary>
    /// Batches of all accounts under way; what lies beyond waits in its queue. Two commits' worth of a fast writer:
    /// more makes nothing faster, and everything under way outlives the young generation of the garbage collector.
    /// </summary>
    public const int BatchesUnderWayMax = 512;

    /// <summary>Decisions, and sources, that one rebuild takes back; characters of why.</summary>
    public const int TakeBackMax = 1_000, TakeBackSourcesMax = 100, WhyCharactersMax = 200;

    /// <summary>Accounts of one upload that are rebuilt at its end; one more is rebuilt at once.</summary>
    public const int WaitingAccountsMax = 65_536;

    /// <summary>Accounts of one upload rebuilt at one time, and attempts at each.</summary>
    public const int RebuildsAtOnce = 4, RebuildAttempts = 5;

    /// <summary>
    /// Times that a merge looks whether a line came meanwhile, tries of one of its calls, and characters of its reason:
    /// the rebuild's names the old account beside it.
    /// </summary>
    public const int MergeRounds = 8, MergeAttempts = 5, MergeWhyCharactersMax = 150;

    /// <summary>Between two attempts at a rebuild.</summary>
    public static readonly TimeSpan RebuildPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Bytes of answers gathered before they are handed to the connection.</summary>
    public const int AnswerBytes = 16_384;

    /// <summary>How long one piece of answers may wait for its reader.</summary>
    public static readonly TimeSpan ReaderProgress = TimeSpan.FromSeconds(30);

    /// <summary>How long an open stream may be silent.</summary>
    public static readonly TimeSpan StreamIdle = TimeSpan.FromMinutes(5);

    /// <summary>How often an open stream asks whether its key still holds.</summary>
    public static readonly TimeSpan KeyRecheck = TimeSpan.FromSeconds(1);

    /// <summary>Account ids a stream remembers with their pseudonyms.</summary>
    public const int PseudonymsPerStream = 16_384;

    /// <summary>Accounts of a stream of which a line was not recorded; beyond it the stream ends.</summary>
    public const int BrokenAccountsMax = 10_000;

    /// <summary>Labels of one stream under way at once.</summary>
    public const int LabelsUnderWay = 64;

    public const int StreamsMax = 1_024;
    public const int SingleCallsMax = 4_096;

    /// <summary>Bytes of a request body outside streams.</summary>
    public const int BodyBytesMax = LineBytesMax;

    /// <summary>Bytes of a refused body that are read and thrown away, so that its sender hears why.</summary>
    public const long RefusedBodyBytesMax = 64 << 20;

    public const int ConnectionsMax = 4_096;
    public const int HeadersMax = 64;
    public const int HeaderBytesMax = 16_384;
    public const int RequestLineBytesMax = 4_096;
    public const int Http2StreamsPerConnection = 100;
    public const int Http2StreamWindowBytes = 1_048_576;
    public const int Http2ConnectionWindowBytes = 4_194_304;
    public static readonly TimeSpan Http2PingDelay = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Http2PingTimeout = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan KeepAliveTimeout = TimeSpan.FromSeconds(120);

    public const int PageDefault = 100;
    public const int PageMax = 1_000;

    /// <summary>Accounts on a page, each of which is asked; and how many are asked at once.</summary>
    public const int AccountsPageDefault = 20, AccountsPageMax = 100, AccountsAskedAtOnce = 16;

    /// <summary>Customers, or labels, of one account.</summary>
    public const int AccountListMax = 64;

    /// <summary>Accounts that one credit assessment asks; months a loan runs.</summary>
    public const int AssessedAccountsMax = 16, LoanMonthsMax = 600;

    /// <summary>Days before a consent that its data may lie.</summary>
    public const int ConsentHistoryDaysMax = 36_500;

    /// <summary>Characters of an Idempotency-Key.</summary>
    public const int IdempotencyKeyMax = 255;

    /// <summary>How long a call with an Idempotency-Key is remembered.</summary>
    public static readonly TimeSpan IdempotencyKept = TimeSpan.FromHours(24);

    /// <summary>After so long a call without an answer has broken off.</summary>
    public static readonly TimeSpan IdempotencyUnderWayMax = TimeSpan.FromMinutes(2);

    /// <summary>Keys held with what they open; the oldest are dropped.</summary>
    public const int CredentialsMax = 10_000;

    /// <summary>How old what we know of a key may be: the longest a revoked key goes on.</summary>
    public static readonly TimeSpan CredentialAge = TimeSpan.FromMilliseconds(750);

    /// <summary>Reads of unknown keys under way at once.</summary>
    public const int CredentialReadsMax = 32;

    /// <summary>Queue delay above which new work is turned away, where it held for a whole window.</summary>
    public static readonly TimeSpan QueueDelayMax = TimeSpan.FromMilliseconds(500);

    /// <summary>Lines that must be waiting for a delay to be a queue's.</summary>
    public const int QueueLinesLeast = 256;
    public static readonly TimeSpan QueueDelayWindow = TimeSpan.FromMilliseconds(250);

    /// <summary>What a caller is told to wait who was turned away.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Items of lists in administration; there are no more on one page.</summary>
    public const int ListMax = 1_000;

    public const int TenantNameMax = 40;
    public const int RetentionMonthsMax = 120;
    public const int ThresholdMax = 1_000;

    /// <summary>Accounts, or customers, of one filter; segments, or labels.</summary>
    public const int FilterIdsMax = 1_000, FilterWordsMax = 100;

    /// <summary>Open streams of the feed.</summary>
    public const int FeedStreamsMax = 2_048;

    /// <summary>Entries of the feed that are written before the reader is asked to take them.</summary>
    public const int FeedEventsAtOnce = 128;

    /// <summary>How long a stream says nothing where nothing happens.</summary>
    public static readonly TimeSpan FeedHeartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How often a stream of the feed asks whether its key still holds.</summary>
    public static readonly TimeSpan FeedKeyRecheck = TimeSpan.FromMilliseconds(200);

    // Models

    /// <summary>
    /// Bytes of a body that brings a model: of its file, whose quotes are written twice as long within, and the report.
    /// </summary>
    public const int ModelBodyBytesMax = 40 << 20;

    /// <summary>Characters of what is said of a model, and of what is wrong with one.</summary>
    public const int ModelOwnerMax = 200, ModelPurposeMax = 2_000, ModelCauseMax = 300;

    public const int ModelReportBytesMax = 1 << 20;

    /// <summary>Models read at once, some hundred megabytes each, and monitors; of one tenant one.</summary>
    public const int ModelsReadAtOnce = 4, MonitorsAtOnce = 2;

    /// <summary>How long a model may take to arrive and to be checked.</summary>
    public static readonly TimeSpan ModelUploadTime = TimeSpan.FromMinutes(2);

    /// <summary>Days until a label is due, of a monitor.</summary>
    public const int MonitorLabelDaysMax = 366;

    /// <summary>Model deployments on a page.</summary>
    public const int ModelDeploymentPageMax = 100;

    // Scoring deployments

    /// <summary>Deployments and proposals in a list, accounts of a swap set, and the score crossed if none is stated.
    /// </summary>
    public const int ScoringListMax = 100, ScoringSwapsShown = 100, ScoringCreditAt = 600;

    /// <summary>Accounts of a report, those of one that states none, and those named by one read.</summary>
    public const int ScoringAccountsMax = 10_000, ScoringAccounts = 200, ScoringPage = 256;

    /// <summary>Reports made at once, of one tenant one; and how long one goes on.</summary>
    public const int ScoringReportsAtOnce = 2;
    public static readonly TimeSpan ScoringReportTime = TimeSpan.FromMinutes(1);

    // Loads

    /// <summary>Loads read at once, some hundred megabytes each; of one tenant one.</summary>
    public const int LoadsReadAtOnce = 2;

    /// <summary>Loads whose files arrive at once, of one tenant one; and bytes of all of them.</summary>
    public const int LoadsArrivingAtOnce = 32, LoadBytesArrivingMax = 512 << 20;

    /// <summary>How long the files of a load may take to arrive and to be checked.</summary>
    public static readonly TimeSpan LoadUploadTime = TimeSpan.FromMinutes(5);

    /// <summary>Bytes that arrive in a second, at least, after the first of them.</summary>
    public const int LoadBytesASecondLeast = 16 << 10;
    public static readonly TimeSpan LoadUploadGrace = TimeSpan.FromSeconds(10);

    /// <summary>How long a load that has arrived waits for others to be read.</summary>
    public static readonly TimeSpan LoadPlaceWait = TimeSpan.FromSeconds(30);

    /// <summary>Loads that a tenant may hold without committing them, and bytes of these as they are kept.</summary>
    public const int LoadsHeldMax = 64;
    public const long LoadBytesHeldMax = 2L << 30;

    /// <summary>How long a draft is kept, and what has become of it.</summary>
    public static readonly TimeSpan LoadKept = TimeSpan.FromDays(1);

    /// <summary>After so long a commit that notes nothing has broken off.</summary>
    public static readonly TimeSpan LoadLease = TimeSpan.FromSeconds(30);

    /// <summary>Items sealed together, and such parts kept or read at once.</summary>
    public const int LoadPartItems = 256, LoadPartsAtOnce = 16;

    /// <summary>Accounts asked at once while a load is checked or committed.</summary>
    public const int LoadAccountsAtOnce = 64;

    /// <summary>Rows of one account in one load, and recorded ones that they are compared with.</summary>
    public const int LoadAccountRowsMax = 20_000;

    public const int LoadFindingsMax = 5_000, LoadDaysShown = 100, LoadIncomesShown = 20, LoadRefusalsShown = 50;

    /// <summary>Attempts at a batch of a load that was not recorded; then the commit is left to be resumed.</summary>
    public const int LoadAttempts = 8;

    public const int LetterLenderCharactersMax = 200, LetterContactCharactersMax = 500, LetterScoreMax = 1_000;

    // Webhooks

    public const int WebhookUrlCharactersMax = 2_048, WebhookDescriptionCharactersMax = 256;

    /// <summary>How long the secret before the newest one may sign beside it.</summary>
    public const int WebhookKeepSeconds = 86_400, WebhookKeepSecondsMax = 604_800;

    /// <summary>Dead letters named in one replay.</summary>
    public const int WebhookReplayMax = 1_000;

    /// <summary>How long a line waits for a lease of its quota before half of the last one goes on.</summary>
    public static readonly TimeSpan QuotaPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>Share of a quota, of which half is taken where nothing was leased before the tenant was lost.</summary>
    public const int QuotaLeastShare = 10;
}
