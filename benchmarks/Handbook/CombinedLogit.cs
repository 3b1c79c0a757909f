using System.Globalization;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Regression;
using OrleansRisk.Training.Scorecards;

namespace OrleansRisk.Benchmarks.Handbook;

/// <summary>
/// A card's log odds and the families' surprises in one logistic regression, no surprise with a weight below none. Of
/// the training rows the card has seen it takes the log odds by a fit that has not.
/// </summary>
internal sealed class CombinedLogit
{
    private const byte Missing = OrleansRisk.Core.Decisions.FeatureBins.Missing;

    private readonly FittedScorecard _card;
    private readonly PopulationTable _population;
    private readonly Family[] _families;
    private readonly double[] _weights;

    private CombinedLogit(FittedScorecard card, PopulationTable population, Family[] families, double[] weights) =>
        (_card, _population, _families, _weights) = (card, population, families, weights);

    public static CombinedLogit Fit(List<MeasuredRow> train, FittedScorecard card)
    {
        var counts = new byte[PopulationCounts.Size];
        train.ForEach(row => PopulationCounts.Add(counts, row.Bins));
        var population = PopulationCounts.Publish(counts, 1);
        bool[] bad = [.. train.Select(static row => row.Fraud)];
        Family[] families = [.. Enumerable.Range(0, FeatureValues.Length).Select(
            static feature => Surprises.OfFeature((FeatureId)feature)).Distinct().Order()];
        while (true)
        {
            var weights = LogisticRegression.Fit(
                [.. train.Select((row, i) => Columns(card.Held[i], row, population, families))], bad, ridge: 1);
            Family[] speaking = [.. families.Where((_, i) => weights[i + 2] > 0)];
            if (speaking.Length == families.Length)
            {
                return new CombinedLogit(card, population, families, weights);
            }

            families = speaking;
        }
    }

    public double LogOdds(MeasuredRow row) => LogisticRegression.LogOdds(
        _weights, Columns(_card.Card.Score(row.Features()).LogOdds, row, _population, _families));

    public override string ToString() => string.Join(", ", _families.Select(
        (family, i) => string.Create(CultureInfo.InvariantCulture, $"{family} {_weights[i + 2]:0.000}"))
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"card {_weights[1]:0.000}")));

    private static double[] Columns(double odds, MeasuredRow row, PopulationTable population, Family[] families) =>
        [odds, .. families.Select(family => SurpriseOf(row, family, population))];

    private static double SurpriseOf(MeasuredRow row, Family family, PopulationTable population)
    {
        var (sum, known) = (0.0, 0);
        for (var feature = 0; feature < FeatureValues.Length; feature++)
        {
            if (Surprises.OfFeature((FeatureId)feature) == family && row.Bins[feature] != Missing)
            {
                sum += population.Surprise((FeatureId)feature, row.Bins[feature]);
                known++;
            }
        }

        return sum / Math.Max(1, known);
    }
}
