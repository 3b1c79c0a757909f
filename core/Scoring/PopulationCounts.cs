using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Scoring;

/// <summary>
/// Growing counts behind a <see cref="PopulationTable"/>: a histogram a feature and one of surprises; merged by
/// addition.
/// </summary>
public static class PopulationCounts
{
    /// <summary>64 counts of 8 bytes for each of <see cref="FeatureBins"/>, the surprise's own among them.</summary>
    public const int Size = FeatureBins.Length * FeatureScale.Bins * sizeof(long);

    public static void Add(Span<byte> counts, in FeatureBins bins)
    {
        for (var feature = 0; feature < FeatureBins.Length; feature++)
        {
            var bin = bins[feature];
            if (bin < FeatureScale.Bins)
            {
                var at = ((feature * FeatureScale.Bins) + bin) * sizeof(long);
                counts.I64(at, ((ReadOnlySpan<byte>)counts).I64(at) + 1);
            }
        }
    }

    /// <summary>The table that a published of these counts stands for, smoothed with the shipped one.</summary>
    public static PopulationTable Publish(ReadOnlySpan<byte> counts, int version)
    {
        var sums = new long[FeatureBins.Length * FeatureScale.Bins];
        for (var cell = 0; cell < sums.Length; cell++)
        {
            sums[cell] = counts.I64(cell * sizeof(long)) + PopulationTable.Shipped.Count(cell);
        }

        return PopulationTable.Of(version, sums);
    }
}
