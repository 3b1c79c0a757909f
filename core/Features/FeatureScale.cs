using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>
/// Where a value stands among the 64 equal bins of its feature: on sign(x) · ln(1 + |x|), the surprise itself on its own
/// nats. A position may lie inside a bin; the last bin takes everything above.
/// </summary>
internal static class FeatureScale
{
    public const int Bins = 64;

    /// <summary>
    /// Lower end and width of a bin, and whether values are smooth: then they are told apart within a bin. Where many values
    /// are the very same, that would make the common look rare.
    /// </summary>
    private static readonly (double Low, double Step, bool Smooth)[] Scales =
    [
        (0, 0.125, true), // amount ratio: to 3,000 times the usual
        (-2, 0.15, true), // amount deviation: −6 to 2,000 deviations
        (-2, 0.08, true), // log deviation: −6 to 21
        (0, 0.08, false), // burst hour, nats: to 160
        (0, 0.08, false), // burst day
        (0, 0.011, false), // passed through: 0 to 1
        (0, 0.125, true), // spend day, multiple of usual
        (0, 0.125, true), // spend week
        (0, 0.055, false), // own outliers: to 32
        (0, 0.036, false), // new party, nats: to 9
        (0, 0.036, false), // new setting
        (0, 0.036, false), // hour
        (0, 0.0175, false), // drain: 0 to 2
        (0, 0.11, false), // party risk, per mille
        (0, 0.026, false), // party's recent frauds: to 4
        (0, 0.25, true), // surprise, nats: to 16
    ];

    /// <summary>Position from 0 to 64, the whole part being the bin; the value may not be missing.</summary>
    public static double Position(FeatureId feature, double value)
    {
        var (low, step, smooth) = Scales[(int)feature];
        var scaled = feature == FeatureId.Surprise ? value : Compressed(value);
        var position = Math.Clamp((scaled - low) / step, 0, Bins);
        return smooth ? position : Bin(position);
    }

    public static byte Bin(double position) => (byte)Math.Min((int)position, Bins - 1);

    private static double Compressed(double value) =>
        value < 0 ? -Logarithm.Log(1 - value) : Logarithm.Log(1 + value);
}
