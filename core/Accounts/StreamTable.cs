namespace OrleansRisk.Core.Accounts;

/// <summary>
/// Who pays the account or is paid by it again and again: payers of income and lenders. Rhythm and amount are learned
/// in whole numbers, gaps in 1/64 of a day. Of those that came once the least recent gives way first.
/// </summary>
internal readonly ref struct StreamTable(Span<byte> state)
{
    private const int LastDay = 8;
    private const int Hits = 10;
    private const int GapMean = 12;
    private const int GapDeviation = 14;
    private const int AmountMean = 16;
    private const int AmountLast = 23;
    private const int Kind = 30;
    private const int Flags = 31;
    private const int FirstDay = 32;
    private const byte HousingBit = 1;
    private const int DayUnit = 64;

    /// <summary>Payments nearer together than this are parts of one.</summary>
    private const int GapMin = 3;

    /// <summary>A gap or amount weighs at least an eighth, so that a rhythm that changes is learned.</summary>
    private const int MemoryMax = 8;

    /// <summary>Days after which what came once and did not come again gives way first.</summary>
    private const int OnceDays = 45;

    /// <summary>All firms together that pay without a rhythm of their own. From scoring version 4.</summary>
    public const ulong Firms = byte.MaxValue;

    /// <summary>Days for which an income stays, whatever lenders come.</summary>
    private const int LivedDays = 100;

    private readonly Span<byte> _bytes = state.Slice(Layout.Streams, Layout.StreamsSize);
    private readonly bool _kinds = new AccountHeader(state).Kinds;

    private ReadOnlySpan<byte> Read => _bytes;

    public StreamEntry this[int slot]
    {
        get
        {
            var at = slot * Layout.StreamSlot;
            return new(
                Read.U64(at), (FlowKind)Read[at + Kind], Read.U16(at + FirstDay), Read.U16(at + LastDay),
                Read.U16(at + Hits), Read.U16(at + GapMean) / (double)DayUnit,
                Read.U16(at + GapDeviation) / (double)DayUnit, Read.Money(at + AmountMean),
                (Read[at + Flags] & HousingBit) != 0, (StreamMarks)(Read[at + Flags] & ~HousingBit));
        }
    }

    /// <summary>Whether this party's money, of which nothing says what it is, is known to be earned.</summary>
    public bool Earns(ulong party)
    {
        var slot = Find(party, FlowKind.OtherIn);
        return slot >= 0 && (this[slot].Marks & StreamMarks.Earned) != 0;
    }

    /// <summary>The party's stream of a kind; one without hits where there is none.</summary>
    public StreamEntry Of(ulong party, FlowKind kind)
    {
        var slot = Find(party, kind);
        return slot < 0 ? default : this[slot];
    }

    /// <summary>Marks stay as long as the stream.</summary>
    public void Mark(ulong party, FlowKind kind, StreamMarks marks)
    {
        var slot = Find(party, kind);
        if (slot >= 0)
        {
            _bytes[(slot * Layout.StreamSlot) + Flags] |= (byte)marks;
        }
    }

    /// <summary>Whether it paid in and collected it with a charge, once at least.</summary>
    public bool HasLent(ulong party) => (Of(party, FlowKind.Debt).Marks & StreamMarks.Payday) != 0;

    public void Add(ulong party, FlowKind kind, int civilDay, long amount, bool housing = false)
    {
        var day = (ushort)Math.Clamp(civilDay, 0, ushort.MaxValue);
        var slot = Find(party, kind);
        if (slot < 0)
        {
            slot = Weakest(civilDay);
            Begin(slot * Layout.StreamSlot, party, kind, day, amount);
        }

        var at = slot * Layout.StreamSlot;
        _bytes[at + Flags] |= housing ? HousingBit : (byte)0;
        var gap = day - Read.U16(at + LastDay);
        if (gap < GapMin)
        {
            return;
        }

        LearnGap(at, gap);
        var weight = Math.Min((int)Read.U16(at + Hits), MemoryMax);
        var mean = Read.Money(at + AmountMean);
        _bytes.Money(at + AmountMean, mean + ((Math.Min(amount, Cells.MoneyMax) - mean) / (weight + 1)));
        _bytes.Money(at + AmountLast, Math.Min(amount, Cells.MoneyMax));
        _bytes.U16(at + LastDay, day);
        _bytes.Count16(at + Hits);
    }

    private void Begin(int at, ulong party, FlowKind kind, ushort day, long amount)
    {
        _bytes.Slice(at, Layout.StreamSlot).Clear();
        _bytes.U64(at, party);
        _bytes[at + Kind] = (byte)kind;
        _bytes.U16(at + FirstDay, day);
        _bytes.U16(at + LastDay, day);
        _bytes.U16(at + Hits, 1);
        _bytes.Money(at + AmountMean, Math.Min(amount, Cells.MoneyMax));
        _bytes.Money(at + AmountLast, Math.Min(amount, Cells.MoneyMax));
    }

    private void LearnGap(int at, int days)
    {
        var gap = Math.Min(days * DayUnit, ushort.MaxValue);
        var weight = Math.Min((int)Read.U16(at + Hits), MemoryMax);
        var mean = weight == 1 ? gap : Read.U16(at + GapMean);
        var apart = Math.Abs(gap - mean);
        var deviation = (int)Read.U16(at + GapDeviation);
        _bytes.U16(at + GapMean, (ushort)(mean + ((gap - mean) / weight)));
        _bytes.U16(at + GapDeviation, (ushort)(deviation + ((apart - deviation) / weight)));
    }

    private int Find(ulong party, FlowKind kind)
    {
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var at = slot * Layout.StreamSlot;
            if (Read.U64(at) == party && Read.U16(at + Hits) > 0 && Read[at + Kind] == (byte)kind)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>
    /// Of those that came once the least recent; from scoring version 4 the smallest of those of late, for what is
    /// lived on is more than what friends send.
    /// </summary>
    private int Weakest(int day)
    {
        var found = 0;
        var least = long.MaxValue;
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var at = slot * Layout.StreamSlot;
            var again = Math.Min((int)Read.U16(at + Hits), 2);
            var last = Read.U16(at + LastDay);
            var kept = _kinds && again == 1 && day - last <= OnceDays ? 1 + Read.Money(at + AmountLast) : 0;
            var lived = _kinds && again > 1 && day - last <= LivedDays
                && ((FlowKind)Read[at + Kind] == FlowKind.Income || (Read[at + Flags] & (byte)StreamMarks.Earned) != 0);
            var rank = _kinds && again < 2 ? kept : ((long)(lived ? 3 : again) << 60) | last;
            if (rank < least || (rank == least && last < Read.U16((found * Layout.StreamSlot) + LastDay)))
            {
                (least, found) = (rank, slot);
            }
        }

        return found;
    }
}

/// <summary>One stream; <see cref="Hits"/> is 0 for an empty slot.</summary>
internal readonly record struct StreamEntry(
    ulong Party, FlowKind Kind, int FirstDay, int LastDay, int Hits, double GapDays, double GapDeviation, long Amount,
    bool Housing, StreamMarks Marks);

/// <summary>What is known of a stream beside its kind; beside the mark of housing. From scoring version 4.</summary>
[Flags]
internal enum StreamMarks : byte
{
    None = 0,
    Payday = 2,
    Collection = 4,
    Student = 8,

    /// <summary>Nothing says that it is earned but its rhythm, which was seen.</summary>
    Earned = 16,
}
