using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Counterparties;

/// <summary>
/// What the records of a tenant's accounts say of one counterparty, in a flat little-endian buffer. Everything is a
/// count or a greatest value, so that any order of writers gives the same bytes; fading happens when figures are read.
/// </summary>
public static class CounterpartyCounts
{
    public const int Size = Bad + BadAccounts.Size;

    internal const int Head = 4;
    internal const int Slots = Sketch + DistinctSketch.Size;
    internal const int Slot = 8;
    internal const int Days = 45;

    /// <summary>Accounts that came for the first time, per day: behind what version 2 had.</summary>
    internal const int Firsts = Slots + (Days * Slot);

    /// <summary>Accounts with a fraud.</summary>
    internal const int Bad = Firsts + (Days * sizeof(ushort));

    private const ushort Version = 3;
    private const ushort VersionBefore = 2;
    private const int SizeBefore = Firsts;
    private const int Transactions = 8;
    private const int Frauds = 16;
    private const int Genuines = 24;
    private const int Few = 32;
    private const int Sketch = Few + FewDistinct.Size;

    public static void Initialize(Span<byte> counts)
    {
        counts[..Size].Clear();
        counts.U16(0, Version);
    }

    /// <summary>Counts as they are kept now, from what was stored; throws where these are none.</summary>
    public static byte[] Read(ReadOnlySpan<byte> stored)
    {
        var known = stored.Length >= sizeof(ushort) && stored.U16(0) switch
        {
            Version => stored.Length == Size,
            VersionBefore => stored.Length == SizeBefore,
            _ => false,
        };
        if (!known)
        {
            throw new ArgumentException("no counts of a counterparty that this core reads", nameof(stored));
        }

        var counts = new byte[Size];
        stored.CopyTo(counts);
        counts.AsSpan().U16(0, Version);
        return counts;
    }

    /// <summary>Counts one transaction of an account with it.</summary>
    /// <param name="first">The account has not met it before, as far as it remembers.</param>
    public static void AddTransaction(Span<byte> counts, int civilDay, UInt128 account, bool first)
    {
        ReadOnlySpan<byte> read = counts;
        counts.I64(Transactions, read.I64(Transactions) + 1);
        var hash = HashOf(account);
        FewDistinct.Add(counts.Slice(Few, FewDistinct.Size), hash);
        DistinctSketch.Add(counts.Slice(Sketch, DistinctSketch.Size), hash);
        if (Reach(counts, civilDay))
        {
            counts.Count32(Place(civilDay));
            if (first)
            {
                counts.Count16(FirstsOf(civilDay));
            }
        }
    }

    /// <summary>Takes back the label before and adds the label after, on the day of the transaction.</summary>
    public static void AddLabel(Span<byte> counts, in LabelEvent label, UInt128 account)
    {
        Step(counts, label.CivilDay, label.Before, -1);
        Step(counts, label.CivilDay, label.After, 1);
        var step = (label.After == LabelKind.Fraud ? 1 : 0) - (label.Before == LabelKind.Fraud ? 1 : 0);
        if (step != 0)
        {
            BadAccounts.Add(counts[Bad..Size], HashOf(account), step);
        }
    }

    /// <summary>Figures as of a civil day, stamped with the number of the published.</summary>
    public static CounterpartyStatistics Figures(ReadOnlySpan<byte> counts, int civilDay, int version)
    {
        if (version == 0)
        {
            return default; // nothing is published yet: what is counted meanwhile has no day and no number to stand by
        }

        var known = counts.I64(Transactions) > 0 || counts.I64(Frauds) != 0 || counts.I64(Genuines) != 0;
        return FigureReading.Of(counts, civilDay) with
        {
            Known = known,
            Version = version,
            Accounts = AccountsOf(counts),
        };
    }

    internal static (long All, int Bad, int Labelled) Entry(ReadOnlySpan<byte> counts, int day)
    {
        var place = Place(day);
        var bad = Math.Max(0, (int)(short)counts.U16(place + 4));
        return (counts.U32(place), bad, bad + Math.Max(0, (int)(short)counts.U16(place + 6)));
    }

    internal static int FirstsOf(int day) => Firsts + (day % Days * sizeof(ushort));

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
            counts.U16(FirstsOf(empty), 0);
        }

        counts.I32(Head, day);
        return true;
    }

    private static int Place(int day) => Slots + (day % Days * Slot);
}
