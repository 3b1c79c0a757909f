using System.Buffers.Binary;
using System.Text;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>
/// Reads what <see cref="WireWriter"/> wrote. Where a part ends early the writer was older, and the rest takes its
/// default; where it goes on the writer was newer, and the rest is skipped. A field cut in the middle is refused.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool Ended => _rest.IsEmpty;

    public byte Byte() => Ended ? (byte)0 : Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new WireFormatException("A flag is neither 0 nor 1."),
    };

    public ulong UInt()
    {
        if (Ended)
        {
            return 0;
        }

        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1)[0];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw new WireFormatException("A number has no end.");
    }

    public long Int()
    {
        var value = UInt();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int32() => (int)Within(Int(), int.MinValue, int.MaxValue);

    public short Int16() => (short)Within(Int(), short.MinValue, short.MaxValue);

    public ushort UInt16() => (ushort)Within((long)Math.Min(UInt(), long.MaxValue), 0, ushort.MaxValue);

    public ulong Fixed64() => Ended ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public UInt128 Fixed128() => Ended ? 0 : BinaryPrimitives.ReadUInt128LittleEndian(Take(16));

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    public void Bytes(scoped Span<byte> destination)
    {
        if (!Ended)
        {
            Take(destination.Length).CopyTo(destination);
        }
    }

    /// <summary>All that is left.</summary>
    public byte[] Rest() => Take(_rest.Length).ToArray();

    public string? Text()
    {
        var length = UInt();
        if (length == 0)
        {
            return null;
        }

        try
        {
            return Utf8.GetString(Take(Count(length - 1)));
        }
        catch (DecoderFallbackException)
        {
            throw new WireFormatException("A text is not UTF-8.");
        }
    }

    public string TextOrEmpty() => Text() ?? "";

    public string[] Texts()
    {
        var values = new string[Length()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = TextOrEmpty();
        }

        return values;
    }

    /// <summary>Length of a list; each entry has at least one byte, so that a false length costs no memory.</summary>
    public int Length()
    {
        var length = UInt();
        return length <= (ulong)Math.Min(_rest.Length, Limits.ListLengthMax)
            ? (int)length
            : throw new WireFormatException("A list is longer than its message.");
    }

    /// <summary>A part of its own, as begun by <see cref="WireWriter.Begin"/>.</summary>
    public WireReader Part()
    {
        if (Ended)
        {
            return default;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        return new WireReader(Take(length));
    }

    private static long Within(long value, long min, long max) =>
        value >= min && value <= max ? value : throw new WireFormatException("A number is out of its range.");

    private readonly int Count(ulong length) =>
        length <= (ulong)_rest.Length
            ? (int)length : throw new WireFormatException("A text is longer than its message.");

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new WireFormatException("The message was cut.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
