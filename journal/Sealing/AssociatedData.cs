using OrleansRisk.Journal.Records;

namespace OrleansRisk.Journal.Sealing;

/// <summary>
/// The associated data of every seal: each field behind its length (2 bytes, big-endian), in this order, none left out,
/// so that no two places have the same bytes.
/// <code>
/// size  what (integers big-endian)
/// 4     format: "ORS" and 1
/// 16    deployment id of the tenant's origin
/// 4     tenant number of the tenant's origin
/// 1     sealed kind
/// 1     record kind
/// 16    account key
/// 2     generation
/// 8     first sequence
/// 8     last sequence
/// 2     scoring version
/// 4     month
/// 4     next month
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
    public static int Write(Span<byte> bytes, TenantOrigin origin, in SealPlace place, ReadOnlySpan<byte> header)
    {
        var fields = new FieldWriter(bytes);
        fields.Add(Format);
        fields.Add(origin.Deployment);
        fields.Add((uint)origin.Number);
        fields.Add((byte)place.Kind);
        fields.Add((byte)place.Record);
        fields.Add(place.Account.Value);
        fields.Add((ushort)place.Generation);
        fields.Add((ulong)place.FirstSequence);
        fields.Add((ulong)place.LastSequence);
        fields.Add(place.ScoringVersion);
        fields.Add((uint)place.Month.Value);
        fields.Add((uint)place.NextMonth.Value);
        fields.Add(place.PreviousHash);
        fields.Add(place.StateHash);
        fields.Add(header);
        return fields.Length;
    }
}
