using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Observations;

/// <summary>The population every tenant begins with.</summary>
internal static class ShippedPopulation
{
    public static long[] Counts()
    {
        var counts = new long[FeatureBins.Length * FeatureScale.Bins];
        for (var feature = 0; feature < FeatureBins.Length; feature++)
        {
            for (var bin = 0; bin < FeatureScale.Bins; bin++)
            {
                counts[(feature * FeatureScale.Bins) + bin] = (long)(20_000 * Numerics.Exponential.Exp2(-bin / 4.0));
            }
        }

        return counts;
    }
}
