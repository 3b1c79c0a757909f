using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// A fitted credit model: a logistic regression on transformed features, so that the log odds of a bad outcome are a
/// constant and one contribution a term. Immutable; whoever reads it from a file checks it by <see cref="Check"/>.
/// </summary>
/// <param name="Intercept">Log odds of bad where every term stands at its centre.</param>
public sealed record CreditModel(double Intercept, IReadOnlyList<CreditModelTerm> Terms)
{
    public const int TermsMax = 64;

    private const double Ln2 = 0.6931471805599453;
    private const double AnchorLogOdds = 3.4011973816621555; // ln 30
    private const double AnchorPoints = 600;
    private const double PointsPerDoubling = 50;

    /// <summary>The least history that it gives a score on: none shorter was among what it was fitted on.</summary>
    public HistoryNeed Needs { get; init; } = HistoryNeed.Standard;

    /// <summary>What it was fitted on; null of a file from before this was stated.</summary>
    public CreditModelAbout? About { get; init; }

    /// <summary>Null, or what is wrong with it.</summary>
    public string? Check()
    {
        if (!double.IsFinite(Intercept))
        {
            return "the intercept is not finite";
        }

        if (Terms.Count is 0 or > TermsMax)
        {
            return $"a card has 1 to {TermsMax} terms, not {Terms.Count}";
        }

        if (!Needs.IsSound)
        {
            return $"it may ask for a history of at most {HistoryNeed.DaysMax} days and {HistoryNeed.TransactionsMax} "
                + "transactions";
        }

        var wrong = Terms.FirstOrDefault(static term => !term.IsSound);
        if (wrong is not null)
        {
            return $"the term {wrong.Feature} has weights that are not finite, or bounds that cross";
        }

        var against = Terms.FirstOrDefault(static term => !term.GoesAsDeclared);
        return against is not null
            ? $"the term {FeatureCatalogue.NameOf(against.Feature)} goes against its declared direction"
            : Terms.DistinctBy(static term => term.Feature).Count() < Terms.Count ? "a feature has two terms" : null;
    }

    /// <summary>
    /// Log odds of bad, summed in the order of the terms, so that every machine gets the same bits;
    /// <paramref name="contributions"/> of the terms, where wanted, sum to them with the intercept.
    /// </summary>
    public double LogOdds(in FeatureRow row, Span<double> contributions = default)
    {
        var sum = Intercept;
        for (var i = 0; i < Terms.Count; i++)
        {
            var part = Terms[i].Contribution(row[(int)Terms[i].Feature]);
            sum += part;
            if (!contributions.IsEmpty)
            {
                contributions[i] = part;
            }
        }

        return sum;
    }

    /// <summary>The same order of loans, with other odds: all log odds times a slope, and moved.</summary>
    public CreditModel Recalibrated(double move, double slope) => this with
    {
        Intercept = move + (slope * Intercept),
        Terms = [.. Terms.Select(term => term with
        {
            Weight = slope * term.Weight,
            Missing = slope * term.Missing,
            Bins = term.Bins is { } bins
                ? bins with { Values = [.. bins.Values.Select(value => slope * value)] } : null,
        })],
    };

    /// <summary>600 points at odds of 30 good to 1 bad, 50 points a doubling; 0 to 1000.</summary>
    public static int Points(double logOdds) => (int)Math.Clamp(
        Math.Floor(AnchorPoints - (PointsLost(logOdds) + (PointsPerDoubling / Ln2 * AnchorLogOdds)) + 0.5),
        Limits.ScoreMin, Limits.ScoreMax);

    /// <summary>Points that log odds of bad cost.</summary>
    public static double PointsLost(double logOdds) => PointsPerDoubling / Ln2 * logOdds;
}
