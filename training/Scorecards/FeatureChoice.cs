using OrleansRisk.Training.Arrivals;
using OrleansRisk.Training.Regression;

namespace OrleansRisk.Training.Scorecards;

/// <summary>
/// Leaves out what says too little by itself, what says the same as another of every row, what comes to speak against
/// its own evidence beside the others, then what moves least, until few enough are left.
/// </summary>
internal static class FeatureChoice
{
    public static (BinnedFeature[] Chosen, IReadOnlyList<LeftOut> Left) Of(
        IReadOnlyList<MeasuredRow> rows, bool[] bad, BinnedFeature[] measured, ScorecardDesign design)
    {
        BinnedFeature[] telling = [.. measured.Where(each => each.Bins.Value >= design.ValueMin)];
        var left = measured.Except(telling).Select(static each => new LeftOut(each, "says too little")).ToList();
        BinnedFeature[] chosen = [.. telling.Where((each, i) => !telling.Skip(i + 1).Any(
            other => SayTheSame(rows, each, other)))];
        left.AddRange(telling.Except(chosen).Select(
            static each => new LeftOut(each, "says the same as another, of every row")));
        while (chosen.Length > 1)
        {
            var evidence = Evidence(rows, chosen);
            var weights = LogisticRegression.Fit(evidence, bad, design.Ridge);
            var moves = chosen.Select((_, i) => weights[i + 1] * Spread(evidence, i)).ToArray();
            var leaving = Leaving(chosen, moves, design.RowsMax);
            if (leaving.Count == 0)
            {
                break;
            }

            left.AddRange(leaving);
            chosen = [.. chosen.Except(leaving.Select(static each => each.Feature))];
        }

        return (chosen, left);
    }

    private static List<LeftOut> Leaving(BinnedFeature[] chosen, double[] moves, int rowsMax)
    {
        List<LeftOut> against = [.. chosen.Where((_, i) => moves[i] <= 0)
            .Select(static each => new LeftOut(each, "speaks against its own evidence beside the others"))];
        return against.Count > 0
            ? against
            : [.. chosen.Zip(moves).OrderBy(static each => each.Second).Take((chosen.Length - rowsMax + 1) / 2)
                .Select(static each => new LeftOut(each.First, "moves the score least"))];
    }

    /// <summary>As an amount and its logarithm do. The plain figure, later in the catalogue, stays.</summary>
    private static bool SayTheSame(IReadOnlyList<MeasuredRow> rows, BinnedFeature one, BinnedFeature other) =>
        one.Bins.Cells.Select(static cell => (cell.Good, cell.Bad))
            .SequenceEqual(other.Bins.Cells.Select(static cell => (cell.Good, cell.Bad)))
        && rows.All(row => one.Bins.Place(row[one.Feature]) == other.Bins.Place(row[other.Feature]));

    private static double Spread(double[][] evidence, int column)
    {
        var mean = evidence.Average(row => row[column]);
        return Math.Sqrt(evidence.Average(row => (row[column] - mean) * (row[column] - mean)));
    }

    private static double[][] Evidence(IReadOnlyList<MeasuredRow> rows, BinnedFeature[] chosen) =>
        [.. rows.Select(row => chosen.Select(each => each.Bins.Of(row[each.Feature])).ToArray())];
}

/// <summary>A feature that the card does without, and why.</summary>
internal sealed record LeftOut(BinnedFeature Feature, string Why);
