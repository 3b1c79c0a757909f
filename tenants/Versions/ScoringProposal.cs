using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// A scoring version that somebody wants a tenant to go on with; nothing counts of it before another has approved it.
/// <code>
/// offset size  what (integers little-endian)
/// 0      1     format: 1
/// 1      2     scoring version
/// 3            who proposes it, UTF-8
/// </code>
/// </summary>
/// <param name="Number">The tenant's own, from 1.</param>
/// <param name="At">Milliseconds since 1970.</param>
public sealed record ScoringProposal(int Number, ushort ScoringVersion, string By, long At)
{
    private const byte Format = 1;
    private const int Header = 3;

    internal ReferenceDataVersion Published(TenantId tenant)
    {
        var by = Encoding.UTF8.GetBytes(By);
        var content = new byte[Header + by.Length];
        content[0] = Format;
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(1), ScoringVersion);
        by.CopyTo(content, Header);
        return new ReferenceDataVersion(
            tenant, ReferenceDataKind.ScoringProposal, Number, At, SHA256.HashData(content), content);
    }

    internal static ScoringProposal Read(ReferenceDataVersion published)
    {
        var content = published.Content.Span;
        return content.Length > Header && content[0] == Format
            && published.Hash.Span.SequenceEqual(SHA256.HashData(content))
            ? new ScoringProposal(
                published.Version, BinaryPrimitives.ReadUInt16LittleEndian(content[1..]),
                Encoding.UTF8.GetString(content[Header..]), published.PublishedAt)
            : throw new ReferenceDataUnreadableException("these bytes are no proposal of a scoring version");
    }
}
