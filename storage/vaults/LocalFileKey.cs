using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Azure.Core.Cryptography;

namespace OrleansRisk.Vaults;

/// <summary>
/// A key-encryption key in a file, for development: it lies beside the data it protects, so production mode refuses it.
/// Wraps with AES-256-GCM; the name is associated data, so that a key wrapped under one name does not unwrap under
/// another.
/// <code>
/// wrapped: 1 byte format 1, 12 bytes random nonce, the key encrypted, 16 bytes tag
/// </code>
/// </summary>
public sealed class LocalFileKey : IKeyEncryptionKey, IKeyEncryptionKeyResolver, IDisposable
{
    /// <summary>The one algorithm of this key; any other name is refused.</summary>
    public const string Algorithm = "A256GCMKW";

    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = 1 + NonceSize + TagSize;

    private readonly byte[] _key = GC.AllocateUninitializedArray<byte>(32, pinned: true);

    private LocalFileKey(string name, byte[] key)
    {
        KeyId = name;
        key.CopyTo(_key, 0);
        CryptographicOperations.ZeroMemory(key);
    }

    public string KeyId { get; }

    /// <summary>
    /// Reads the key, or makes the file once. Throws <see cref="VaultRefusedException"/> in production, and where
    /// anyone but the owner may read the file.
    /// </summary>
    public static LocalFileKey Open(string path, string region, string environment, bool production)
    {
        if (production)
        {
            throw new VaultRefusedException("a key in a local file is for development only; production takes a vault");
        }

        if (!File.Exists(path))
        {
            LocalKeyFile.Create(path, $"local:{region}:{environment}:{Guid.NewGuid():n}");
        }

        var (name, key) = LocalKeyFile.Read(path);
        if (!name.StartsWith($"local:{region}:{environment}:", StringComparison.Ordinal))
        {
            throw new VaultRefusedException($"the key of {path} was made for another region or environment");
        }

        return new LocalFileKey(name, key);
    }

    public byte[] WrapKey(string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default)
    {
        CheckAlgorithm(algorithm);
        var wrapped = new byte[Overhead + key.Length];
        wrapped[0] = Format;
        var nonce = wrapped.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(
            nonce, key.Span, wrapped.AsSpan(1 + NonceSize, key.Length), wrapped.AsSpan(^TagSize..), AssociatedData());
        return wrapped;
    }

    public Task<byte[]> WrapKeyAsync(
        string algorithm, ReadOnlyMemory<byte> key, CancellationToken cancellationToken = default) =>
        Task.FromResult(WrapKey(algorithm, key, cancellationToken));

    public byte[] UnwrapKey(
        string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default)
    {
        CheckAlgorithm(algorithm);
        var wrapped = encryptedKey.Span;
        if (wrapped.Length < Overhead || wrapped[0] != Format)
        {
            throw new CryptographicException("these bytes are no wrapped key");
        }

        var key = new byte[wrapped.Length - Overhead];
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Decrypt(
            wrapped.Slice(1, NonceSize), wrapped[(1 + NonceSize)..^TagSize], wrapped[^TagSize..], key,
            AssociatedData());
        return key;
    }

    public Task<byte[]> UnwrapKeyAsync(
        string algorithm, ReadOnlyMemory<byte> encryptedKey, CancellationToken cancellationToken = default) =>
        Task.FromResult(UnwrapKey(algorithm, encryptedKey, cancellationToken));

    public IKeyEncryptionKey Resolve(string keyId, CancellationToken cancellationToken = default) => keyId == KeyId
        ? this
        : throw new KeyNotFoundException($"the local key file does not hold {keyId}");

    public Task<IKeyEncryptionKey> ResolveAsync(string keyId, CancellationToken cancellationToken = default) =>
        Task.FromResult(Resolve(keyId, cancellationToken));

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);

    private static void CheckAlgorithm(string algorithm)
    {
        if (algorithm != Algorithm)
        {
            throw new NotSupportedException($"the local key wraps with {Algorithm} only");
        }
    }

    private byte[] AssociatedData()
    {
        var name = Encoding.UTF8.GetBytes(KeyId);
        var associated = new byte[sizeof(int) + name.Length];
        BinaryPrimitives.WriteInt32BigEndian(associated, name.Length);
        name.CopyTo(associated, sizeof(int));
        return associated;
    }
}
