namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The few countries, channels or devices an account is used from: 32-bit hash, count, newest day. The least recent
/// gives way.
/// </summary>
internal readonly ref struct SettingTable(Span<byte> state, SettingKind kind)
{
    private readonly Span<byte> _bytes =
        state.Slice(Layout.Settings + ((int)kind * Layout.SettingTable), Layout.SettingTable);

    private ReadOnlySpan<byte> Read => _bytes;

    /// <summary>Times this value was seen, and times any was.</summary>
    public (int Seen, int Total) Count(uint hash)
    {
        var (seen, total) = (0, 0);
        for (var slot = 0; slot < Layout.SettingSlots; slot++)
        {
            var place = slot * Layout.SettingSlot;
            var count = Read.U16(place + 4);
            total += count;
            seen = Read.U32(place) == hash ? count : seen;
        }

        return (seen, total);
    }

    public void Add(uint hash, int civilDay)
    {
        var day = (ushort)Math.Clamp(civilDay, 0, ushort.MaxValue);
        var slot = SlotFor(hash);
        var place = slot * Layout.SettingSlot;
        if (Read.U32(place) != hash)
        {
            _bytes.Slice(place, Layout.SettingSlot).Clear();
            _bytes.U32(place, hash);
        }

        _bytes.Count16(place + 4);
        _bytes.U16(place + 6, Math.Max(day, Read.U16(place + 6)));
    }

    private int SlotFor(uint hash)
    {
        var found = 0;
        var least = ulong.MaxValue;
        for (var slot = 0; slot < Layout.SettingSlots; slot++)
        {
            var place = slot * Layout.SettingSlot;
            if (Read.U32(place) == hash)
            {
                return slot;
            }

            var rank = ((ulong)Read.U16(place + 6) << 16) | Read.U16(place + 4);
            if (rank < least)
            {
                (least, found) = (rank, slot);
            }
        }

        return found;
    }
}

internal enum SettingKind
{
    Country = 0,
    Channel = 1,
    Device = 2,
}
