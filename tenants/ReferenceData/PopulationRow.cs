using System.Buffers.Binary;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Scoring;

namespace OrleansRisk.Tenants.ReferenceData;

/// <summary>
/// A tenant's population: the projection row with key 0, and, as it stood at a published, the content of that
/// published.
/// <code>
/// offset size  what (integers little-endian)
/// 0      1     format: 1
/// 1      4     greatest civil day counted: the day that figures are given as of
/// 5      8     greatest event time counted, milliseconds since 1970
/// 13           core's PopulationCounts
/// </code>
/// </summary>
internal static class PopulationRow
{
    public const ulong Key = 0;
    public const int Size = Head + PopulationCounts.Size;

    private const byte Format = 1;
    private const int Head = 13;

    public static void Initialize(Span<byte> row)
    {
        row[..Size].Clear();
        row[0] = Format;
    }

    public static int Day(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt32LittleEndian(row[1..]);

    public static long Time(ReadOnlySpan<byte> row) => BinaryPrimitives.ReadInt64LittleEndian(row[5..]);

    public static void Add(Span<byte> row, in CountedTransaction transaction)
    {
        BinaryPrimitives.WriteInt32LittleEndian(row[1..], Math.Max(Day(row), transaction.CivilDay));
        BinaryPrimitives.WriteInt64LittleEndian(row[5..], Math.Max(Time(row), transaction.At));
        PopulationCounts.Add(row[Head..], transaction.Bins);
    }

    public static PopulationTable Table(ReadOnlySpan<byte> row, int version)
    {
        Check(row);
        return PopulationCounts.Publish(row[Head..Size], version);
    }

    public static void Check(ReadOnlySpan<byte> row)
    {
        if (row.Length != Size || row[0] != Format)
        {
            throw new ReferenceDataUnreadableException("these bytes are no population of this format");
        }
    }
}

/// <summary>What is stored as a published or as counts cannot be read.</summary>
public sealed class ReferenceDataUnreadableException(string message) : Exception(message);
