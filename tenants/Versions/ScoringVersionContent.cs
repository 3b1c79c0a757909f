using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// The content of a published that says with which scoring version a tenant goes on.
/// <code>
/// offset size  what (integers little-endian)
/// 0      1     format: 1, or 2 for a scoring deployment
/// 1      2     scoring version
/// from format 2 on
/// 3      8     from which moment on it counts, milliseconds since 1970
/// 11     4     the proposal that was approved
/// 15     4     the deployment that it takes up again, 0 for none
/// 19           who put it up, UTF-8
/// </code>
/// </summary>
internal static class ScoringVersionContent
{
    private const byte Format = 1, DeploymentFormat = 2;
    private const int Size = 3, DeploymentHeader = 19;

    public static byte[] Write(ushort scoringVersion)
    {
        var content = new byte[Size];
        content[0] = Format;
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(1), scoringVersion);
        return content;
    }

    /// <summary>The scoring version under a number of the tenant's own.</summary>
    public static ReferenceDataVersion Version(TenantId tenant, int version, ushort scoringVersion, long at) =>
        Published(tenant, version, at, Write(scoringVersion));

    /// <summary>A scoring deployment under the tenant's next number.</summary>
    public static ReferenceDataVersion Deployment(TenantId tenant, ScoringDeployment deployment)
    {
        var by = Encoding.UTF8.GetBytes(deployment.By);
        var content = new byte[DeploymentHeader + by.Length];
        content[0] = DeploymentFormat;
        BinaryPrimitives.WriteUInt16LittleEndian(content.AsSpan(1), deployment.ScoringVersion);
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(3), deployment.From);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(11), deployment.Proposal);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(15), deployment.Of);
        by.CopyTo(content, DeploymentHeader);
        return Published(tenant, deployment.Number, deployment.At, content);
    }

    public static ScoringDeployment Read(ReferenceDataVersion published)
    {
        var content = published.Content.Span;
        if (!published.Hash.Span.SequenceEqual(SHA256.HashData(content)) || content.Length < Size)
        {
            throw Unreadable();
        }

        var first = new ScoringDeployment(
            published.Version, BinaryPrimitives.ReadUInt16LittleEndian(content[1..]), From: 0, published.PublishedAt);
        return content[0] switch
        {
            Format when content.Length == Size => first,
            DeploymentFormat when content.Length >= DeploymentHeader => first with
            {
                From = BinaryPrimitives.ReadInt64LittleEndian(content[3..]),
                Proposal = BinaryPrimitives.ReadInt32LittleEndian(content[11..]),
                Of = BinaryPrimitives.ReadInt32LittleEndian(content[15..]),
                By = Encoding.UTF8.GetString(content[DeploymentHeader..]),
            },
            _ => throw Unreadable(),
        };
    }

    private static ReferenceDataVersion Published(TenantId tenant, int version, long at, byte[] content) =>
        new(tenant, ReferenceDataKind.ScoringVersion, version, at, SHA256.HashData(content), content);

    private static ReferenceDataUnreadableException Unreadable() =>
        new("these bytes name no scoring version in this format");
}
