using System.Buffers.Binary;
using System.Text;

namespace OrleansRisk.GrainInterfaces.Wire;

/// <summary>
/// Writes the bytes of one message. Fields follow each other without names; a build may append fields to any part,
/// and neither removes nor reorders them. Numbers are little-endian or base-128, text is UTF-8.
/// </summary>
internal sealed class WireWriter
{
    // Throws on half a surrogate pair: a replacement character would be a silent change of what was sent.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [ThreadStatic]
    private static WireWriter? _idle;

    private byte[] _buffer = new byte[4_096];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Takes this thread's writer, or a new one where that is in use further up the stack.</summary>
    public static WireWriter Rent()
    {
        var writer = _idle ?? new WireWriter();
        _idle = null;
        writer._length = 0;
        return writer;
    }

    public void Return()
    {
        if (_buffer.Length <= Limits.KeptBufferBytes)
        {
            _idle = this;
        }
    }

    public void Byte(byte value) => Room(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void UInt(ulong value)
    {
        while (value > 127)
        {
            Byte((byte)(value | 128));
            value >>= 7;
        }

        Byte((byte)value);
    }

    public void Int(long value) => UInt((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Fixed(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Room(8), value);

    public void Fixed(UInt128 value) => BinaryPrimitives.WriteUInt128LittleEndian(Room(16), value);

    public void Double(double value) => Fixed(BitConverter.DoubleToUInt64Bits(value));

    public void Bytes(ReadOnlySpan<byte> value) => value.CopyTo(Room(value.Length));

    /// <summary>Text or null: length + 1 in bytes, 0 for null.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            UInt(0);
            return;
        }

        var length = Utf8.GetByteCount(value);
        UInt((ulong)length + 1);
        Utf8.GetBytes(value, Room(length));
    }

    public void Texts(IReadOnlyList<string> values)
    {
        UInt((ulong)values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            Text(values[i]);
        }
    }

    /// <summary>
    /// Begins a part that readers can skip what they do not know of; give the mark to <see cref="End"/>.
    /// </summary>
    public int Begin()
    {
        Room(sizeof(int));
        return _length;
    }

    public void End(int mark) =>
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(mark - sizeof(int)), _length - mark);

    private Span<byte> Room(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
