namespace OrleansRisk.Accounts.Identities;

/// <summary>
/// Identities of the month under way by 32 bits each. It grows without knowing the identities again, for which 16 bits
/// would not be enough.
/// </summary>
internal sealed class FingerprintSet
{
    private const int LeastSlots = 16;

    /// <summary>Empty slots are 0, and they are no fewer than a quarter.</summary>
    private uint[] _slots = new uint[LeastSlots];

    public int Count { get; private set; }

    public int Bytes => _slots.Length * sizeof(uint);

    /// <summary>32 bits of an identity that differ with its status too; never 0.</summary>
    public static uint Of(ulong identity) => Math.Max(1, (uint)((identity * 0x9E37_79B9_7F4A_7C15UL) >> 32));

    public bool Contains(uint fingerprint) => _slots[SlotOf(fingerprint)] != 0;

    public void Add(uint fingerprint)
    {
        if ((Count + 1) * 4 > _slots.Length * 3)
        {
            Grow();
        }

        var slot = SlotOf(fingerprint);
        if (_slots[slot] == 0)
        {
            _slots[slot] = fingerprint;
            Count++;
        }
    }

    public uint[] Sorted()
    {
        var sorted = new uint[Count];
        var next = 0;
        foreach (var fingerprint in _slots)
        {
            if (fingerprint != 0)
            {
                sorted[next++] = fingerprint;
            }
        }

        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>Where it stands, or the empty slot where it would.</summary>
    private int SlotOf(uint fingerprint)
    {
        var mask = _slots.Length - 1;
        var slot = (int)fingerprint & mask;
        while (_slots[slot] != 0 && _slots[slot] != fingerprint)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        var smaller = _slots;
        _slots = new uint[checked(smaller.Length * 2)];
        foreach (var fingerprint in smaller)
        {
            if (fingerprint != 0)
            {
                _slots[SlotOf(fingerprint)] = fingerprint;
            }
        }
    }
}
