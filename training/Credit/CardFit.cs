using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Training.Evaluation;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Credit;

/// <summary>Loans as a fit sees them.</summary>
/// <param name="Counts">How often each counts.</param>
internal sealed record FitRows(FeatureRow[] Rows, bool[] Bad, double[] Counts)
{
    public FitRows Take(IReadOnlyCollection<int> places) => new(
        [.. places.Select(i => Rows[i])], [.. places.Select(i => Bad[i])], [.. places.Select(i => Counts[i])]);

    public double[] Values(FeatureNumber feature) => [.. Rows.Select(row => row[(int)feature])];
}

/// <summary>A feature that the card does without, and why.</summary>
internal sealed record LeftOutFeature(FeatureNumber Feature, string Why);

/// <summary>A card as it was fitted, not yet calibrated.</summary>
/// <param name="Ridge">Chosen by cross-validation within the loans that it was fitted on.</param>
internal sealed record FittedCard(
    CreditModel Card, double Ridge, bool InBins, IReadOnlyList<Candidate> Terms, IReadOnlyList<LeftOutFeature> Left);

/// <summary>
/// Fits a card of all candidates at once, each weight held to its declared direction, so that no wrong sign can be
/// written: a feature that would go the other way beside the others ends at nought and leaves. The ridge, and whether
/// terms are lines or bins, is chosen by cross-validation; of more terms than wanted those that move the score least
/// leave.
/// </summary>
internal static class CardFit
{
    private const int BadForBins = 200;
    private const int Parts = 5;
    private const ulong Seed = 5;
    private static readonly double[] Ridges = [100, 30, 10, 3, 1];

    /// <param name="held">Shape and ridge where they were chosen before; chosen here where it is null.</param>
    public static FittedCard Fit(CreditChoices choices, FitRows rows, (bool InBins, double Ridge)? held = null)
    {
        var (inBins, ridge) = held is var (kept, at) ? (kept, at) : Chosen(choices, rows);
        var (candidates, left) = Candidates(choices, rows, inBins);
        if (candidates.Count == 0)
        {
            throw new Files.InputException("No feature says anything of these loans in its declared direction.");
        }

        while (true)
        {
            int[] signs = [.. candidates.SelectMany(static each => each.Signs)];
            var weights = SignedRegression.Fit(Columns(candidates, rows.Rows), rows.Bad, rows.Counts, ridge, signs);
            var leaving = Leaving(candidates, weights, choices.TermsMax, rows);
            if (leaving.Count == 0 || leaving.Count == candidates.Count)
            {
                var terms = candidates.Zip(Own(candidates, weights), static (each, own) => each.Term(own)).ToList();
                var card = new CreditModel(
                    weights[0] + terms.Sum(static each => each.Intercept), [.. terms.Select(static each => each.Term)]);
                return new FittedCard(card, ridge, inBins, candidates, left);
            }

            left.AddRange(leaving);
            candidates.RemoveAll(each => leaving.Exists(gone => gone.Feature == each.Feature));
        }
    }

    /// <summary>
    /// A plain ridge on the same features as lines, of any sign and any number, to compare with; never written.
    /// </summary>
    public static Func<FeatureRow, double> Plain(CreditChoices choices, FitRows rows)
    {
        var (lines, _) = Candidates(choices, rows, inBins: false);
        var signs = new int[lines.Sum(static each => each.Signs.Count)];
        var weights = SignedRegression.Fit(
            Columns(lines, rows.Rows), rows.Bad, rows.Counts, Ridge(choices, rows, inBins: false, held: false).Ridge,
            signs);
        return row => LogisticRegression.LogOdds(
            weights, [.. lines.SelectMany(each => each.Of(row[(int)each.Feature]))]);
    }

    /// <summary>Log odds of every loan by a fit that has not seen it.</summary>
    public static double[] Held(CreditChoices choices, FitRows rows, FittedCard like)
    {
        var held = new double[rows.Rows.Length];
        var part = RandomParts(rows.Bad, Parts);
        for (var p = 0; p < Parts; p++)
        {
            var train = rows.Take([.. Enumerable.Range(0, held.Length).Where(i => part[i] != p)]);
            var fitted = Fit(choices, train, (like.InBins, like.Ridge));
            foreach (var i in Enumerable.Range(0, held.Length).Where(i => part[i] == p))
            {
                held[i] = fitted.Card.LogOdds(rows.Rows[i]);
            }
        }

        return held;
    }

