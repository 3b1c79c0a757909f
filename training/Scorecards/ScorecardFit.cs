using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// Fits a scorecard of risk: bins, their weight of evidence, which features stay, a regression on all bins together,
/// how far that holds on accounts it has not seen, and whole points.
/// </summary>
internal static class ScorecardFit
{
    private const int Parts = 5;

    public static FittedScorecard Fit(IReadOnlyList<MeasuredRow> rows, ScorecardDesign design)
    {
        var bad = rows.Select(static row => row.Fraud).ToArray();
        var (chosen, left) = FeatureChoice.Of(rows, bad, Bins(rows, bad, design), design);
        var points = PointFit.Of(rows, bad, chosen, design);
        var held = Held(rows, bad, [.. chosen.Select(static each => each.Feature)], design);
        var calibration = LogisticRegression.Fit([.. held.Select(static odds => new[] { odds })], bad, ridge: 0);
        var (shift, slope) = (calibration[0], calibration[1]);
        var start = ScoreScales.Points(ScoreScale.Risk, shift + (slope * points.Start));
        var cardRows = points.Features.Select(each => Row(each, slope, rows)).ToArray();
        var card = new Scorecard(
            ScoreScale.Risk, (int)Math.Floor(start + 0.5), cardRows, new Thresholds(1_001, 1_001));
        return new FittedScorecard(card, chosen, left, [.. held.Select(odds => shift + (slope * odds))], slope);
    }

    private static BinnedFeature[] Bins(IReadOnlyList<MeasuredRow> rows, bool[] bad, ScorecardDesign design) =>
    [
        .. Bins(rows, bad, FeatureCatalogue.All.Where(static entry => (int)entry.Number < FeatureRow.FirstCredit)
            .Select(static entry => entry.Number), design).Where(static each => each.Bins.Evidence.Length > 1),
    ];

    private static IEnumerable<BinnedFeature> Bins(
        IReadOnlyList<MeasuredRow> rows, bool[] bad, IEnumerable<FeatureNumber> features, ScorecardDesign design)
    {
        var runs = design.RunsCountOnce ? FraudRuns.Of(rows) : FraudRuns.None;
        return features.Select(feature => new BinnedFeature(feature, BinFit.Fit(
            rows.Select(row => row[feature]).ToArray(), bad, runs, ScorecardDesign.TrendOf(feature), design)));
    }

    /// <summary>
    /// Every account scored by a fit that has not seen it. What these log odds have to be stretched and moved by to
    /// agree with what happened is the calibration, and is put into the points.
    /// </summary>
    private static double[] Held(
        IReadOnlyList<MeasuredRow> rows, bool[] bad, FeatureNumber[] features, ScorecardDesign design)
    {
        var odds = new double[rows.Count];
        for (var part = 0; part < Parts; part++)
        {
            var train = rows.Where(row => row.Account % Parts != part).ToList();
            var trainBad = train.Select(static row => row.Fraud).ToArray();
            BinnedFeature[] chosen = [.. Bins(train, trainBad, features, design)];
            var points = PointFit.Of(train, trainBad, chosen, design);
            for (var i = 0; i < rows.Count; i++)
            {
                if (rows[i].Account % Parts == part)
                {
                    odds[i] = points.LogOdds(rows[i]);
                }
            }
        }

        return odds;
    }

    private static ScorecardRow Row(BinnedFeature each, double weight, IReadOnlyList<MeasuredRow> rows)
    {
        var perNat = ScoreScale.Risk.PerNat() * weight;
        int Points(double evidence) => (int)Math.Floor((perNat * evidence) + 0.5);
        var usual = perNat * rows.Average(row => each.Bins.Of(row[each.Feature]));
        return new ScorecardRow(
            each.Feature, each.Bins.Edges, [.. each.Bins.Evidence.Select(Points)], Points(each.Bins.MissingEvidence),
            (int)Math.Floor(usual + 0.5), each.Bins.Trend);
    }
}

internal sealed record BinnedFeature(FeatureNumber Feature, FeatureBins Bins);

/// <param name="Left">What the card does without.</param>
/// <param name="Held">Calibrated log odds of every row by a fit that has not seen its account.</param>
/// <param name="Slope">What these had to be stretched by; 1 is a fit that does not flatter itself.</param>
internal sealed record FittedScorecard(
    Scorecard Card, IReadOnlyList<BinnedFeature> Features, IReadOnlyList<LeftOut> Left, double[] Held, double Slope);
