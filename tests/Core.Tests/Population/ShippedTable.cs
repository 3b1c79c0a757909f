using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Population;

/// <summary>
/// How the shipped population table comes into being: 500 invented households of 120 days each. The first pass counts
/// the features, the second the surprises that those counts give; then every histogram is scaled to 65,536.
/// </summary>
internal static class ShippedTable
{
    private const int Households = 500;
    private const int Days = 120;
    private const int FirstDay = 20_100;
    private const long Total = 65_536;

    public static long[] Make()
    {
        var flat = PopulationTable.Of(0, new long[FeatureBins.Length * FeatureScale.Bins]);
        var features = Scaled(Count(flat));
        var second = Scaled(Count(PopulationTable.Of(0, features)));
        second.AsSpan((int)FeatureId.Surprise * FeatureScale.Bins).CopyTo(
            features.AsSpan((int)FeatureId.Surprise * FeatureScale.Bins));
        return features;
    }

    private static long[] Count(PopulationTable table)
    {
        var tables = new ReferenceTables(table, Policy.Standard);
        var counts = new byte[PopulationCounts.Size];
        for (var household = 0; household < Households; household++)
        {
            var state = Some.State();
            var sequence = 0L;
            foreach (var arrival in new Household((ulong)household + 1).Live(FirstDay, Days))
            {
                Assessment.Assess(
                    ScoringVersions.One, state, arrival.Transaction, arrival.Inputs(++sequence), tables,
                    out var decision);
                PopulationCounts.Add(counts, decision.Bins);
            }
        }

        var cells = new long[FeatureBins.Length * FeatureScale.Bins];
        for (var cell = 0; cell < cells.Length; cell++)
        {
            cells[cell] = ((ReadOnlySpan<byte>)counts).I64(cell * sizeof(long));
        }

        return cells;
    }

    private static long[] Scaled(long[] counts)
    {
        var scaled = new long[counts.Length];
        for (var first = 0; first < counts.Length; first += FeatureScale.Bins)
        {
            var total = counts.AsSpan(first, FeatureScale.Bins).ToArray().Sum();
            for (var bin = first; bin < first + FeatureScale.Bins; bin++)
            {
                scaled[bin] = total == 0 ? 0 : ((counts[bin] * Total) + (total / 2)) / total;
            }
        }

        return scaled;
    }
}
