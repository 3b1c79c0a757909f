using System.Security.Cryptography;

namespace OrleansRisk.Engine.Sealing;

/// <summary>
/// The AES key and the commitment of one salt. A node of <see cref="CipherCache"/>, which holds its cipher while it is
/// in use often.
/// </summary>
internal sealed class SessionKey : IDisposable
{
    private const int Derived = SealedBlob.KeySize + SealedBlob.CommitmentSize;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Derived + SealedBlob.SaltSize, pinned: true);
    private readonly CipherCache _ciphers;

    private SessionKey(CipherCache ciphers, short version)
    {
        _ciphers = ciphers;
        Version = version;
    }

    public short Version { get; }

    public ReadOnlySpan<byte> Key => _bytes.AsSpan(0, SealedBlob.KeySize);

    public ReadOnlySpan<byte> Commitment => _bytes.AsSpan(SealedBlob.KeySize, SealedBlob.CommitmentSize);

    public ReadOnlySpan<byte> Salt => _bytes.AsSpan(Derived);

    // Owned by the cipher cache, under its lock.
    internal AesGcm? Cipher { get; set; }

    internal LinkedListNode<SessionKey>? Node { get; set; }

    /// <summary>Null where the secret is gone.</summary>
    public static SessionKey? Derive(Secret secret, short version, ReadOnlySpan<byte> salt, CipherCache ciphers)
    {
        Span<byte> info = [.. "orleansrisk seal"u8, SealedBlob.Suite, (byte)(version >> 8), (byte)version];
        var key = new SessionKey(ciphers, version);
        if (!secret.TryDerive(salt, info, key._bytes.AsSpan(0, Derived)))
        {
            return null;
        }

        salt.CopyTo(key._bytes.AsSpan(Derived));
        return key;
    }

    /// <summary>Under a salt nobody has used: no other process, and no other session, ever has this key.</summary>
    public static SessionKey? DeriveFresh(Secret secret, short version, CipherCache ciphers)
    {
        Span<byte> salt = stackalloc byte[SealedBlob.SaltSize];
        RandomNumberGenerator.Fill(salt);
        return Derive(secret, version, salt, ciphers);
    }

    public byte[] Seal(long counter, Guid deployment, in SealPlace place, ReadOnlySpan<byte> content)
    {
        var cipher = _ciphers.Rent(this);
        try
        {
            return SealedBlob.Seal(cipher, this, counter, deployment, place, content);
        }
        finally
        {
            _ciphers.Return(this, cipher);
        }
    }

    public byte[] Open(Guid deployment, in SealPlace place, ReadOnlySpan<byte> blob)
    {
        var cipher = _ciphers.Rent(this);
        try
        {
            return SealedBlob.Open(cipher, this, deployment, place, blob);
        }
        finally
        {
            _ciphers.Return(this, cipher);
        }
    }

    public void Dispose()
    {
        _ciphers.Drop(this);
        CryptographicOperations.ZeroMemory(_bytes);
    }
}
