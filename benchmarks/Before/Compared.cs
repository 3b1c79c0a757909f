using System.Globalization;

namespace OrleansRisk.Benchmarks.Before;

/// <summary>
/// A figure of both builds, round by round. Their ratio is the median of the rounds' own ratios: what the machine did
/// in a round hit both.
/// </summary>
internal sealed class Compared(IReadOnlyList<(double Before, double Now)> rounds)
{
    private readonly List<double> _ratios = [.. rounds.Select(round => round.Now / round.Before).Order()];

    public double Before => Median(rounds.Select(round => round.Before));

    public double Now => Median(rounds.Select(round => round.Now));

    public double Ratio => Median(_ratios);

    public string Spread => string.Create(
        CultureInfo.InvariantCulture, $"{_ratios[0]:0.00} to {_ratios[^1]:0.00} in {_ratios.Count}");

    public static Compared Of<T>(IEnumerable<(T Before, T Now)> rounds, Func<T, double> figure) =>
        new([.. rounds.Select(round => (figure(round.Before), figure(round.Now)))]);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var half = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
