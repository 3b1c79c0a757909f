using System.Security.Cryptography;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Keeps the ciphers of the session keys used last; an <see cref="AesGcm"/> takes 1.25 KB outside the managed heap
/// (<see cref="JournalLimits.CipherBytes"/>), too much for one in every resident account. One that is rented is out of
/// the cache, so that nobody disposes it meanwhile.
/// </summary>
internal sealed class CipherCache(int most) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LinkedList<SessionKey> _newestFirst = new();
    private bool _disposed;

    /// <summary>Where the keys themselves lie.</summary>
    public PinnedSlots Keys { get; } = new(SessionKey.Size);

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _newestFirst.Count;
            }
        }
    }

    public AesGcm Rent(SessionKey key)
    {
        lock (_gate)
        {
            if (Take(key) is { } cipher)
            {
                return cipher;
            }
        }

        return new AesGcm(key.Key, SealedBlob.TagSize);
    }

    public void Return(SessionKey key, AesGcm cipher)
    {
        AesGcm? surplus;
        lock (_gate)
        {
            surplus = _disposed || key.Cipher is not null ? cipher : Keep(key, cipher);
        }

        surplus?.Dispose();
    }

    public void Drop(SessionKey key)
    {
        AesGcm? cipher;
        lock (_gate)
        {
            cipher = Take(key);
        }

        cipher?.Dispose();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_newestFirst.First is { } first)
            {
                Take(first.Value)?.Dispose();
            }
        }
    }

    private static AesGcm? TakeCipher(SessionKey key)
    {
        var cipher = key.Cipher;
        key.Cipher = null;
        return cipher;
    }

    private AesGcm? Take(SessionKey key)
    {
        if (key.Cipher is null)
        {
            return null;
        }

        _newestFirst.Remove(key.Node!);
        return TakeCipher(key);
    }

    private AesGcm? Keep(SessionKey key, AesGcm cipher)
    {
        key.Cipher = cipher;
        key.Node ??= new LinkedListNode<SessionKey>(key);
        _newestFirst.AddFirst(key.Node);
        return _newestFirst.Count > most ? Take(_newestFirst.Last!.Value) : null;
    }
}
