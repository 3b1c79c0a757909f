using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Counterparties;

/// <summary>
/// What the records of a tenant's accounts say of one counterparty, in a flat little-endian buffer. Everything is a
/// count or
/// a greatest value, so that any order of lanes gives the same bytes; fading happens when figures are read.
/// </summary>
public static class CounterpartyCounts
{
    public const int Size = Slots + (Days * Slot);

    private const ushort Version = 2;
    private const int Head = 4;
    private const int Transactions = 8;
    private const int Frauds = 16;
    private const int Genuines = 24;
    private const int Few = 32;
    private const int Sketch = Few + FewDistinct.Size;
    private const int Slots = Sketch + DistinctSketch.Size;
    private const int Slot = 8;
    private const int Days = 45;

    /// <summary>
    /// Days within which a transaction without a label says nothing yet; after them it counts as genuine.
    /// </summary>
    private const int LabelDays = 7;
    private const int HalfLifeDays = 14;

    /// <summary>Pseudo-transactions behind the share of fraud, and their share of fraud in parts per million.</summary>
    private const int PriorWeight = 2;
    private const int PriorPpm = 2_000;

    public static void Initialize(Span<byte> counts)
    {
        counts[..Size].Clear();
        counts.U16(0, Version);
    }

    /// <summary>Counts one transaction of an account with it.</summary>
    public static void AddTransaction(Span<byte> counts, int civilDay, UInt128 account)
    {
        ReadOnlySpan<byte> read = counts;
        counts.I64(Transactions, read.I64(Transactions) + 1);
        var hash = HashOf(account);
        FewDistinct.Add(counts.Slice(Few, FewDistinct.Size), hash);
        DistinctSketch.Add(counts.Slice(Sketch, DistinctSketch.Size), hash);
        if (Reach(counts, civilDay))
        {
            counts.Count32(Place(civilDay));
        }
    }

    /// <summary>Takes back the label before and adds the label after, on the day of the transaction.</summary>
    public static void AddLabel(Span<byte> counts, in LabelEvent label)
    {
        Step(counts, label.CivilDay, label.Before, -1);
        Step(counts, label.CivilDay, label.After, 1);
    }

    /// <summary>Figures as of a civil day, stamped with the number of the publication.</summary>
    public static CounterpartyFigures Figures(ReadOnlySpan<byte> counts, int civilDay, int version)
    {
        if (version == 0)
        {
            return default; // nothing is published yet: what is counted meanwhile has no day and no number to stand by
        }

        var (bad, all) = (0L, 0L);
        var inThirty = 0L;
        var sinceFraud = -1;
        for (var day = Math.Min(civilDay, counts.I32(Head)); day > counts.I32(Head) - Days && day >= 0; day--)
        {
            var entry = Entry(counts, day);
            var weight = Decay.Apply(1 << 20, (long)(civilDay - day) * Decay.Ticks / HalfLifeDays);
            var known = civilDay - day >= LabelDays ? Math.Max(entry.All, entry.Labelled) : entry.Labelled;
            bad += weight * entry.Bad;
            all += weight * known;
            inThirty += civilDay - day < 30 ? entry.All : 0;
            sinceFraud = sinceFraud < 0 && entry.Bad > 0 ? civilDay - day : sinceFraud;
        }

        var (labels, labelled) = Newest(counts, civilDay);
        return new()
        {
            Known = counts.I64(Transactions) > 0 || counts.I64(Frauds) != 0 || counts.I64(Genuines) != 0,
            Version = version,
            RiskPpm = Share(bad, all),
            LastLabels = labels,
            LastCount = labelled,
            DaysSinceFraud = (short)sinceFraud,
            EventsIn30Days = (int)Math.Min(inThirty, int.MaxValue),
            Accounts = AccountsOf(counts),
        };
    }

    /// <summary>How many different accounts: exactly while they are few, then to about 9 %.</summary>
    private static int AccountsOf(ReadOnlySpan<byte> counts) =>
        FewDistinct.Count(counts.Slice(Few, FewDistinct.Size)) is var few && few < FewDistinct.Places
            ? few
            : Math.Max(few, DistinctSketch.Estimate(counts.Slice(Sketch, DistinctSketch.Size)));

    private static ulong HashOf(UInt128 account)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128LittleEndian(bytes, account);
        return StateHash.Of(bytes);
    }

    private static int Share(long bad, long all)
    {
        const long Unit = 1 << 20;
        var share = (((Int128)bad * 1_000_000) + (PriorWeight * PriorPpm * Unit)) / (all + (PriorWeight * Unit));
        return (int)Int128.Clamp(share, 0, 1_000_000);
    }

    /// <summary>Outcomes of the newest labelled ones, newest day first, within a day the frauds first.</summary>
    private static (byte Labels, byte Count) Newest(ReadOnlySpan<byte> counts, int civilDay)
    {
        var (labels, count) = (0, 0);
        for (var day = Math.Min(civilDay, counts.I32(Head)); day > counts.I32(Head) - Days && day >= 0
            && count < 8; day--)
        {
            var entry = Entry(counts, day);
            for (var i = 0; i < entry.Labelled && count < 8; i++, count++)
            {
                labels |= i < entry.Bad ? 1 << count : 0;
            }
        }

        return ((byte)labels, (byte)count);
    }

    private static (long All, int Bad, int Labelled) Entry(ReadOnlySpan<byte> counts, int day)
    {
        var place = Place(day);
        var bad = Math.Max(0, (int)(short)counts.U16(place + 4));
        return (counts.U32(place), bad, bad + Math.Max(0, (int)(short)counts.U16(place + 6)));
    }

    private static void Step(Span<byte> counts, int day, LabelKind kind, int step)
    {
        if (kind is not (LabelKind.Fraud or LabelKind.Genuine))
        {
            return;
        }

        ReadOnlySpan<byte> read = counts;
        var total = kind == LabelKind.Fraud ? Frauds : Genuines;
        counts.I64(total, read.I64(total) + step);
        if (Reach(counts, day))
        {
            // Signed and wrapping: taking back before adding, as another order may have it, comes to the same.
            var place = Place(day) + (kind == LabelKind.Fraud ? 4 : 6);
            counts.U16(place, unchecked((ushort)(read.U16(place) + step)));
        }
    }

    private static bool Reach(Span<byte> counts, int day)
    {
        var head = ((ReadOnlySpan<byte>)counts).I32(Head);
        if (day <= head)
        {
            return day > head - Days && day >= 0;
        }

        for (var empty = Math.Max(head + 1, day - Days + 1); empty <= day; empty++)
        {
            counts.Slice(Place(empty), Slot).Clear();
        }

        counts.I32(Head, day);
        return true;
    }

    private static int Place(int day) => Slots + (day % Days * Slot);
}
