using System.Security.Cryptography;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// The AES key and the commitment of one salt. A node of <see cref="CipherCache"/>, which holds its cipher while it is
/// in use often. Used by one at a time: once it is disposed, another key may lie in its place.
/// </summary>
internal sealed class SessionKey : IDisposable
{
    public const int Size = Derived + SealedBlob.SaltSize;

    private const int Derived = SealedBlob.KeySize + SealedBlob.CommitmentSize;

    private readonly PinnedSlot _slot;
    private readonly CipherCache _ciphers;
    private bool _disposed;

    private SessionKey(CipherCache ciphers, short version, ReadOnlySpan<byte> salt)
    {
        (_ciphers, _slot, Version) = (ciphers, ciphers.Keys.Rent(), version);
        salt.CopyTo(_slot.Span[Derived..]);
    }

    public short Version { get; }

    public ReadOnlySpan<byte> Key => Bytes[..SealedBlob.KeySize];

    public ReadOnlySpan<byte> Commitment => Bytes[SealedBlob.KeySize..Derived];

    public ReadOnlySpan<byte> Salt => Bytes[Derived..];

    private ReadOnlySpan<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _slot.Span;
        }
    }

    // Owned by the cipher cache, under its lock.
    internal AesGcm? Cipher { get; set; }

    internal LinkedListNode<SessionKey>? Node { get; set; }

    /// <summary>Null where the secret is gone.</summary>
    public static SessionKey? Derive(Secret secret, short version, ReadOnlySpan<byte> salt, CipherCache ciphers)
    {
        Span<byte> info = [.. "orleansrisk seal"u8, SealedBlob.Suite, (byte)(version >> 8), (byte)version];
        var key = new SessionKey(ciphers, version, salt);
        if (secret.TryDerive(salt, info, key._slot.Span[..Derived]))
        {
            return key;
        }

        key.Dispose();
        return null;
    }

    /// <summary>Under a salt nobody has used: no other process, and no other session, ever has this key.</summary>
    public static SessionKey? DeriveFresh(Secret secret, short version, CipherCache ciphers)
    {
        Span<byte> salt = stackalloc byte[SealedBlob.SaltSize];
        RandomNumberGenerator.Fill(salt);
        return Derive(secret, version, salt, ciphers);
    }

    public byte[] Seal(long counter, TenantOrigin origin, in SealPlace place, ReadOnlySpan<byte> content)
    {
        var cipher = _ciphers.Rent(this);
        try
        {
            return SealedBlob.Seal(cipher, this, counter, origin, place, content);
        }
        finally
        {
            _ciphers.Return(this, cipher);
        }
    }

    public byte[] Open(TenantOrigin origin, in SealPlace place, ReadOnlySpan<byte> blob)
    {
        var cipher = _ciphers.Rent(this);
        try
        {
            return SealedBlob.Open(cipher, this, origin, place, blob);
        }
        finally
        {
            _ciphers.Return(this, cipher);
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _ciphers.Drop(this);
            _ciphers.Keys.Return(_slot);
        }
    }
}
