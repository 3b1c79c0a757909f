using System.Runtime.CompilerServices;

namespace OrleansRisk.Core.Features;

/// <summary>One value a feature; not a number where there is none.</summary>
[InlineArray(Length)]
internal struct FeatureValues
{
    public const int Length = 15;
    private double _first;

    public static FeatureValues Missing()
    {
        var values = default(FeatureValues);
        ((Span<double>)values).Fill(double.NaN);
        return values;
    }
}
