using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Access;

/// <summary>
/// Keys with what they open, read from the store and held for at most <see cref="Limits.CredentialAge"/> without asking
/// which have changed. Where the store does not answer, nothing older than that opens anything.
/// </summary>
internal sealed class Credentials : IDisposable
{
    private const long NotAsked = -1;
    private readonly ConcurrentDictionary<string, Credential> _held = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _asking = new(1);
    private readonly SemaphoreSlim _reading = new(Limits.CredentialReadsMax);
    private readonly ITenantStore _store;
    private readonly TimeProvider _time;
    private long _askedAt;
    private long _askingSince;
    private long _newestChange = NotAsked;

    public Credentials(ITenantStore store, TenantNotices notices, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _askedAt = _askingSince = time.GetTimestamp();
        notices.Follow((tenant, _) =>
        {
            Forget(tenant);
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>What is known of a key by its public id, no older than the age allowed.</summary>
    public async ValueTask<Credential> Find(string keyId, CancellationToken cancel)
    {
        if (_held.TryGetValue(keyId, out var held) && await IsFresh(held, cancel))
        {
            return held;
        }

        await _reading.WaitAsync(cancel);
        try
        {
            if (Volatile.Read(ref _newestChange) == NotAsked)
            {
                await AskWhatChanged(cancel); // from where changes are counted, before anything is held
            }

            var loadedAt = _time.GetTimestamp(); // before the read: what changes while we read is asked for again
            var key = await _store.FindKey(keyId, cancel);
            var tenant = key?.Tenant is { } id ? await _store.Find(id, cancel) : null;
            return Hold(keyId, new Credential(key, tenant, loadedAt));
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>
    /// What was last known of a key, where that is young enough for a fallback; null otherwise. It opens nothing.
    /// </summary>
    public Credential? Last(string keyId) =>
        _held.TryGetValue(keyId, out var held)
        && _time.GetElapsedTime(Math.Max(held.LoadedAt, Volatile.Read(ref _askedAt))) < Limits.FallbackCredentialAge
            ? held
            : null;

    /// <summary>Drops what is known of a tenant's keys, and what is being read at this moment.</summary>
    private void Forget(TenantId tenant)
    {
        Outdate(_time.GetTimestamp());
        foreach (var (id, credential) in _held)
        {
            if (credential.Tenant?.Id == tenant)
            {
                _held.TryRemove(id, out _);
            }
        }
    }

    public void Dispose()
    {
        _asking.Dispose();
        _reading.Dispose();
    }

    private async ValueTask<bool> IsFresh(Credential held, CancellationToken cancel)
    {
        if (_time.GetElapsedTime(held.LoadedAt) < Limits.CredentialAge)
        {
            return true;
        }

        if (held.Key is null)
        {
            return false; // "no such key" is only ever as old as its own reading
        }

        if (_time.GetElapsedTime(Volatile.Read(ref _askedAt)) >= Limits.CredentialAge)
        {
            await AskWhatChanged(cancel);
        }

        return _held.TryGetValue(held.Key.Id, out var still) && ReferenceEquals(still, held);
    }

    private async ValueTask AskWhatChanged(CancellationToken cancel)
    {
        await _asking.WaitAsync(cancel);
        try
        {
            if (_newestChange != NotAsked && _time.GetElapsedTime(_askedAt) < Limits.CredentialAge)
            {
                return;
            }

            var timestamp = _time.GetTimestamp();
            Outdate(timestamp); // before the asking
            Drop(await _store.KeyChanges(_newestChange == NotAsked ? long.MaxValue : _newestChange, cancel));
            Volatile.Write(ref _askedAt, timestamp);
        }
        finally
        {
            _asking.Release();
        }
    }

    private void Drop(KeyChanges changes)
    {
        if (changes.Newest < _newestChange)
        {
            _held.Clear(); // the database was restored: anything may have changed
        }

        foreach (var id in changes.Ids)
        {
            _held.TryRemove(id, out _);
        }

        Volatile.Write(ref _newestChange, changes.Newest);
    }

    /// <summary>What began to be read before this moment is not held; never an earlier moment than before.</summary>
    private void Outdate(long timestamp)
    {
        for (var since = Volatile.Read(ref _askingSince); since < timestamp;)
        {
            since = Interlocked.CompareExchange(ref _askingSince, timestamp, since);
        }
    }

    private Credential Hold(string keyId, Credential credential)
    {
        if (_held.Count >= Limits.CredentialsMax)
        {
            _held.Clear(); // rare, and reading again is cheap; an order of use would cost every request
        }

        _held[keyId] = credential;
        if (Volatile.Read(ref _askingSince) > credential.LoadedAt)
        {
            // A change was heard of, or asked for, while this was read: it may be older, and none asks for that again.
            _held.TryRemove(KeyValuePair.Create(keyId, credential));
        }

        return credential;
    }
}
