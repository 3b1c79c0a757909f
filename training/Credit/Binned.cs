using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Training.Credit;

/// <summary>Bins that go one way, as their weight of evidence.</summary>
/// <param name="Mean">Mean evidence of the loans: what contributes nothing.</param>
/// <param name="Low">The first percentile, below every edge.</param>
internal sealed record Binned(
    FeatureNumber Feature, CreditDirection Direction, FeatureBins Bins, double Mean, double Spread, double Low)
    : Candidate(Feature, Direction)
{
    private const double Tail = 0.01;
    private static readonly ScorecardDesign Design =
        new(BinsMax: 10, DifferMin: 4, BadBins: 20, RunsCountOnce: false, TurnMin: 1e9);

    /// <summary>Evidence speaks for bad.</summary>
    public override IReadOnlyList<int> Signs => [1];

    /// <summary>Null where no two bins differ in the declared direction.</summary>
    public static Binned? Of(
        FeatureNumber feature, CreditDirection direction, double[] values, bool[] bad)
    {
        var trend = direction switch
        {
            CreditDirection.Rising => PointTrend.Rising,
            CreditDirection.Falling => PointTrend.Falling,
            _ => PointTrend.Free,
        };
        var bins = BinFit.Fit(values, bad, FraudRuns.None, trend, Design);
        if (bins.Evidence.Length < 2)
        {
            return null;
        }

        var known = values.Where(static value => !double.IsNaN(value)).Order().ToList();
        var low = Math.Min(known[(int)(Tail * (known.Count - 1))], bins.Edges[0] - 1e-9);
        var binned = new Binned(feature, direction, bins, 0, 1, low);
        var evidence = values.Select(value => double.IsNaN(value) ? double.NaN : bins.Of(value))
            .Where(static value => !double.IsNaN(value)).ToList();
        var mean = evidence.Average();
        var spread = Math.Sqrt(evidence.Average(value => (value - mean) * (value - mean)));
        return spread > 1e-9 ? binned with { Mean = mean, Spread = spread } : null;
    }

    public override IEnumerable<double> Of(double value) => [(Evidence(value) - Mean) / Spread];

    public override (CreditModelTerm Term, double Intercept) Term(IReadOnlyList<double> weights)
    {
        var rising = Bins.Evidence[^1] > Bins.Evidence[0];
        var perNat = weights[0] / Spread;
        double[] values = [.. Bins.Evidence.Select(evidence => perNat * (evidence - Mean))];
        var free = rising
            ? Array.FindLastIndex(values, static value => value <= 0)
            : Array.FindIndex(values, static value => value <= 0);
        return (new CreditModelTerm(
            Feature, CreditModelScale.Linear, 1, Low, Bins.Edges[^1], free <= 0 ? Low : Bins.Edges[free - 1],
            rising ? perNat : -perNat, perNat * (Evidence(double.NaN) - Mean))
        {
            Direction = Direction,
            Bins = new CreditModelBins(Bins.Edges, values),
        }, 0);
    }

    /// <summary>Nobody gains by what is missing, unless missing means that nothing bad was seen.</summary>
    private double Evidence(double value) => !double.IsNaN(value) ? Bins.Of(value)
        : Bins.Missing.Rows == 0 ? Mean
        : DeclaredDirections.MissingIsGood(Feature) ? Bins.MissingEvidence
        : Math.Max(Mean, Bins.MissingEvidence);
}
