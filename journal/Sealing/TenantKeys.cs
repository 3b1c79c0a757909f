using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Unwrapped tenant keys, each for a bounded time: then rows and vault are asked again, so that a key disabled in
/// either is noticed. One question at a time per tenant.
/// </summary>
internal sealed partial class TenantKeys(
    IKeyRows rows, IKeyEncryptionKey kek, KeyRingOptions options, TimeProvider time, ILogger log) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, Entry> _entries = [];
    private volatile StrongBox<Guid>? _deployment;

    public async ValueTask<TenantKeySet> Of(TenantId tenant, CancellationToken cancel)
    {
        Entry? entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(tenant, out entry) || Stale(entry))
            {
                MakeRoom();
                // Not under the caller's token: others wait for the same answer.
                entry = new Entry(time.GetTimestamp(), Load(tenant, entry?.Ready));
                _entries[tenant] = entry;
            }
        }

        try
        {
            return await entry.Keys.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch (Exception) when (entry.Keys.IsFaulted)
        {
            Remove(tenant, entry); // the next caller asks again
            throw;
        }
    }

    public void Forget(TenantId tenant)
    {
        lock (_gate)
        {
            if (_entries.Remove(tenant, out var entry))
            {
                entry.Ready?.Dispose();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Ready?.Dispose();
            }

            _entries.Clear();
        }
    }

    private bool Stale(Entry entry) =>
        entry.Keys.IsCompleted && time.GetElapsedTime(entry.AskedAt) >= JournalLimits.TenantKeyAgeMax;

    private async Task<TenantKeySet> Load(TenantId tenant, TenantKeySet? before)
    {
        await Task.Yield(); // out of the lock
        using var timeout = new CancellationTokenSource(JournalLimits.VaultTimeout, time);
        try
        {
            return (await Read(tenant, timeout.Token).ConfigureAwait(false)).KeepInstancesOf(before);
        }
        catch (OperationCanceledException slow)
        {
            before?.Dispose();
            throw new KeyUnavailableException(
                UnavailableCause.VaultUnreachable, "rows or vault did not answer in time", slow);
        }
        catch (KeyUnavailableException missing)
        {
            before?.Dispose();
            LogUnavailable(log, tenant.Value, missing.Cause);
            throw;
        }
    }

    private async ValueTask<TenantKeySet> Read(TenantId tenant, CancellationToken cancel)
    {
        var here = new TenantOrigin(await Deployment(cancel).ConfigureAwait(false), tenant.Value);
        var moved = await rows.Origin(tenant, cancel).ConfigureAwait(false);
        var keys = new TenantKeySet(moved?.Origin ?? here);
        try
        {
            foreach (var row in await rows.TenantKeys(tenant, cancel).ConfigureAwait(false))
            {
                var disabled = row.Status == TenantKeyStatus.Disabled;
                keys.Add(row, disabled ? null : await Unwrap(row, cancel).ConfigureAwait(false));
            }

            if (moved is not null
                && !TenantOriginBinding.Holds(keys.Active(TenantKeyPurpose.Pseudonym).Secret, here, moved))
            {
                throw new KeyUnavailableException(
                    UnavailableCause.SealBroken, "the tenant's origin is not what was written");
            }

            return keys;
        }
        catch
        {
            keys.Dispose();
            throw;
        }
    }

    private async ValueTask<Guid> Deployment(CancellationToken cancel) =>
        (_deployment ??= new StrongBox<Guid>(await rows.DeploymentId(cancel).ConfigureAwait(false))).Value;

    private async ValueTask<Secret> Unwrap(TenantKeyRow row, CancellationToken cancel)
    {
        var bytes = await kek.Unwrap(row.KekName, row.Wrapped, cancel).ConfigureAwait(false);
        if (bytes.Length != Secret.Size)
        {
            throw new KeyUnavailableException(
                UnavailableCause.SealBroken, "an unwrapped tenant key has the wrong length");
        }

        var secret = new Secret(bytes);
        if (!TenantKeyBinding.Holds(secret, row, options))
        {
            secret.Dispose();
            throw new KeyUnavailableException(UnavailableCause.SealBroken, "a wrapped tenant key is not of its row");
        }

        LogUnwrapped(log, row.Tenant.Value, row.Purpose, row.Version);
        return secret;
    }

    private void Remove(TenantId tenant, Entry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(tenant, out var now) && ReferenceEquals(now, entry))
            {
                _entries.Remove(tenant);
            }
        }
    }

    private void MakeRoom()
    {
        if (_entries.Count < JournalLimits.TenantsCachedMax)
        {
            return;
        }

        var oldest = _entries.OrderBy(static pair => pair.Value.AskedAt)
            .Take(JournalLimits.TenantsCachedMax / 8).ToList();
        foreach (var (tenant, entry) in oldest)
        {
            entry.Ready?.Dispose();
            _entries.Remove(tenant);
        }
    }

    private sealed record Entry(long AskedAt, Task<TenantKeySet> Keys)
    {
        public TenantKeySet? Ready => Keys.IsCompletedSuccessfully ? Keys.Result : null;
    }
}
