using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// From the vault's key to the session: KEK → tenant key (wrapped, bound) → subject key (sealed by the tenant key) →
/// session. Within five minutes of a key being disabled or erased, nothing opens under it any more, nor for a hot
/// account: <see cref="JournalLimits.SessionLease"/> and <see cref="JournalLimits.TenantKeyAgeMax"/> together are no
/// longer than that.
/// </summary>
public sealed class KeyRing : IKeyRing, ITenantSeal, ISubjectKeys, IDisposable
{
    private const int FirstVersion = 1;

    private readonly IKeyRows _rows;
    private readonly IKeyEncryptionKey _kek;
    private readonly KeyRingOptions _options;
    private readonly TimeProvider _time;
    private readonly TenantKeys _tenants;
    private readonly CipherCache _ciphers;
    private readonly PseudonymCache _pseudonyms = new(JournalLimits.PseudonymsCachedMax);

    public KeyRing(
        IKeyRows rows, IKeyEncryptionKey kek, KeyRingOptions options, TimeProvider time, ILogger<KeyRing> log)
    {
        (_rows, _kek, _options, _time) = (rows, kek, options, time);
        _ciphers = new CipherCache(options.CiphersMax);
        _tenants = new TenantKeys(rows, kek, options, time, log);
    }

    public async ValueTask CreateTenant(TenantId tenant, CancellationToken cancel)
    {
        var present = await _rows.TenantKeys(tenant, cancel).ConfigureAwait(false);
        foreach (var purpose in Enum.GetValues<TenantKeyPurpose>())
        {
            if (!present.Any(row => row.Purpose == purpose))
            {
                await CreateTenantKey(tenant, purpose, cancel).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask<IPseudonyms> Pseudonyms(TenantId tenant, CancellationToken cancel)
    {
        var keys = await _tenants.Of(tenant, cancel).ConfigureAwait(false);
        lock (keys)
        {
            if (keys.Pseudonyms is null)
            {
                var (version, secret) = keys.Active(TenantKeyPurpose.Pseudonym);
                keys.Pseudonyms = new Pseudonyms((byte)version, secret, _pseudonyms);
            }

            return keys.Pseudonyms;
        }
    }

    public async ValueTask<(SubjectKeyRow Row, ISealingSession Session)> CreateSubject(
        TenantId tenant, AccountKey account, short generation, JournalMonth firstMonth, CancellationToken cancel)
    {
        var keys = await _tenants.Of(tenant, cancel).ConfigureAwait(false);
        var (tenantKeyVersion, tenantKey) = keys.Active(TenantKeyPurpose.Sealing);
        var secret = Secret.Random();
        var row = new SubjectKeyRow(
            tenant, account, generation, FirstVersion, firstMonth, tenantKeyVersion, ReadOnlyMemory<byte>.Empty,
            Tombstone: false);
        row = row with { SealedKey = SealSubjectKey(keys.Origin, row, tenantKey, secret) };
        return (row, new SealingSession(this, SharedOf(keys), row, secret));
    }

    public async ValueTask<ISealingSession> Open(SubjectKeyRow row, CancellationToken cancel)
    {
        var (secret, shared) = await OpenSubjectKey(row, cancel).ConfigureAwait(false);
        return new SealingSession(this, shared, row, secret);
    }

    public async ValueTask<byte[]> Seal(
        TenantId tenant, SealedKind kind, UInt128 name, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var keys = await _tenants.Of(tenant, cancel).ConfigureAwait(false);
        var (version, secret) = keys.Active(TenantKeyPurpose.Sealing);
        using var key = SessionKey.DeriveFresh(secret, (short)version, _ciphers) ?? throw Gone();
        return key.Seal(1, keys.Origin, PlaceOf(kind, name), content.Span);
    }

    public async ValueTask<byte[]> Open(
        TenantId tenant, SealedKind kind, UInt128 name, ReadOnlyMemory<byte> blob, CancellationToken cancel)
    {
        if (blob.Length < SealedBlob.Overhead)
        {
            throw new SealBrokenException("a sealed blob is too short");
        }

        var keys = await _tenants.Of(tenant, cancel).ConfigureAwait(false);
        var version = SealedBlob.KeyVersion(blob.Span);
        SealedBlob.CheckShape(blob.Span, version);
        using var key = SessionKey.Derive(
            keys.Of(TenantKeyPurpose.Sealing, version), version, SealedBlob.Salt(blob.Span), _ciphers) ?? throw Gone();
        return key.Open(keys.Origin, PlaceOf(kind, name), blob.Span);
    }

    async ValueTask<Secret> ISubjectKeys.Unwrap(SubjectKeyRow known, CancellationToken cancel)
    {
        var row = await _rows.SubjectKey(known.Tenant, known.Account, cancel).ConfigureAwait(false);
        if (row is null || row.Generation != known.Generation || row.Version != known.Version)
        {
            throw new KeyUnavailableException(
                UnavailableCause.KeyMissing, "the account's key row is not there any more");
        }

        return (await OpenSubjectKey(row, cancel).ConfigureAwait(false)).Secret;
    }

    /// <summary>
    /// Drops the keys of a tenant that is served elsewhere from now on; who asks again asks the vault.
    /// </summary>
    public void Forget(TenantId tenant) => _tenants.Forget(tenant);

    public void Dispose()
    {
        _tenants.Dispose();
        _ciphers.Dispose();
    }

    private async ValueTask CreateTenantKey(TenantId tenant, TenantKeyPurpose purpose, CancellationToken cancel)
    {
        using var secret = Secret.Random();
        var bytes = new byte[Secret.Size];
        secret.TryCopy(bytes);
        try
        {
            var wrapped = await _kek.Wrap(bytes, cancel).ConfigureAwait(false);
            var row = new TenantKeyRow(
                tenant, purpose, FirstVersion, TenantKeyStatus.Active, _kek.Name, wrapped, ReadOnlyMemory<byte>.Empty);
            // Where somebody was quicker, the row that is there counts and this key was never used.
            await _rows.AddTenantKey(
                row with { Binding = TenantKeyBinding.Make(secret, row, _options) }, cancel).ConfigureAwait(false);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private SealingShared SharedOf(TenantKeySet keys) =>
        keys.Shared ??= new SealingShared(keys.Origin, _ciphers, _time);

    private byte[] SealSubjectKey(TenantOrigin origin, SubjectKeyRow row, Secret tenantKey, Secret subjectKey)
    {
        using var key = SessionKey.DeriveFresh(tenantKey, (short)row.TenantKeyVersion, _ciphers) ?? throw Gone();
        Span<byte> bytes = stackalloc byte[Secret.Size];
        subjectKey.TryCopy(bytes);
        var blob = key.Seal(1, origin, PlaceOf(row), bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return blob;
    }

    private async ValueTask<(Secret Secret, SealingShared Shared)> OpenSubjectKey(
        SubjectKeyRow row, CancellationToken cancel)
    {
        if (row.Tombstone)
        {
            throw new KeyUnavailableException(UnavailableCause.KeyMissing, "the account is erased");
        }

        var keys = await _tenants.Of(row.Tenant, cancel).ConfigureAwait(false);
        try
        {
            var secret = OpenSubjectKey(keys.Origin, row, keys.Of(TenantKeyPurpose.Sealing, row.TenantKeyVersion));
            return (secret, SharedOf(keys));
        }
        catch (SealBrokenException broken)
        {
            throw new KeyUnavailableException(
                UnavailableCause.SealBroken, "the account's key row is not what was written", broken);
        }
    }

    private Secret OpenSubjectKey(TenantOrigin origin, SubjectKeyRow row, Secret tenantKey)
    {
        var version = (short)row.TenantKeyVersion;
        SealedBlob.CheckShape(row.SealedKey.Span, version);
        using var key = SessionKey.Derive(tenantKey, version, SealedBlob.Salt(row.SealedKey.Span), _ciphers)
            ?? throw Gone();
        var bytes = key.Open(origin, PlaceOf(row), row.SealedKey.Span);
        return bytes.Length == Secret.Size
            ? new Secret(bytes)
            : throw new SealBrokenException("a subject key has the wrong length");
    }

    // The key's version stands where a record has its sequence.
    private static SealPlace PlaceOf(SubjectKeyRow row) => new(
        SealedKind.SubjectKey, row.Account, row.Generation, default, row.Version, row.Version, 0,
        row.FirstMonth, default, 0, 0);

    // Its name stands where an account's blobs have the account.
    private static SealPlace PlaceOf(SealedKind kind, UInt128 name) => new(
        kind, new AccountKey(name), 0, default, 0, 0, 0, default, default, 0, 0);

    private static KeyUnavailableException Gone() => new(UnavailableCause.KeyMissing, "the tenant key is gone");
}
