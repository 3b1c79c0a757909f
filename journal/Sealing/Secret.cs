using System.Security.Cryptography;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// 32 bytes of key in memory that the garbage collector does not copy, zeroed when disposed. Reads and disposing
/// exclude each other, so nobody derives from a half-zeroed key, or from the next one that lies there.
/// </summary>
internal sealed class Secret : IDisposable
{
    public const int Size = 32;

    private static readonly PinnedSlots Slots = new(Size);

    private readonly Lock _gate = new();
    private readonly PinnedSlot _slot = Slots.Rent();
    private bool _disposed;

    /// <summary>Takes the bytes over and zeroes where they came from.</summary>
    public Secret(Span<byte> bytes)
    {
        bytes.CopyTo(_slot.Span);
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

            HKDF.DeriveKey(HashAlgorithmName.SHA512, _slot.Span, output, salt, info);
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
                _slot.Span.CopyTo(bytes);
            }

            return !_disposed;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                Slots.Return(_slot);
            }
        }
    }

    private bool HoldsExactly(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            return !_disposed && CryptographicOperations.FixedTimeEquals(_slot.Span, bytes);
        }
    }
}
