using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// Writes the primitives of bodies into a buffer of the caller's. Integers are LEB128, signed ones zigzag before it.
/// </summary>
internal ref struct PayloadWriter(IBufferWriter<byte> output)
{
    private const int Chunk = 512;

    // Strict: a lone surrogate would come back as another text, and the content would no longer be what was hashed.
    private static readonly UTF8Encoding _utf8 = new(false, true);

    private Span<byte> _span = output.GetSpan(Chunk);
    private int _used;

    public void Byte(byte value)
    {
        Need(1);
        _span[_used++] = value;
    }

    public void UInt16(ushort value)
    {
        Need(2);
        BinaryPrimitives.WriteUInt16LittleEndian(_span[_used..], value);
        _used += 2;
    }

    public void UInt64(ulong value)
    {
        Need(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_span[_used..], value);
        _used += 8;
    }

    public void Unsigned(ulong value)
    {
        Need(10);
        while (value >= 0x80)
        {
            _span[_used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _span[_used++] = (byte)value;
    }

    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>A count, checked against its bound before anything of it is written.</summary>
    public void Count(int value, int most, string what)
    {
        if (value > most)
        {
            throw new ArgumentException($"{value} {what}: at most {most} fit a record");
        }

        Unsigned((ulong)value);
    }

    public void Text(string text)
    {
        var length = _utf8.GetByteCount(text);
        Count(length, JournalLimits.TextBytesMax, "bytes of a text");
        Need(length);
        _used += _utf8.GetBytes(text, _span[_used..]);
    }

    /// <summary>
    /// Every bit of a double comes back: a tag, then what the tag says (see <see cref="NumberTag"/>).
    /// </summary>
    public void Number(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        if (bits == 0)
        {
            Byte(NumberTag.Zero);
        }
        else if (bits == NumberTag.NaNBits)
        {
            Byte(NumberTag.NaN);
        }
        else if (Math.Abs(value) < NumberTag.ExactBelow && value == (long)value && bits != NumberTag.NegativeZeroBits)
        {
            Byte(NumberTag.Integer);
            Signed((long)value);
        }
        else
        {
            Byte(NumberTag.Raw);
            UInt64(bits);
        }
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        Need(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
    }

    /// <summary>Hands the last bytes to the buffer. Without it they are lost.</summary>
    public void Flush()
    {
        output.Advance(_used);
        _span = default;
        _used = 0;
    }

    private void Need(int bytes)
    {
        if (_span.Length - _used < bytes)
        {
            output.Advance(_used);
            _span = output.GetSpan(Math.Max(bytes, Chunk));
            _used = 0;
        }
    }
}

/// <summary>
/// How a double stands in a body. Most are whole amounts in minor units, and take two to five bytes instead of eight.
/// </summary>
internal static class NumberTag
{
    public const byte Zero = 0;
    public const byte NaN = 1;
    public const byte Integer = 2;
    public const byte Raw = 3;

    public const double ExactBelow = 9_007_199_254_740_992;
    public const ulong NegativeZeroBits = 0x8000_0000_0000_0000;
    public static readonly ulong NaNBits = BitConverter.DoubleToUInt64Bits(double.NaN);
}
