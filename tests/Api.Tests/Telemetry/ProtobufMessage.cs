using System.Buffers.Binary;

namespace OrleansRisk.Api.Tests.Telemetry;

/// <summary>
/// The fields of one protobuf message by their numbers, as the wire holds them: numbers, or bytes of text, packed
/// numbers and messages inside.
/// </summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public ProtobufMessage(ReadOnlyMemory<byte> wire)
    {
        while (!wire.IsEmpty)
        {
            var tag = Varint(ref wire);
            var (number, bytes) = (tag & 7) switch
            {
                0 => (Varint(ref wire), ReadOnlyMemory<byte>.Empty),
                1 => (BinaryPrimitives.ReadUInt64LittleEndian(Take(ref wire, 8).Span), default),
                2 => (0UL, Take(ref wire, (int)Varint(ref wire))),
                5 => (BinaryPrimitives.ReadUInt32LittleEndian(Take(ref wire, 4).Span), default),
                _ => throw new FormatException($"wire type {tag & 7}"),
            };
            _fields.Add(((int)(tag >> 3), number, bytes));
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int field) =>
        _fields.Where(each => each.Field == field).Select(each => new ProtobufMessage(each.Bytes));

    public string Text(int field) => System.Text.Encoding.UTF8.GetString(
        _fields.LastOrDefault(each => each.Field == field).Bytes.Span);

    public string Hexadecimal(int field) =>
        Convert.ToHexStringLower(_fields.LastOrDefault(each => each.Field == field).Bytes.Span);

    public ulong Number(int field) => _fields.LastOrDefault(each => each.Field == field).Number;

    /// <summary>A repeated field of eight bytes each, packed as proto3 does.</summary>
    public IReadOnlyList<ulong> Packed(int field)
    {
        var bytes = _fields.LastOrDefault(each => each.Field == field).Bytes;
        return [.. Enumerable.Range(0, bytes.Length / 8)
            .Select(i => BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[(8 * i)..]))];
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> wire, int length)
    {
        var taken = wire[..length];
        wire = wire[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> wire)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref wire, 1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
