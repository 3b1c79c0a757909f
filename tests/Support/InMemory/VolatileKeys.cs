using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>Key rows in memory; those of accounts stand in the journal, as they do in the database.</summary>
internal sealed class VolatileKeyRows(VolatileJournal journal, VolatileKeyRows? same) : IKeyRows
{
    private readonly Lock _gate = new();
    private readonly List<TenantKeyRow> _rows = same?._rows ?? [];
    private readonly Dictionary<TenantId, TenantOriginRow> _origins = [];

    public required Guid Deployment { get; init; }

    public ValueTask<Guid> DeploymentId(CancellationToken cancel) => new(Deployment);

    public ValueTask<TenantOriginRow?> Origin(TenantId tenant, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new ValueTask<TenantOriginRow?>(_origins.GetValueOrDefault(tenant));
        }
    }

    /// <summary>Puts a tenant's keys in place of those it has, and its origin, as a move brings them.</summary>
    public void Receive(TenantId tenant, IEnumerable<TenantKeyRow> keys, TenantOriginRow? origin)
    {
        lock (_gate)
        {
            _rows.RemoveAll(row => row.Tenant == tenant);
            _rows.AddRange(keys);
            _origins.Remove(tenant);
            if (origin is not null)
            {
                _origins.Add(tenant, origin);
            }
        }
    }

    public ValueTask<IReadOnlyList<TenantKeyRow>> TenantKeys(TenantId tenant, CancellationToken cancel)
    {
        lock (_gate)
        {
            return new ValueTask<IReadOnlyList<TenantKeyRow>>([.. _rows.Where(row => row.Tenant == tenant)]);
        }
    }

    public ValueTask<bool> AddTenantKey(TenantKeyRow row, CancellationToken cancel)
    {
        lock (_gate)
        {
            var taken = _rows.Any(
                other => (other.Tenant, other.Purpose, other.Version) == (row.Tenant, row.Purpose, row.Version));
            if (!taken)
            {
                _rows.Add(row);
            }

            return new ValueTask<bool>(!taken);
        }
    }

    public ValueTask<SubjectKeyRow?> SubjectKey(TenantId tenant, AccountKey account, CancellationToken cancel) =>
        new(journal.Key(tenant, account));
}

/// <summary>A key-encryption key that lives as long as the test, and can be locked away.</summary>
internal sealed class VolatileKek : IKeyEncryptionKey
{
    private const int NonceSize = 12, TagSize = 16;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Name => "volatile/1";

    /// <summary>Set to answer every unwrap with this cause.</summary>
    public UnavailableCause? Locked { get; set; }

    public ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, CancellationToken cancel)
    {
        var wrapped = new byte[NonceSize + key.Length + TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(
            wrapped.AsSpan(
                0, NonceSize), key.Span, wrapped.AsSpan(NonceSize, key.Length), wrapped.AsSpan(NonceSize + key.Length));
        return new ValueTask<byte[]>(wrapped);
    }

    public ValueTask<byte[]> Unwrap(string name, ReadOnlyMemory<byte> wrapped, CancellationToken cancel)
    {
        if (Locked is { } cause)
        {
            throw new KeyUnavailableException(cause, "locked away by the test");
        }

        var span = wrapped.Span;
        var key = new byte[span.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Decrypt(span[..NonceSize], span.Slice(NonceSize, key.Length), span[(NonceSize + key.Length)..], key);
        return new ValueTask<byte[]>(key);
    }
}