    private static (List<Candidate> Candidates, List<LeftOutFeature> Left) Candidates(
        CreditChoices choices, FitRows rows, bool inBins)
    {
        var (found, left) = (new List<Candidate>(), new List<LeftOutFeature>());
        foreach (var (feature, direction, why) in choices.Candidates())
        {
            if (why is not null)
            {
                left.Add(new LeftOutFeature(feature, why));
                continue;
            }

            var values = rows.Values(feature);
            Candidate? candidate = inBins
                ? Binned.Of(feature, direction, values, rows.Bad) : Line.Of(feature, direction, values);
            if (candidate is not null)
            {
                found.Add(candidate);
                continue;
            }

            left.Add(new LeftOutFeature(feature, Against(feature, direction, rows)
                ? "goes against its declared direction" : "says nothing, or is hardly ever known"));
        }

        return (found, left);
    }

    private static List<LeftOutFeature> Leaving(
        List<Candidate> candidates, double[] weights, int termsMax, FitRows rows)
    {
        var own = Own(candidates, weights);
        var none = candidates.Where((_, i) => own[i].All(static weight => weight == 0)).ToList();
        if (none.Count > 0)
        {
            return none.ConvertAll(each => new LeftOutFeature(
                each.Feature, Against(each.Feature, each.Direction, rows)
                    ? "goes against its declared direction" : "would go against its direction beside the others"));
        }

        return [.. candidates.Select((each, i) => (each.Feature, Moves: own[i].Sum(Math.Abs)))
            .OrderBy(static each => each.Moves).Take((candidates.Count - termsMax + 1) / 2)
            .Select(static each => new LeftOutFeature(each.Feature, "moves the score least"))];
    }

    /// <summary>The weights of each candidate's columns.</summary>
    private static List<double[]> Own(List<Candidate> candidates, double[] weights)
    {
        var at = 1;
        return candidates.ConvertAll(each => weights[at..(at += each.Signs.Count)]);
    }

    /// <summary>Whether by itself it is higher where it should be lower.</summary>
    private static bool Against(FeatureNumber feature, CreditDirection direction, FitRows rows)
    {
        var known = Enumerable.Range(0, rows.Bad.Length)
            .Where(i => !double.IsNaN(rows.Rows[i][(int)feature])).ToList();
        var area = Auc.Of([.. known.Select(i => rows.Rows[i][(int)feature])], [.. known.Select(i => rows.Bad[i])]);
        return direction == CreditDirection.Rising ? area < 0.5 : direction == CreditDirection.Falling && area > 0.5;
    }

    /// <summary>Lines or bins, whichever says more of loans that it has not seen; bins want bad loans enough.</summary>
    private static (bool InBins, double Ridge) Chosen(CreditChoices choices, FitRows rows)
    {
        var mayBeBins = choices.Shape == "bins"
            || (choices.Shape == "auto" && rows.Bad.Count(static bad => bad) >= BadForBins);
        var bins = mayBeBins ? Ridge(choices, rows, inBins: true, held: true) : (double.PositiveInfinity, 0);
        var lines = choices.Shape == "bins"
            ? (double.PositiveInfinity, 0) : Ridge(choices, rows, inBins: false, held: true);
        return bins.Loss < lines.Loss ? (true, bins.Ridge) : (false, lines.Ridge);
    }

    /// <summary>
    /// The ridge under which fits on four fifths say most of the other fifth, and what it says: candidates are made
    /// anew each time, for bins have seen their loans.
    /// </summary>
    /// <param name="held">Whether weights are held to their signs.</param>
    private static (double Loss, double Ridge) Ridge(CreditChoices choices, FitRows rows, bool inBins, bool held)
    {
        var (losses, part) = (new double[Ridges.Length], RandomParts(rows.Bad, Parts));
        for (var p = 0; p < Parts; p++)
        {
            var train = rows.Take([.. Enumerable.Range(0, part.Length).Where(i => part[i] != p)]);
            var rest = rows.Take([.. Enumerable.Range(0, part.Length).Where(i => part[i] == p)]);
            var (candidates, _) = Candidates(choices, train, inBins);
            int[] signs = [.. candidates.SelectMany(static each => each.Signs).Select(sign => held ? sign : 0)];
            var (columns, others) = (Columns(candidates, train.Rows), Columns(candidates, rest.Rows));
            double[]? weights = null;
            for (var r = 0; r < Ridges.Length; r++)
            {
                weights = SignedRegression.Fit(columns, train.Bad, train.Counts, Ridges[r], signs, weights);
                losses[r] += SignedRegression.Deviance(others, rest.Bad, rest.Counts, weights);
            }
        }

        return (losses.Min(), Ridges[Array.IndexOf(losses, losses.Min())]);
    }

    private static int[] RandomParts(IReadOnlyList<bool> bad, int parts) =>
        Validation.Assign(bad, parts, new Draw(Seed));

    private static double[][] Columns(List<Candidate> candidates, FeatureRow[] rows) =>
        [.. rows.Select(row => candidates.SelectMany(each => each.Of(row[(int)each.Feature])).ToArray())];
}
