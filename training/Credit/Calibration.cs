using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Training.Credit;

/// <summary>
/// What log odds have to be stretched and moved by to agree with what happened: a slope of 1 and a level of 1 are a
/// card that says what comes. One imagined loan speaks for a slope of 1, so that a handful of loans cannot turn it.
/// </summary>
/// <param name="Move">Log odds to be added.</param>
/// <param name="Slope">What log odds are to be multiplied by before.</param>
internal sealed record Calibration(double Move, double Slope)
{
    private const double SlopeMin = 0.05;
    private const double SlopeMax = 5;

    public static Calibration Of(IReadOnlyList<double> odds, IReadOnlyList<bool> bad, IReadOnlyList<double> counts)
    {
        var (move, slope) = (0.0, 1.0);
        for (var step = 0; step < 100; step++)
        {
            double g0 = 0, g1 = slope - 1, h00 = 1e-9, h01 = 0, h11 = 1;
            for (var i = 0; i < odds.Count; i++)
            {
                var p = Logistic.Probability(move + (slope * odds[i]));
                var (off, weight) = (counts[i] * (p - (bad[i] ? 1 : 0)), counts[i] * p * (1 - p));
                (g0, g1) = (g0 + off, g1 + (off * odds[i]));
                (h00, h01, h11) = (h00 + weight, h01 + (weight * odds[i]), h11 + (weight * odds[i] * odds[i]));
            }

            var whole = (h00 * h11) - (h01 * h01);
            var (by0, by1) = (((h11 * g0) - (h01 * g1)) / whole, ((h00 * g1) - (h01 * g0)) / whole);
            var far = Math.Max(1, Math.Max(Math.Abs(by0), Math.Abs(by1)));
            (move, slope) = (move - (by0 / far), slope - (by1 / far));
            if (Math.Abs(by0) + Math.Abs(by1) < 1e-10)
            {
                break;
            }
        }

        return new Calibration(move, Math.Clamp(slope, SlopeMin, SlopeMax));
    }

    /// <summary>Bad loans over those that were predicted: 1 is right, above it too few were.</summary>
    public static double Level(IReadOnlyList<double> odds, IReadOnlyList<bool> bad, IReadOnlyList<double> counts) =>
        Enumerable.Range(0, odds.Count).Sum(i => bad[i] ? counts[i] : 0)
        / Enumerable.Range(0, odds.Count).Sum(i => counts[i] * Logistic.Probability(odds[i]));

    public double[] Of(IEnumerable<double> odds) => [.. odds.Select(each => Move + (Slope * each))];
}
