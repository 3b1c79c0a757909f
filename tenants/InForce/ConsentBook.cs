using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Consents as this process knows them. A notice of a change has them read again at once; without one a reading serves
/// for <see cref="TenantLimits.ConsentReadingAge"/>.
/// </summary>
public sealed class ConsentBook
{
    private readonly ConcurrentDictionary<(TenantId Tenant, UInt128 Id), (ConsentRow? Row, long ReadAt)> _held = new();
    private readonly ConcurrentDictionary<TenantId, (bool Any, long ReadAt)> _revoked = new();
    private readonly ConcurrentDictionary<(TenantId Tenant, UInt128 Id, AccountKey Account), bool> _linked = new();
    private readonly IConsentStore _store;
    private readonly TimeProvider _time;
    private long _notices;

    public ConsentBook(IConsentStore store, TenantNotices notices, TimeProvider time)
    {
        (_store, _time) = (store, time);
        notices.Follow((tenant, _) =>
        {
            Forget(tenant);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Null if the tenant has none of this id.</summary>
    public async ValueTask<ConsentRow?> Find(TenantId tenant, UInt128 id, CancellationToken cancel)
    {
        if (_held.TryGetValue((tenant, id), out var held) && IsYoung(held.ReadAt))
        {
            return held.Row;
        }

        var (notices, readAt) = (Volatile.Read(ref _notices), _time.GetTimestamp());
        var row = await _store.Find(tenant, id, cancel);
        Bound(_held);
        _held[(tenant, id)] = (row, readAt);
        Unhold(_held, (tenant, id), notices);
        return row;
    }

    /// <summary>Notes that an account has data under a consent; asks the store once.</summary>
    public async ValueTask Link(TenantId tenant, UInt128 consent, AccountKey account, CancellationToken cancel)
    {
        if (!_linked.ContainsKey((tenant, consent, account)))
        {
            await _store.Link(tenant, consent, account, cancel);
            Bound(_linked);
            _linked[(tenant, consent, account)] = true;
        }
    }

    /// <summary>
    /// Whether reads of the account wait for data of a revoked consent to be taken back. Costs nothing as long as no
    /// consent of the tenant is revoked.
    /// </summary>
    public async ValueTask<bool> IsFrozen(TenantId tenant, AccountKey account, CancellationToken cancel)
    {
        if (!_revoked.TryGetValue(tenant, out var revoked) || !IsYoung(revoked.ReadAt))
        {
            var (notices, readAt) = (Volatile.Read(ref _notices), _time.GetTimestamp());
            revoked = (await _store.AnyRevoked(tenant, cancel), readAt);
            _revoked[tenant] = revoked;
            Unhold(_revoked, tenant, notices);
        }

        return revoked.Any && await _store.IsFrozen(tenant, account, cancel);
    }

    private void Forget(TenantId tenant)
    {
        Interlocked.Increment(ref _notices);
        _revoked.TryRemove(tenant, out _);
        foreach (var key in _held.Keys)
        {
            if (key.Tenant == tenant)
            {
                _held.TryRemove(key, out _);
            }
        }
    }

    private bool IsYoung(long readAt) => _time.GetElapsedTime(readAt) < TenantLimits.ConsentReadingAge;

    // A notice came while this was read: it may be older than what the notice was of.
    private void Unhold<TKey, TValue>(ConcurrentDictionary<TKey, TValue> held, TKey key, long notices)
        where TKey : notnull
    {
        if (Volatile.Read(ref _notices) != notices)
        {
            held.TryRemove(key, out _);
        }
    }

    private static void Bound<TKey, TValue>(ConcurrentDictionary<TKey, TValue> held)
        where TKey : notnull
    {
        if (held.Count >= TenantLimits.ConsentsHeldMax)
        {
            held.Clear(); // rare, and reading again is cheap; an order of use would cost every line
        }
    }
}
