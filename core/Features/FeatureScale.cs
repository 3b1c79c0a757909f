using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Features;

/// <summary>
/// Where a value stands among the 64 equal bins of its feature. Money and its deviations are measured on a logarithm;
/// what is a logarithm or a share already, as it is. The last bin takes everything above.
/// </summary>
internal static class FeatureScale
{
    public const int Bins = 64;

    /// <summary>
    /// Lower end and width of a bin; whether it is measured on sign(x) · ln(1 + |x|); and whether values are smooth:
    /// then they are told apart within a bin. Where many values are the very same, that would make the common look
    /// rare.
    /// </summary>
    private static readonly (double Low, double Step, bool Compressed, bool Smooth)[] Scales =
    [
        (0, 0.125, true, true), // amount ratio: to 3,000 times the usual
        (-2, 0.15, true, true), // amount deviation: −6 to 2,000 deviations
        (-6, 0.25, false, true), // log deviation: −6 to 10
        (0, 0.5, false, false), // burst hour, nats: to 32
        (0, 0.5, false, false), // burst day
        (0, 1.0 / 64, false, false), // passed through: 0 to 1
        (0, 0.125, true, true), // spend day, multiple of usual
        (0, 0.125, true, true), // spend week
        (0, 0.125, false, false), // own outliers: to 8
        (0, 0.15, false, false), // new party, nats: to 9.6
        (0, 0.15, false, false), // new setting
        (0, 0.15, false, false), // hour
        (0, 1.0 / 32, false, false), // drain: 0 to 2
        (0, 0.11, true, false), // party risk, per mille
        (0, 0.0625, false, false), // party's recent frauds: to 4
        (0, 0.25, false, true), // surprise, weighted nats: to 16
    ];

    /// <summary>Position from 0 to 64, the whole part being the bin; the value may not be missing.</summary>
    public static double Position(FeatureId feature, double value)
    {
        ref readonly var scale = ref Scales[(int)feature];
        var scaled = scale.Compressed ? Compressed(value) : value;
        var position = Math.Clamp((scaled - scale.Low) / scale.Step, 0, Bins);
        return scale.Smooth ? position : Bin(position);
    }

    public static byte Bin(double position) => (byte)Math.Min((int)position, Bins - 1);

    private static double Compressed(double value) =>
        value < 0 ? -Logarithm.Log(1 - value) : Logarithm.Log(1 + value);
}
