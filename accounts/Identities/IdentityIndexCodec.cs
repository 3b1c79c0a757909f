using System.Buffers.Binary;
using System.Runtime.InteropServices;
using OrleansRisk.Journal.Reading;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Accounts.Identities;

/// <summary>
/// An index as it is sealed beside the snapshot. A cache: what does not read is built from the journal again.
/// <code>
/// bytes  what (integers little-endian)
/// 1      version: 1
/// 8      sequence of the newest event added
/// 4      the first month of which nothing was let go
/// 4      number of months that are over
///        for each, and at last for the month under way:
/// 4      month of arrival
/// 8 + 8  sequences of its first and last event
/// 4      number n of its identities
///        of a month that is over: 4 bytes for where each bucket begins and the last ends, 2 bytes an identity
///        of the month under way: 4 bytes an identity
/// </code>
/// </summary>
internal static class IdentityIndexCodec
{
    private const byte Version = 1;
    private const int HeaderSize = 1 + 8 + 4 + 4, MonthSize = 4 + 8 + 8 + 4;

    public static byte[] Write(IdentityIndex index)
    {
        var (arrived, range, fingerprints) = index.UnderWay;
        var size = HeaderSize + MonthSize + (fingerprints.Length * sizeof(uint));
        foreach (var month in index.Over)
        {
            size += MonthSize + MonthOfIdentities.Size(month.Identities.Count);
        }

        var bytes = new byte[size];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), index.Sequence);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(9), index.Since.Value);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(13), index.Over.Count);
        var rest = bytes.AsSpan(HeaderSize);
        foreach (var month in index.Over)
        {
            rest = Write(rest, month.Arrived, month.Range, month.Identities.Count);
            rest = Write(rest, MemoryMarshal.AsBytes(month.Identities.Begins));
            rest = Write(rest, MemoryMarshal.AsBytes(month.Identities.Low));
        }

        rest = Write(rest, arrived, range, fingerprints.Length);
        Write(rest, MemoryMarshal.AsBytes(fingerprints.AsSpan()));
        return bytes;
    }

    /// <summary>
    /// Throws <see cref="RecordUnreadableException"/> where these bytes are no index of this version.
    /// </summary>
    public static IdentityIndex Read(ReadOnlySpan<byte> bytes)
    {
        var header = Take(ref bytes, HeaderSize);
        if (header[0] != Version)
        {
            throw new RecordUnreadableException($"identity index version {header[0]} is not known");
        }

        var sequence = BinaryPrimitives.ReadInt64LittleEndian(header[1..]);
        var since = new JournalMonth(BinaryPrimitives.ReadInt32LittleEndian(header[9..]));
        var over = new List<IdentityIndex.Month>();
        for (var left = BinaryPrimitives.ReadInt32LittleEndian(header[13..]); left > 0; left--)
        {
            var (month, place, count) = ReadMonth(ref bytes);
            var begins = Array<int>(ref bytes, MonthOfIdentities.BucketsOf(count) + 1);
            var identities = MonthOfIdentities.Restore(begins, Array<ushort>(ref bytes, count))
                ?? throw new RecordUnreadableException("the buckets of an identity index are not in order");
            over.Add(new IdentityIndex.Month(month, place, identities));
        }

        var (arrived, range, young) = ReadMonth(ref bytes);
        var fingerprints = Array<uint>(ref bytes, young);
        return bytes.IsEmpty && !fingerprints.Contains(0U)
            ? IdentityIndex.Restore(sequence, since, over, (arrived, range, fingerprints))
            : throw new RecordUnreadableException("an identity index goes on after its end");
    }

    private static Span<byte> Write(Span<byte> target, JournalMonth arrived, SequenceRange range, int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, arrived.Value);
        BinaryPrimitives.WriteInt64LittleEndian(target[4..], range.First);
        BinaryPrimitives.WriteInt64LittleEndian(target[12..], range.Last);
        BinaryPrimitives.WriteInt32LittleEndian(target[20..], count);
        return target[MonthSize..];
    }

    private static Span<byte> Write(Span<byte> target, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target);
        return target[bytes.Length..];
    }

    private static (JournalMonth Arrived, SequenceRange Range, int Count) ReadMonth(ref ReadOnlySpan<byte> bytes)
    {
        var month = Take(ref bytes, MonthSize);
        return (
            new JournalMonth(BinaryPrimitives.ReadInt32LittleEndian(month)),
            new SequenceRange(
                BinaryPrimitives.ReadInt64LittleEndian(month[4..]),
                BinaryPrimitives.ReadInt64LittleEndian(month[12..])),
            BinaryPrimitives.ReadInt32LittleEndian(month[20..]));
    }

    private static T[] Array<T>(ref ReadOnlySpan<byte> bytes, long count)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(Take(ref bytes, count * Marshal.SizeOf<T>())).ToArray();

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, long length)
    {
        if (length < 0 || length > bytes.Length)
        {
            throw new RecordUnreadableException("an identity index ends too soon");
        }

        var taken = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return taken;
    }
}
