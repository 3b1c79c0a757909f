using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Credit;

/// <summary>A feature as columns of a regression, and as the term that their weights make of it.</summary>
internal abstract record Candidate(FeatureNumber Feature, CreditDirection Direction)
{
    /// <summary>What the sign of each column's weight is held to.</summary>
    public abstract IReadOnlyList<int> Signs { get; }

    /// <summary>A value, standardised over the loans that it was made from.</summary>
    public abstract IEnumerable<double> Of(double value);

    /// <summary>The term, and what it adds to the intercept.</summary>
    public abstract (CreditModelTerm Term, double Intercept) Term(IReadOnlyList<double> weights);
}

/// <summary>
/// A line on a linear or logarithmic scale, held within the first and the ninety-ninth percentile. Where values are
/// missing often enough there is a column for that, too: what is missing may cost something and gains nobody anything,
/// unless it means that nothing bad was seen.
/// </summary>
/// <param name="Missing">Share of loans without a value; 0 where that is too rare, or too common, to speak of.</param>
internal sealed record Line(
    FeatureNumber Feature, CreditDirection Direction, CreditModelScale Scale, double Unit, double Low, double High,
    double Centre, double Spread, double Missing) : Candidate(Feature, Direction)
{
    private const int MissingMin = 30;
    private const double Tail = 0.01;
    private const double SpreadMin = 1e-9;
    private const double KnownMin = 0.1;
    private const double Usual = 10;

    public override IReadOnlyList<int> Signs => Missing == 0 ? [Sign]
        : [Sign, DeclaredDirections.MissingIsGood(Feature) ? -1 : 1];

    private int Sign => Direction switch
    {
        CreditDirection.Rising => 1,
        CreditDirection.Falling => -1,
        _ => 0,
    };

    private double MissingSpread => Math.Sqrt(Missing * (1 - Missing));

    /// <summary>Null where the feature is hardly ever known, or always the same.</summary>
    public static Line? Of(FeatureNumber feature, CreditDirection direction, IReadOnlyList<double> values)
    {
        var known = values.Where(static value => !double.IsNaN(value)).ToList();
        if (known.Count < KnownMin * values.Count || known.Count < 2)
        {
            return null;
        }

        var (scale, unit) = ScaleOf(feature, known);
        var scaled = known.ConvertAll(value => CreditModelTerm.Scaled(scale, unit, value));
        scaled.Sort();
        var (low, high) = (scaled[(int)(Tail * (scaled.Count - 1))], scaled[(int)((1 - Tail) * (scaled.Count - 1))]);
        low = low < high ? low : scaled[0];
        high = low < high ? high : scaled[^1];
        var mean = scaled.Average(value => Math.Clamp(value, low, high));
        var spread = Math.Sqrt(scaled.Average(
            value => (Math.Clamp(value, low, high) - mean) * (Math.Clamp(value, low, high) - mean)));
        var missing = values.Count - known.Count;
        return spread > SpreadMin
            ? new Line(
                feature, direction, scale, unit, low, high, mean, spread,
                Math.Min(missing, known.Count) >= MissingMin ? missing / (double)values.Count : 0)
            : null;
    }

    public override IEnumerable<double> Of(double value)
    {
        var missing = double.IsNaN(value);
        yield return missing
            ? 0
            : (Math.Clamp(CreditModelTerm.Scaled(Scale, Unit, value), Low, High) - Centre) / Spread;
        if (Missing > 0)
        {
            yield return ((missing ? 1 : 0) - Missing) / MissingSpread;
        }
    }

    public override (CreditModelTerm Term, double Intercept) Term(IReadOnlyList<double> weights)
    {
        var (costs, constant) = Missing > 0
            ? (weights[1] / MissingSpread, -weights[1] * Missing / MissingSpread)
            : (0, 0);
        return (new CreditModelTerm(Feature, Scale, Unit, Low, High, Centre, weights[0] / Spread, costs)
        {
            Direction = Direction,
        }, constant);
    }

    /// <summary>
    /// Money from a tenth of its usual size on, counts and days by their logarithm: twice as much is as far anywhere.
    /// </summary>
    private static (CreditModelScale Scale, double Unit) ScaleOf(FeatureNumber feature, List<double> known)
    {
        var sizes = known.Select(Math.Abs).Where(static size => size > 0).Order().ToList();
        return FeatureCatalogue.Of(feature).Unit switch
        {
            FeatureUnit.Money => (
                CreditModelScale.Logarithm, sizes.Count == 0 ? 1 : Math.Max(1, sizes[sizes.Count / 2] / Usual)),
            FeatureUnit.Count or FeatureUnit.Days => (CreditModelScale.Logarithm, 1),
            _ => (CreditModelScale.Linear, 1),
        };
    }
}
