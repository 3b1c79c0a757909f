using System.Collections.Concurrent;
using OrleansRisk.Accounts;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Tests.Support;

/// <summary>
/// Accounts without a host, for tests of what an account does: one lock each, so that turns are taken one at a time in
/// their order, and reads of a loaded account beside them. It has no mailbox, no bound and no time-out: those are
/// promises of grains, tested on grains.
/// </summary>
/// <param name="accountsMax">
/// Accounts kept in memory; beyond it the one used longest ago is put out. The default is all.
/// </param>
public sealed class TurnKeeper(AccountServices services, TenantServices tenants, int accountsMax = int.MaxValue)
    : IActors
{
    private readonly ConcurrentDictionary<(TenantId Tenant, AccountKey Key), Kept> _accounts = new();
    private readonly ConcurrentDictionary<TenantId, TenantActor> _tenants = new();
    private long _uses;

    /// <summary>Accounts in memory.</summary>
    public int Resident => _accounts.Values.Count(static kept => kept.Actor.IsLoaded);

    public IAccount Account(TenantId tenant, AccountKey key) => new KeptAccount(this, tenant, key);

    public ITenant Tenant(TenantId tenant) => new KeptTenant(
        _tenants.GetOrAdd(tenant, static (id, services) => new TenantActor(services, id), tenants), tenant);

    /// <summary>Puts every account out that is at rest, and writes the snapshots they leave behind.</summary>
    public async ValueTask PutOut()
    {
        PutOutBeyond(0);
        await services.Stores.Snapshots.Finish(CancellationToken.None);
    }

    /// <summary>Takes a turn; what nobody expected becomes an answer, by whether the journal may have it.</summary>
    internal async ValueTask<Outcome<T>> Turn<T>(
        (TenantId Tenant, AccountKey Key) id, Func<AccountActor, ValueTask<Outcome<T>>> take, Failure notBegun,
        Failure unknown)
    {
        var kept = Of(id);
        await kept.Turn.WaitAsync();
        try
        {
            return await take(kept.Actor);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            var mayBeRecorded = kept.Actor.HandedOver;
            kept.Actor.Forget();
            return mayBeRecorded ? unknown : notBegun;
        }
        finally
        {
            kept.Turn.Release();
            PutOutBeyond(accountsMax);
        }
    }

    /// <summary>Reads beside the turns; only what brings the account into memory waits for them.</summary>
    internal async ValueTask<TOutcome> Read<TOutcome>(
        (TenantId Tenant, AccountKey Key) id, Func<AccountActor, ValueTask<TOutcome>> read)
    {
        var kept = Of(id);
        Interlocked.Increment(ref kept.Readers);
        try
        {
            if (!kept.Actor.IsLoaded)
            {
                await kept.Turn.WaitAsync();
                try
                {
                    await kept.Actor.Activate(CancellationToken.None);
                }
                finally
                {
                    kept.Turn.Release();
                }
            }

            return await read(kept.Actor);
        }
        finally
        {
            Interlocked.Decrement(ref kept.Readers);
            PutOutBeyond(accountsMax);
        }
    }

    private Kept Of((TenantId Tenant, AccountKey Key) id)
    {
        var kept = _accounts.GetOrAdd(
            id, static (id, services) => new Kept(new AccountActor(services, id.Tenant, id.Key)), services);
        kept.UsedAt = Interlocked.Increment(ref _uses);
        return kept;
    }

    private void PutOutBeyond(int most)
    {
        if (_accounts.Count <= most)
        {
            return;
        }

        var loaded = _accounts.Values.Where(static kept => kept.Actor.IsLoaded).OrderBy(static kept => kept.UsedAt);
        foreach (var kept in loaded.SkipLast(most))
        {
            if (kept.Turn.Wait(0))
            {
                if (Volatile.Read(ref kept.Readers) == 0)
                {
                    kept.Actor.Deactivate();
                }

                kept.Turn.Release();
            }
        }
    }

    private sealed class Kept(AccountActor actor)
    {
        public int Readers;

        public AccountActor Actor => actor;

        public SemaphoreSlim Turn { get; } = new(1);

        public long UsedAt { get; set; }
    }
}
