using System.Buffers.Binary;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// Writes fields each behind its length (2 bytes, big-endian), so that no two sequences of fields have the same bytes.
/// Integers are big-endian.
/// </summary>
internal ref struct FieldWriter(Span<byte> bytes)
{
    private readonly Span<byte> _bytes = bytes;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _bytes[..Length];

    public void Add(byte value) => Next(sizeof(byte))[0] = value;

    public void Add(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Next(sizeof(ushort)), value);

    public void Add(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Next(sizeof(uint)), value);

    public void Add(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Next(sizeof(ulong)), value);

    public void Add(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Next(16), value);

    public void Add(Guid value) => value.TryWriteBytes(Next(16), bigEndian: true, out _);

    public void Add(scoped ReadOnlySpan<byte> value) => value.CopyTo(Next(value.Length));

    private Span<byte> Next(int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[Length..], (ushort)length);
        var field = _bytes.Slice(Length + sizeof(ushort), length);
        Length += sizeof(ushort) + length;
        return field;
    }
}
