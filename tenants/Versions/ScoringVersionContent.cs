using System.Buffers.Binary;
using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// The content of a published that says with which scoring version a tenant goes on.
/// <code>
/// offset size  what (integers little-endian)
/// 0      1     format: 1
/// 1      2     scoring version
/// </code>
/// </summary>
internal static class ScoringVersionContent
{
    private const byte Format = 1;
    private const int Size = 3;

    public static byte[] Write(ushort scoringVersion)
    {
        var content = new byte[Size];
        content[0] = Format;
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(1), scoringVersion);
        return content;
    }

    /// <summary>The scoring version under a number of the tenant's own.</summary>
    public static ReferenceDataVersion Version(TenantId tenant, int version, ushort scoringVersion, long at)
    {
        var content = Write(scoringVersion);
        return new ReferenceDataVersion(
            tenant, ReferenceDataKind.ScoringVersion, version, at, SHA256.HashData(content), content);
    }

    public static ushort Read(ReferenceDataVersion published)
    {
        var content = published.Content.Span;
        return content.Length == Size && content[0] == Format
            && published.Hash.Span.SequenceEqual(SHA256.HashData(content))
            ? BinaryPrimitives.ReadUInt16LittleEndian(content[1..])
            : throw new ReferenceDataUnreadableException("these bytes name no scoring version in this format");
    }
}
