namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The counterparties an account dealt with last: hash, newest day, transactions, first day, credits. The least
/// recent gives way.
/// </summary>
internal readonly ref struct PartyTable(Span<byte> state)
{
    private readonly Span<byte> _bytes = state.Slice(Layout.Parties, Layout.PartiesSize);

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>Transactions with it, 0 where it is not in the table.</summary>
    public int Count(ulong party)
    {
        var slot = Find(party);
        return slot < 0 ? 0 : Read.U16((slot * Layout.PartySlot) + 10);
    }

    /// <summary>How many it dealt with on a day or since, both included, as far as it dealt with none later.</summary>
    public int MetOn(int civilDay) => Met(civilDay, civilDay);

    public int MetSince(int civilDay) => Met(civilDay, ushort.MaxValue);

    /// <summary>The newest day with it; 0 where it is not in the table.</summary>
    public int NewestDay(ulong party)
    {
        var slot = Find(party);
        return slot < 0 ? 0 : Read.U16((slot * Layout.PartySlot) + 8);
    }

    public int Known()
    {
        var known = 0;
        for (var slot = 0; slot < Layout.PartySlots; slot++)
        {
            known += Read.U64(slot * Layout.PartySlot) == 0 ? 0 : 1;
        }

        return known;
    }

    public void Add(ulong party, int civilDay, bool credit)
    {
        var day = (ushort)Math.Clamp(civilDay, 0, ushort.MaxValue);
        var slot = Find(party);
        if (slot < 0)
        {
            slot = LeastRecent();
            _bytes.Slice(slot * Layout.PartySlot, Layout.PartySlot).Clear();
            _bytes.U64(slot * Layout.PartySlot, party);
            _bytes.U16((slot * Layout.PartySlot) + 12, day);
        }

        var place = slot * Layout.PartySlot;
        _bytes.U16(place + 8, Math.Max(day, Read.U16(place + 8)));
        _bytes.Count16(place + 10);
        if (credit)
        {
            _bytes.Count16(place + 14);
        }
    }

    private int Met(int from, int to)
    {
        var met = 0;
        for (var place = 0; place < Layout.PartiesSize; place += Layout.PartySlot)
        {
            var day = Read.U16(place + 8);
            met += day >= from && day <= to && Read.U64(place) != 0 ? 1 : 0;
        }

        return met;
    }

    private int Find(ulong party)
    {
        for (var slot = 0; slot < Layout.PartySlots; slot++)
        {
            if (Read.U64(slot * Layout.PartySlot) == party)
            {
                return slot;
            }
        }

        return -1;
    }

    private int LeastRecent()
    {
        var found = 0;
        var least = uint.MaxValue;
        for (var slot = 0; slot < Layout.PartySlots; slot++)
        {
            var place = slot * Layout.PartySlot;
            if (Read.U64(place) == 0)
            {
                return slot;
            }

            var rank = ((uint)Read.U16(place + 8) << 16) | Read.U16(place + 10);
            if (rank < least)
            {
                (least, found) = (rank, slot);
            }
        }

        return found;
    }
}
