namespace OrleansRisk.Webhooks;

/// <summary>Every bound of the delivery of webhooks.</summary>
internal static class Limits
{
    /// <summary>How long an attempt may take, from the name to the status.</summary>
    public static readonly TimeSpan WebhookTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Of an answer: headers; bytes of the body, and the time, that keeping its connection is worth.</summary>
    public const int WebhookHeaderKilobytesMax = 16, WebhookAnswerBytesMax = 16_384;
    public static readonly TimeSpan WebhookDrain = TimeSpan.FromSeconds(1);

    /// <summary>A connection is left after so long, so that a name that has moved is followed.</summary>
    public static readonly TimeSpan WebhookConnectionLife = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan WebhookConnectionIdle = TimeSpan.FromSeconds(20);
    public const int WebhookConnectionsPerServer = 16;

    /// <summary>Accounts of a webhook whose events are under way at once.</summary>
    public const int WebhookAccountsAtOnce = 8;

    /// <summary>Events read from the feed, and waiting ones tried again, between two commits.</summary>
    public const int WebhookEventsAtOnce = 128, WebhookRetriesAtOnce = 64;

    /// <summary>Events of a webhook that may wait; beyond, its cursor waits in the journal.</summary>
    public const int WebhookWaitingMax = 10_000;

    /// <summary>Dead letters of a webhook; with one more it is disabled.</summary>
    public const int WebhookDeadLettersMax = 10_000;

    /// <summary>Wait before the second attempt; doubled each time up to the most, a fifth of it by chance.</summary>
    public static readonly TimeSpan WebhookBackOffLeast = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan WebhookBackOffMost = TimeSpan.FromHours(1);

    /// <summary>Accounts that failed one after the other, after which the receiver is taken to be away…</summary>
    public const int WebhookFailuresInARow = 3;

    /// <summary>…and asked again at most this much later, with one event.</summary>
    public static readonly TimeSpan WebhookPauseMost = TimeSpan.FromMinutes(5);

    /// <summary>An event that fails this long after it was first due is a dead letter.</summary>
    public static readonly TimeSpan WebhookDeadAfter = TimeSpan.FromHours(24);

    /// <summary>A webhook to which nothing was delivered for so long is disabled.</summary>
    public static readonly TimeSpan WebhookDisabledAfter = TimeSpan.FromDays(5);

    /// <summary>How often a node renews its leases and looks for webhooks that nobody carries.</summary>
    public static readonly TimeSpan WebhookLook = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A lease, and how much of it must be left for an attempt to begin: its time-out and a margin, so that it has
    /// ended before another node begins.
    /// </summary>
    public static readonly TimeSpan WebhookLease = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan WebhookLeaseLeast = WebhookTimeout + TimeSpan.FromSeconds(5);

    /// <summary>Webhooks that a node takes over with one look: others look too.</summary>
    public const int WebhooksTakenAtOnce = 16;

    /// <summary>Webhooks that a node carries.</summary>
    public const int WebhooksCarriedMax = 1_024;

    /// <summary>Before a webhook that met trouble of ours is gone on with.</summary>
    public static readonly TimeSpan WebhookRetry = TimeSpan.FromSeconds(1);

    /// <summary>How often the cursor is kept of a webhook that nothing happens for.</summary>
    public static readonly TimeSpan WebhookCursorEvery = TimeSpan.FromSeconds(30);
}
