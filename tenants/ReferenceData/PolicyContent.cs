using System.Buffers.Binary;
using OrleansRisk.Core.Policies;

namespace OrleansRisk.Tenants.ReferenceData;

/// <summary>
/// The content of a published of thresholds.
/// <code>
/// offset size  what (integers little-endian)
/// 0      1     format: 1
/// 1      2     score at and above which review is given
/// 3      2     score at and above which decline is given
/// </code>
/// </summary>
internal static class PolicyContent
{
    private const byte Format = 1;
    private const int Size = 5;

    public static byte[] Write(short reviewAt, short declineAt)
    {
        var content = new byte[Size];
        content[0] = Format;
        BinaryPrimitives.WriteInt16LittleEndian(content.AsSpan(1), reviewAt);
        BinaryPrimitives.WriteInt16LittleEndian(content.AsSpan(3), declineAt);
        return content;
    }

    public static Policy Read(ReferenceDataVersion published)
    {
        var content = published.Content.Span;
        return content.Length == Size && content[0] == Format
            ? new Policy(
                published.Version, BinaryPrimitives.ReadInt16LittleEndian(content[1..]),
                BinaryPrimitives.ReadInt16LittleEndian(content[3..]))
            : throw new ReferenceDataUnreadableException("these bytes are no thresholds of this format");
    }
}
