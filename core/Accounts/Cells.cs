using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansRisk.Core.Accounts;

/// <summary>Little-endian numbers at a place of a buffer, the only way any code here touches a state.</summary>
internal static class Cells
{
    /// <summary>Greatest sum of money that a 7-byte cell holds.</summary>
    public const long MoneyMax = (1L << 55) - 1;

    public static ushort U16(this ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    public static uint U32(this ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    public static int I32(this ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    public static long I64(this ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    public static ulong U64(this ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);

    public static double F64(this ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]);

    public static UInt128 U128(this ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt128LittleEndian(bytes[at..]);

    /// <summary>A signed sum in 7 bytes. Reads 8, so it may not stand at the very end of a buffer.</summary>
    public static long Money(this ReadOnlySpan<byte> bytes, int at) => (bytes.I64(at) << 8) >> 8;

    /// <summary>
    /// Adds up a 2-byte count and a 7-byte sum of cells that follow one another; the bounds are looked at once.
    /// </summary>
    /// <param name="count">Where the count stands in a cell.</param>
    /// <param name="sum">Where the sum stands in a cell.</param>
    public static (int Count, long Sum) Totals(
        this ReadOnlySpan<byte> bytes, int at, int size, int cells, int count, int sum)
    {
        var stretch = bytes.Slice(at, (size * (cells - 1)) + Math.Max(count + sizeof(ushort), sum + sizeof(long)));
        ref var counts = ref Unsafe.Add(ref MemoryMarshal.GetReference(stretch), count);
        ref var sums = ref Unsafe.Add(ref MemoryMarshal.GetReference(stretch), sum);
        var (counted, added) = (0, 0L);
        for (var place = 0; place < size * cells; place += size)
        {
            var number = Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref counts, place));
            var money = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref sums, place));
            counted += BitConverter.IsLittleEndian ? number : BinaryPrimitives.ReverseEndianness(number);
            added += ((BitConverter.IsLittleEndian ? money : BinaryPrimitives.ReverseEndianness(money)) << 8) >> 8;
        }

        return (counted, added);
    }

    public static void U16(this Span<byte> bytes, int at, ushort value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[at..], value);

    public static void U32(this Span<byte> bytes, int at, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], value);

    public static void I32(this Span<byte> bytes, int at, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], value);

    public static void I64(this Span<byte> bytes, int at, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], value);

    public static void U64(this Span<byte> bytes, int at, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], value);

    /// <summary>Not a number is written in one way only, for processors have several.</summary>
    public static void F64(this Span<byte> bytes, int at, double value) =>
        BinaryPrimitives.WriteDoubleLittleEndian(bytes[at..], double.IsNaN(value) ? double.NaN : value);

    public static void U128(this Span<byte> bytes, int at, UInt128 value) =>
        BinaryPrimitives.WriteUInt128LittleEndian(bytes[at..], value);

    public static void Money(this Span<byte> bytes, int at, long value)
    {
        var behind = (ulong)bytes[at + 7] << 56;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], ((ulong)value & 0x00FF_FFFF_FFFF_FFFF) | behind);
    }

    /// <summary>Adds and stays within what a 7-byte cell holds; says whether it had to.</summary>
    public static bool AddMoney(this Span<byte> bytes, int at, long value)
    {
        var sum = ((ReadOnlySpan<byte>)bytes).Money(at) + Math.Clamp(value, -MoneyMax, MoneyMax);
        var held = Math.Clamp(sum, -MoneyMax, MoneyMax);
        bytes.Money(at, held);
        return held != sum;
    }

    /// <summary>Counts one more, up to the greatest number the cell holds.</summary>
    public static void Count16(this Span<byte> bytes, int at)
    {
        var count = ((ReadOnlySpan<byte>)bytes).U16(at);
        bytes.U16(at, count == ushort.MaxValue ? count : (ushort)(count + 1));
    }

    /// <summary>Counts one more, up to the greatest number the cell holds.</summary>
    public static void Count8(this Span<byte> bytes, int at)
    {
        if (bytes[at] != byte.MaxValue)
        {
            bytes[at]++;
        }
    }

    /// <summary>Counts one more, up to the greatest number the cell holds.</summary>
    public static void Count32(this Span<byte> bytes, int at)
    {
        var count = ((ReadOnlySpan<byte>)bytes).U32(at);
        bytes.U32(at, count == uint.MaxValue ? count : count + 1);
    }
}
