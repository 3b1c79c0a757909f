using System.Security.Cryptography;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Small pieces of memory that the garbage collector never copies, so that no second copy of a key is left behind. Cut
/// from slabs: an array of its own for every key would make each allocation of pinned memory search a list that grows
/// with the accounts.
/// </summary>
internal sealed class PinnedSlots(int size)
{
    private const int SlotsPerSlab = 256;

    private readonly Lock _gate = new();
    private readonly Stack<PinnedSlot> _free = new();
    private int _slots;

    /// <summary>Slots that are somebody's now.</summary>
    public int Rented
    {
        get
        {
            lock (_gate)
            {
                return _slots - _free.Count;
            }
        }
    }

    /// <summary>A zeroed slot, the renter's alone until it is returned.</summary>
    public PinnedSlot Rent()
    {
        lock (_gate)
        {
            if (_free.Count == 0)
            {
                AddSlab();
            }

            return _free.Pop();
        }
    }

    /// <summary>Zeroes the slot and takes it back: from here on it may be anybody's.</summary>
    public void Return(PinnedSlot slot)
    {
        CryptographicOperations.ZeroMemory(slot.Span);
        lock (_gate)
        {
            _free.Push(slot);
        }
    }

    private void AddSlab()
    {
        var slab = GC.AllocateArray<byte>(size * SlotsPerSlab, pinned: true);
        _slots += SlotsPerSlab;
        for (var i = SlotsPerSlab - 1; i >= 0; i--)
        {
            _free.Push(new PinnedSlot(slab, i * size, size));
        }
    }
}

internal readonly struct PinnedSlot(byte[] slab, int offset, int size)
{
    public Span<byte> Span => slab.AsSpan(offset, size);
}
