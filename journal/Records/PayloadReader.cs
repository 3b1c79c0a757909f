using System.Buffers.Binary;
using System.Text;

namespace OrleansRisk.Journal.Records;

/// <summary>
/// Reads what <see cref="PayloadWriter"/> wrote. Every way in which bytes can be wrong is a
/// <see cref="RecordUnreadableException"/>.
/// </summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding _utf8 = new(false, true);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public ulong Unsigned()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            if ((shift == 63 && next > 1) || (next == 0 && shift > 0))
            {
                // One value has one encoding, so equal bodies have equal bytes.
                throw new RecordUnreadableException("an integer is longer than it needs to be");
            }

            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int32() => Within(Signed(), int.MinValue, int.MaxValue);

    public short Int16() => (short)Within(Signed(), short.MinValue, short.MaxValue);

    public ushort UnsignedInt16() => (ushort)Count(ushort.MaxValue, "as a 16-bit number");

    public int Count(int most, string what)
    {
        var value = Unsigned();
        return value <= (ulong)most
            ? (int)value
            : throw new RecordUnreadableException($"{value} {what}: at most {most}");
    }

    public string Text()
    {
        var bytes = Take(Count(JournalLimits.TextBytesMax, "bytes of a text"));
        try
        {
            return _utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new RecordUnreadableException("a text is not UTF-8");
        }
    }

    public double Number() => Byte() switch
    {
        NumberTag.Zero => 0,
        NumberTag.NaN => double.NaN,
        NumberTag.Integer => Signed(),
        NumberTag.Raw => BitConverter.UInt64BitsToDouble(UInt64()),
        var tag => throw new RecordUnreadableException($"no number begins with {tag}"),
    };

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _rest.Length)
        {
            throw new RecordUnreadableException("the body ends in the middle of a value");
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    /// <summary>Everything that is left.</summary>
    public ReadOnlySpan<byte> Rest() => Take(_rest.Length);

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new RecordUnreadableException($"{_rest.Length} bytes are left over");
        }
    }

    private static int Within(long value, int least, int most) => value >= least && value <= most
        ? (int)value
        : throw new RecordUnreadableException($"{value} is outside {least} to {most}");
}
