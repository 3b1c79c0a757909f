using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// How often values of each feature, and surprises, occur among all transactions of a tenant: 64-bin histograms with
/// integer counts. Immutable and numbered; equal content has an equal hash.
/// </summary>
public sealed class PopulationTable
{
    private const uint Mark = 0x5450524F; // "ORPT"
    private const ushort Format = 1;
    private const int HeaderSize = 12;
    private const int Edges = FeatureScale.Bins + 1;
    private const int Cells = FeatureBins.Length * FeatureScale.Bins;

    private readonly long[] _counts;

    /// <summary>Per feature, −ln of the share of values at or above each edge between bins.</summary>
    private readonly double[] _tails;

    private PopulationTable(int version, long[] counts)
    {
        Version = version;
        _counts = counts;
        _tails = Tails(counts);
        var bytes = ToBytes();
        ContentHash = StateHash.Of(bytes.AsSpan(HeaderSize));
    }

    /// <summary>The table that core ships, for tenants that have published none.</summary>
    public static PopulationTable Shipped { get; } = new(0, ShippedPopulation.Counts());

    /// <summary>Number of the published; 0 is the table that core ships.</summary>
    public int Version { get; }

    /// <summary>Hash of the counts, whatever the version.</summary>
    public ulong ContentHash { get; }

    /// <summary>Greatest length of <see cref="ToBytes"/>.</summary>
    public static int BytesLength => HeaderSize + (Cells * sizeof(long));

    /// <summary>Flat little-endian form: mark, format, features, version, counts.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[BytesLength];
        var span = bytes.AsSpan();
        span.U32(0, Mark);
        span.U16(4, Format);
        span.U16(6, FeatureBins.Length);
        span.I32(8, Version);
        for (var cell = 0; cell < Cells; cell++)
        {
            span.I64(HeaderSize + (cell * sizeof(long)), _counts[cell]);
        }

        return bytes;
    }

    /// <summary>Throws <see cref="ArgumentException"/> where these are not the bytes of a table.</summary>
    public static PopulationTable FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != BytesLength || bytes.U32(0) != Mark || bytes.U16(4) != Format ||
            bytes.U16(6) != FeatureBins.Length)
        {
            throw new ArgumentException("not a population table of this format", nameof(bytes));
        }

        var counts = new long[Cells];
        for (var cell = 0; cell < Cells; cell++)
        {
            counts[cell] = bytes.I64(HeaderSize + (cell * sizeof(long)));
        }

        return Of(bytes.I32(8), counts);
    }

    internal static PopulationTable Of(int version, long[] counts)
    {
        if (counts.Length != Cells || counts.AsSpan().ContainsAnyInRange(long.MinValue, -1))
        {
            throw new ArgumentException("a population table has no negative counts", nameof(counts));
        }

        return new(version, counts);
    }

    internal long Count(int cell) => _counts[cell];

    /// <summary>
    /// −ln of the share of transactions with at least this position, between the edges of a bin in proportion: for
    /// values that thin out evenly in logarithm that is exact.
    /// </summary>
    internal double Surprise(FeatureId feature, double position)
    {
        var bin = FeatureScale.Bin(position);
        var edge = ((int)feature * Edges) + bin;
        var below = _tails[edge];
        return below + ((position - bin) * (_tails[edge + 1] - below));
    }

    private static double[] Tails(long[] counts)
    {
        var tails = new double[FeatureBins.Length * Edges];
        for (var feature = 0; feature < FeatureBins.Length; feature++)
        {
            var histogram = counts.AsSpan(feature * FeatureScale.Bins, FeatureScale.Bins);
            long total = 0;
            foreach (var count in histogram)
            {
                total += count;
            }

            var above = total;
            for (var edge = 0; edge <= FeatureScale.Bins; edge++)
            {
                tails[(feature * Edges) + edge] = -Logarithm.Log((above + 0.5) / (total + 0.5));
                above -= edge < FeatureScale.Bins ? histogram[edge] : 0;
            }
        }

        return tails;
    }
}
