using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Credit;

/// <summary>
/// Fits a card of a design: values held within the first and ninety-ninth percentile, standardised, a missing one at
/// the middle; then the weights in the units of the card.
/// </summary>
internal static class CardFit
{
    private const double Tail = 0.01;
    private const double SpreadMin = 1e-9;

    public static CreditModel Fit(CardDesign design, IReadOnlyList<FeatureRow> rows, IReadOnlyList<bool> bad)
    {
        var terms = design.Terms.Select(term => Standard(term, rows)).ToArray();
        var values = rows.Select(row => terms.Select(term => term.Of(row)).ToArray()).ToArray();
        var weights = LogisticRegression.Fit(values, [.. bad], design.Ridge);
        return new CreditModel(weights[0], [.. terms.Select((term, i) => new CreditModelTerm(
            term.Design.Feature, term.Design.Scale, term.Design.Unit, term.Low, term.High, term.Centre,
            weights[i + 1] / term.Spread, 0))]);
    }

    private static Standardised Standard(DesignTerm design, IReadOnlyList<FeatureRow> rows)
    {
        var known = new List<double>();
        foreach (var row in rows)
        {
            var value = row[(int)design.Feature];
            if (!double.IsNaN(value))
            {
                known.Add(CreditModelTerm.Scaled(design.Scale, design.Unit, value));
            }
        }

        if (known.Count == 0)
        {
            return new Standardised(design, 0, 0, 0, 1);
        }

        known.Sort();
        var (low, high) = (known[(int)(Tail * (known.Count - 1))], known[(int)((1 - Tail) * (known.Count - 1))]);
        var mean = known.Average(value => Math.Clamp(value, low, high));
        var spread = Math.Sqrt(known.Average(
            value => (Math.Clamp(value, low, high) - mean) * (Math.Clamp(value, low, high) - mean)));
        return new Standardised(design, low, high, mean, Math.Max(spread, SpreadMin));
    }

    private sealed record Standardised(DesignTerm Design, double Low, double High, double Centre, double Spread)
    {
        public double Of(in FeatureRow row)
        {
            var value = row[(int)Design.Feature];
            return double.IsNaN(value)
                ? 0
                : (Math.Clamp(CreditModelTerm.Scaled(Design.Scale, Design.Unit, value), Low, High) - Centre) / Spread;
        }
    }
}
