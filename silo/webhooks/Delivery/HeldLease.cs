using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>
/// A lease as its holder sees it: it counts from before it was asked for, by a clock of its own, so it ends here before
/// it ends in the database.
/// </summary>
internal sealed class HeldLease(KeptLease kept, long askedAt, TimeProvider time)
{
    private long _askedAt = askedAt;
    private int _version = kept.Version;
    private int _lost;

    public WebhookLease Lease => kept.Lease;

    public WebhookName Name => kept.Lease.Name;

    /// <summary>Of the webhook, as it was last heard of.</summary>
    public int Version => Volatile.Read(ref _version);

    public bool IsLost => Volatile.Read(ref _lost) != 0;

    /// <summary>Whether an attempt that begins now has ended before anybody else may begin.</summary>
    public bool Allows => !IsLost
        && time.GetElapsedTime(Volatile.Read(ref _askedAt)) + Limits.WebhookLeaseLeast <= Limits.WebhookLease;

    public void Renew(int version, long askedAt)
    {
        Volatile.Write(ref _version, version);
        Volatile.Write(ref _askedAt, askedAt);
    }

    public void Lose() => Volatile.Write(ref _lost, 1);
}
