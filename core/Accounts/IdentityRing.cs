namespace OrleansRisk.Core.Accounts;

/// <summary>
/// The newest identities of an account. An identity that is not here is new for certain only if its event time is later
/// than that of every identity that ever left the ring.
/// </summary>
internal static class IdentityRing
{
    private const int EvictedAt = 0;
    private const int Next = 8;
    private const int Slots = 16;
    private const ulong StatusMask = 7;

    public static IdentityMatch Find(ReadOnlySpan<byte> state, ulong identity, long at)
    {
        var ring = state.Slice(Layout.Identities, Layout.IdentitiesSize);
        byte others = 0;
        for (var slot = 0; slot < Layout.IdentitySlots; slot++)
        {
            var place = Slots + (slot * Layout.IdentitySlot);
            var known = ring.U64(place);
            if (((known ^ identity) & ~StatusMask) != 0 || ring.I64(place + 16) == 0)
            {
                continue;
            }

            if (known == identity)
            {
                return new(IdentityKind.Known, ring.U64(place + 8), ring.I64(place + 16), others);
            }

            others |= (byte)(1 << (int)(known & StatusMask));
        }

        return new(at > ring.I64(EvictedAt) ? IdentityKind.New : IdentityKind.AskJournal, 0, 0, others);
    }

    /// <summary>The next identity still finds an empty slot, so none has left.</summary>
    public static bool HoldsAll(ReadOnlySpan<byte> state) =>
        state.I64(Layout.Identities + Slots + (state.I32(Layout.Identities + Next) * Layout.IdentitySlot) + 16) == 0;

    public static int List(ReadOnlySpan<byte> state, Span<ulong> target)
    {
        var ring = state.Slice(Layout.Identities, Layout.IdentitiesSize);
        var count = 0;
        for (var slot = 0; slot < Layout.IdentitySlots; slot++)
        {
            var place = Slots + (slot * Layout.IdentitySlot);
            if (ring.I64(place + 16) != 0)
            {
                target[count++] = ring.U64(place);
            }
        }

        return count;
    }

    public static int List(ReadOnlySpan<byte> state, Span<RecentIdentity> target)
    {
        var ring = state.Slice(Layout.Identities, Layout.IdentitiesSize);
        var count = 0;
        for (var slot = 0; slot < Layout.IdentitySlots; slot++)
        {
            var place = Slots + (slot * Layout.IdentitySlot);
            if (ring.I64(place + 16) != 0)
            {
                target[count++] = new(ring.U64(place), ring.I64(place + 16));
            }
        }

        return count;
    }

    /// <summary>Keeps an identity in place of the oldest.</summary>
    public static void Add(Span<byte> state, ulong identity, ulong content, long sequence, long at)
    {
        var ring = state.Slice(Layout.Identities, Layout.IdentitiesSize);
        ReadOnlySpan<byte> read = ring;
        var next = read.I32(Next);
        var place = Slots + (next * Layout.IdentitySlot);
        if (read.I64(place + 16) != 0)
        {
            ring.I64(EvictedAt, Math.Max(read.I64(EvictedAt), read.U32(place + 24) * 1_000L));
        }

        ring.U64(place, identity);
        ring.U64(place + 8, content);
        ring.I64(place + 16, sequence);

        // Seconds, rounded up: a time said to be later than it was costs a look-up, one said to be earlier a duplicate.
        ring.U32(place + 24, (uint)Math.Clamp((at + 999) / 1_000, 0, uint.MaxValue));
        ring.I32(Next, (next + 1) % Layout.IdentitySlots);
    }

    public static bool IsSound(ReadOnlySpan<byte> state) =>
        state.I32(Layout.Identities + Next) is >= 0 and < Layout.IdentitySlots;
}
