using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Models;

/// <summary>A model deployment by the hashes of its models, as it is published.</summary>
/// <param name="From">From which arrival on it counts, milliseconds since 1970.</param>
/// <param name="Of">The model deployment whose models it takes up again; 0 for none.</param>
/// <param name="By">Who put it up.</param>
public sealed record ModelDeploymentPlan(
    long From, int Of, string By, string? Anomaly, IReadOnlyList<string> Challengers, string? Credit)
{
    /// <summary>Every model it names, in the order of the content.</summary>
    public IEnumerable<string> Hashes => new[] { Anomaly }.Concat(Challengers).Append(Credit).OfType<string>();
}

/// <summary>
/// The content of a published of a model deployment.
/// <code>
/// offset size  what (integers little-endian)
/// 0      1     format: 1
/// 1      8     from which arrival on it counts, milliseconds since 1970
/// 9      4     the model deployment whose models it takes up again, 0 for none
/// 13     1     bit 0 a model for transactions, bit 1 a card for credit
/// 14     1     number of challengers
/// 15     32n   SHA-256 of each: for transactions, challengers, credit
///        1     bytes of the name
///              who put it up, UTF-8
/// </code>
/// </summary>
internal static class ModelDeploymentContent
{
    private const byte Format = 1;
    private const int Header = 15;
    private const int Hash = SHA256.HashSizeInBytes;

    public static byte[] Write(ModelDeploymentPlan plan)
    {
        var (hashes, by) = (plan.Hashes.ToList(), Encoding.UTF8.GetBytes(plan.By));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Challengers.Count, ModelDeployment.ChallengersMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by.Length, byte.MaxValue);
        var content = new byte[Header + (hashes.Count * Hash) + 1 + by.Length];
        content[0] = Format;
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(1), plan.From);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(9), plan.Of);
        content[13] = (byte)((plan.Anomaly is null ? 0 : 1) | (plan.Credit is null ? 0 : 2));
        content[14] = (byte)plan.Challengers.Count;
        for (var i = 0; i < hashes.Count; i++)
        {
            Convert.FromHexString(hashes[i]).CopyTo(content, Header + (i * Hash));
        }

        content[Header + (hashes.Count * Hash)] = (byte)by.Length;
        by.CopyTo(content, content.Length - by.Length);
        return content;
    }

    public static ModelDeploymentPlan Read(ReferenceDataVersion published)
    {
        var content = published.Content.Span;
        if (!published.Hash.Span.SequenceEqual(SHA256.HashData(content))
            || content.Length <= Header || content[0] != Format || content[13] > 3
            || content[14] > ModelDeployment.ChallengersMax)
        {
            throw Unreadable();
        }

        var (anomaly, credit, challengers) = (content[13] & 1, content[13] >> 1, (int)content[14]);
        var end = Header + ((anomaly + challengers + credit) * Hash);
        if (content.Length <= end || content.Length != end + 1 + content[end])
        {
            throw Unreadable();
        }

        var hashes = new List<string>();
        for (var at = Header; at < end; at += Hash)
        {
            hashes.Add(Convert.ToHexStringLower(content.Slice(at, Hash)));
        }

        return new ModelDeploymentPlan(
            BinaryPrimitives.ReadInt64LittleEndian(content[1..]), BinaryPrimitives.ReadInt32LittleEndian(content[9..]),
            Encoding.UTF8.GetString(content[(end + 1)..]), anomaly == 1 ? hashes[0] : null,
            hashes.GetRange(anomaly, challengers), credit == 1 ? hashes[^1] : null);
    }

    private static ReferenceDataUnreadableException Unreadable() =>
        new("these bytes are no model deployment of this format");
}
