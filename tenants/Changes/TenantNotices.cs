using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Changes;

/// <summary>Takes the notice of a change to the other silos.</summary>
public interface ITenantRelay
{
    /// <summary>
    /// Returns once every silo that can be reached has followed, or its time is over. Throws nothing: whoever is not
    /// reached looks by itself a moment later.
    /// </summary>
    ValueTask Relay(TenantId tenant, long sequence);
}

/// <summary>
/// Who is told, in this process and by a relay in all others, that a tenant has something new in force. A notice only
/// makes its readers look: what is in force is what the database says.
/// </summary>
public sealed class TenantNotices(IEnumerable<ITenantRelay> relays)
{
    private readonly ITenantRelay? _relay = relays.SingleOrDefault();
    private readonly Lock _gate = new();
    private Func<TenantId, long, ValueTask>[] _followers = [];

    /// <summary>Follows from now on; a follower throws nothing that is to be expected.</summary>
    public void Follow(Func<TenantId, long, ValueTask> follower)
    {
        lock (_gate)
        {
            _followers = [.. _followers, follower];
        }
    }

    /// <summary>Has this process follow a change.</summary>
    public async ValueTask Here(TenantId tenant, long sequence)
    {
        foreach (var follower in _followers)
        {
            await follower(tenant, sequence).ConfigureAwait(false);
        }
    }

    /// <summary>Has every process follow a change that has been committed.</summary>
    internal async ValueTask Everywhere(TenantId tenant, long sequence)
    {
        await Here(tenant, sequence).ConfigureAwait(false);
        if (_relay is not null)
        {
            await _relay.Relay(tenant, sequence).ConfigureAwait(false);
        }
    }
}
