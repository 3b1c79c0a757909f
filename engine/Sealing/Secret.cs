using System.Security.Cryptography;

namespace OrleansRisk.Engine.Sealing;

/// <summary>
/// 32 bytes of key in memory that the garbage collector does not copy, zeroed when disposed. Reads and zeroing exclude
/// each other, so nobody derives from a half-zeroed key.
/// </summary>
internal sealed class Secret : IDisposable
{
    public const int Size = 32;

    private readonly Lock _gate = new();
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
    private bool _disposed;

    /// <summary>Takes the bytes over and zeroes where they came from.</summary>
    public Secret(Span<byte> bytes)
    {
        bytes.CopyTo(_bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }

    public static Secret Random()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return new Secret(bytes);
    }

    /// <summary>HKDF-SHA-512; false once the key is gone.</summary>
    public bool TryDerive(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> info, Span<byte> output)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            HKDF.DeriveKey(HashAlgorithmName.SHA512, _bytes, output, salt, info);
            return true;
        }
    }

    /// <summary>Whether both hold the same key, in constant time; false where one is gone.</summary>
    public bool Same(Secret other)
    {
        Span<byte> bytes = stackalloc byte[Size];
        var same = other.TryCopy(bytes) && HoldsExactly(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return same;
    }

    /// <summary>Copies the key out, for wrapping it; the caller zeroes the copy.</summary>
    public bool TryCopy(Span<byte> bytes)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _bytes.CopyTo(bytes);
            }

            return !_disposed;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            CryptographicOperations.ZeroMemory(_bytes);
            _disposed = true;
        }
    }

    private bool HoldsExactly(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            return !_disposed && CryptographicOperations.FixedTimeEquals(_bytes, bytes);
        }
    }
}
