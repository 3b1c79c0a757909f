using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Tenants and API keys in memory; can be made to be out of reach.</summary>
internal sealed class VolatileTenants(TimeProvider time) : ITenantStore, ITenantChanges, ITenantWrites
{
    private readonly ConcurrentDictionary<TenantId, TenantRow> _tenants = new();
    private readonly ConcurrentDictionary<string, ApiKeyRow> _keys = new();
    private readonly ConcurrentDictionary<string, long> _changed = new();

    private long _changes;

    public bool OutOfReach { get; set; }

    /// <summary>How far this clock, which says when a key was revoked, is behind the host's.</summary>
    public TimeSpan Behind { get; set; }

    public int Reads { get; private set; }

    public string Key(Roles roles, int tenant = 1, long? expiresAt = null, int linesPerSecond = 0)
    {
        var secret = ApiKeySecret.New("my");
        TenantId? owner = roles == Roles.Operator ? null : new TenantId(tenant);
        _keys[secret.Id] = new ApiKeyRow(
            secret.Id, owner, "test", roles, secret.Hash(), 0, expiresAt, null, linesPerSecond);
        return secret.Text();
    }

    public void Put(int tenant, TenantSettings settings) =>
        _tenants[new TenantId(tenant)] = new TenantRow(new TenantId(tenant), settings);

    public void Revoke(string key)
    {
        var id = key.Split('_')[2];
        var now = (time.GetUtcNow() - Behind).ToUnixTimeMilliseconds();
        _keys[id] = _keys[id] with { RevokedAt = now };
        _changed[id] = Interlocked.Increment(ref _changes);
    }

    public ValueTask<IReadOnlyList<TenantChange>> Before(
        TenantId tenant, long before, int limit, CancellationToken cancel) => new([]);

    /// <summary>Tenants are made here; nothing else is changed.</summary>
    public ValueTask<bool> Commit(
        TenantChange change, IReadOnlyList<TenantEffect> effects, CancellationToken cancel)
    {
        Reach();
        var row = effects.OfType<TenantEffect.TenantMade>().Single().Row;
        return new(_tenants.TryAdd(row.Id, row));
    }

    public ValueTask<TenantRow?> Find(TenantId tenant, CancellationToken cancel)
    {
        Reach();
        return new(_tenants.GetValueOrDefault(tenant));
    }

    public ValueTask<IReadOnlyList<TenantRow>> All(CancellationToken cancel)
    {
        Reach();
        return new([.. _tenants.Values.OrderBy(row => row.Id.Value)]);
    }

    public ValueTask<ApiKeyRow?> FindKey(string id, CancellationToken cancel)
    {
        Reach();
        Reads++;
        return new(_keys.GetValueOrDefault(id));
    }

    public ValueTask<IReadOnlyList<ApiKeyRow>> Keys(TenantId tenant, CancellationToken cancel) =>
        new([.. _keys.Values.Where(key => key.Tenant == tenant)]);

    /// <summary>What whoever asks for changes waits for; null where nothing holds them.</summary>
    public Task? Held { get; set; }

    public async ValueTask<KeyChanges> KeyChanges(long after, CancellationToken cancel)
    {
        Reach();
        await (Held ?? Task.CompletedTask);
        return (new KeyChanges(
            Interlocked.Read(ref _changes),
            [.. _changed.Where(change => change.Value > after).Select(change => change.Key)]));
    }

    private void Reach()
    {
        if (OutOfReach)
        {
            throw new JournalUnavailableException("the test took the database away");
        }
    }
}

/// <summary>Pseudonyms without keys: the same id of the same tenant gives the same pseudonym.</summary>
internal sealed class PlainKeys : IKeyRing
{
    public ValueTask CreateTenant(TenantId tenant, CancellationToken cancel) => default;

    /// <summary>Why the tenants' keys cannot be had; null where they can.</summary>
    public UnavailableCause? Missing { get; set; }

    public ValueTask<IPseudonyms> Pseudonyms(TenantId tenant, CancellationToken cancel) =>
        Missing is { } cause
            ? throw new KeyUnavailableException(cause, "the test took the keys away")
            : new(Of(tenant));

    public static IPseudonyms Of(TenantId tenant) => new Plain(tenant);

    public ValueTask<(SubjectKeyRow Row, ISealingSession Session)> CreateSubject(
        TenantId tenant, AccountKey account, short generation, JournalMonth firstMonth, CancellationToken cancel) =>
        throw new NotSupportedException();

    public ValueTask<ISealingSession> Open(SubjectKeyRow row, CancellationToken cancel) =>
        throw new NotSupportedException();

    private sealed class Plain(TenantId tenant) : IPseudonyms
    {
        public AccountKey Account(string account) =>
            AccountKey.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant}/{account}")).AsSpan(0, 16));

        public ulong Identity(string transactionId, TransactionStatus status) => throw new NotSupportedException();

        public ulong Content(Transaction transaction) => throw new NotSupportedException();

        public ulong Counterparty(string counterparty) => throw new NotSupportedException();

        public UInt128 Tag(ReadOnlySpan<byte> bytes) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(
            SHA256.HashData([.. Encoding.UTF8.GetBytes($"{tenant}/"), .. bytes]));
    }
}
