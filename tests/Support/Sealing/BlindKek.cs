using System.Security.Cryptography;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Tests.Support.Sealing;

/// <summary>
/// A vault's key that, like RSA-OAEP, knows nothing of what it wraps: whatever it wrapped, for anyone, it unwraps.
/// </summary>
internal sealed class BlindKek : IKeyEncryptionKey
{
    public string Name { get; init; } = "vault/key/1";

    /// <summary>What the vault answers with instead of a key.</summary>
    public UnavailableCause? Trouble { get; set; }

    public int Unwraps { get; private set; }

    public ValueTask<byte[]> Wrap(ReadOnlyMemory<byte> key, CancellationToken cancel)
    {
        var wrapped = new byte[28 + key.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        using var cipher = new AesGcm(new byte[32], 16);
        cipher.Encrypt(wrapped.AsSpan(0, 12), key.Span, wrapped.AsSpan(12, key.Length), wrapped.AsSpan(^16..));
        return ValueTask.FromResult(wrapped);
    }

    public ValueTask<byte[]> Unwrap(string name, ReadOnlyMemory<byte> wrapped, CancellationToken cancel)
    {
        Unwraps++;
        if (Trouble is { } cause)
        {
            throw new KeyUnavailableException(cause, "as the test wants it");
        }

        var key = new byte[wrapped.Length - 28];
        using var cipher = new AesGcm(new byte[32], 16);
        cipher.Decrypt(wrapped.Span[..12], wrapped.Span[12..^16], wrapped.Span[^16..], key);
        return ValueTask.FromResult(key);
    }
}
