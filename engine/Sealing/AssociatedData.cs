using System.Buffers.Binary;

namespace OrleansRisk.Engine.Sealing;

/// <summary>
/// The associated data of every seal: each field behind its length (2 bytes, big-endian), in this order, none left out,
/// so that no two places have the same bytes.
/// <code>
/// size  what (integers big-endian)
/// 4     format: "ORS" and 1
/// 16    deployment id
/// 4     tenant
/// 1     sealed kind
/// 1     record kind
/// 16    account key
/// 2     generation
/// 8     first sequence
/// 8     last sequence
/// 2     fold version
/// 4     period
/// 4     next period
/// 16    hash of the record before
/// 8     state hash
/// 75    the blob's header (see <see cref="SealedBlob"/>)
/// </code>
/// </summary>
internal static class AssociatedData
{
    /// <summary>Bytes that are always enough.</summary>
    public const int SizeMax = 256;

    private static ReadOnlySpan<byte> Format => "ORS\u0001"u8;

    /// <summary>Writes the associated data and returns its length.</summary>
    public static int Write(Span<byte> bytes, Guid deployment, in SealPlace place, ReadOnlySpan<byte> header)
    {
        Span<byte> deploymentBytes = stackalloc byte[16];
        deployment.TryWriteBytes(deploymentBytes, bigEndian: true, out _);
        var fields = new Fields(bytes);
        fields.Add(Format);
        fields.Add(deploymentBytes);
        fields.Add((uint)place.Tenant.Value);
        fields.Add((byte)place.Kind);
        fields.Add((byte)place.Record);
        fields.Add(place.Account.Value);
        fields.Add((ushort)place.Generation);
        fields.Add((ulong)place.FirstSequence);
        fields.Add((ulong)place.LastSequence);
        fields.Add(place.FoldVersion);
        fields.Add((uint)place.Period.Value);
        fields.Add((uint)place.NextPeriod.Value);
        fields.Add(place.PreviousHash);
        fields.Add(place.StateHash);
        fields.Add(header);
        return fields.Length;
    }

    private ref struct Fields(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;

        public int Length { get; private set; }

        public void Add(byte value) => Next(sizeof(byte))[0] = value;

        public void Add(ushort value) => BinaryPrimitives.WriteUInt16BigEndian(Next(sizeof(ushort)), value);

        public void Add(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Next(sizeof(uint)), value);

        public void Add(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Next(sizeof(ulong)), value);

        public void Add(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Next(16), value);

        public void Add(scoped ReadOnlySpan<byte> value) => value.CopyTo(Next(value.Length));

        private Span<byte> Next(int length)
        {
            BinaryPrimitives.WriteUInt16BigEndian(_bytes[Length..], (ushort)length);
            var field = _bytes.Slice(Length + sizeof(ushort), length);
            Length += sizeof(ushort) + length;
            return field;
        }
    }
}
