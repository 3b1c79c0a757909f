namespace OrleansRisk.Training.Evaluation;

/// <summary>
/// Repeated stratified cross-validation: in each repeat every row is predicted once by a model that has not seen it.
/// The interval is of the area for a sample of this size, by drawing rows again with their outcomes kept apart.
/// </summary>
internal sealed record Validation(
    double Auc, double Ks, double Low, double High, double RepeatSpread, int Repeats, int Folds)
{
    private const int Draws = 2_000;
    private const double Tail = 0.025;

    public static Validation Of(
        IReadOnlyList<bool> bad, int repeats, int folds, ulong seed, Func<int[], Func<int, double>> fit)
    {
        var random = new Draw(seed);
        var areas = new List<double>();
        var kss = new List<double>();
        var predictions = new List<double[]>();
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var fold = Assign(bad, folds, random);
            var figures = new double[bad.Count];
            for (var f = 0; f < folds; f++)
            {
                var predict = fit([.. Enumerable.Range(0, bad.Count).Where(i => fold[i] != f)]);
                foreach (var i in Enumerable.Range(0, bad.Count).Where(i => fold[i] == f))
                {
                    figures[i] = predict(i);
                }
            }

            areas.Add(Evaluation.Auc.Of(figures, bad));
            kss.Add(Evaluation.Auc.KolmogorovSmirnov(figures, bad));
            predictions.Add(figures);
        }

        var mean = areas.Average();
        var drawn = Bootstrap(predictions, bad, random);
        return new Validation(
            mean, kss.Average(), drawn[(int)(Tail * Draws)], drawn[(int)((1 - Tail) * Draws)],
            Math.Sqrt(areas.Average(area => (area - mean) * (area - mean))), repeats, folds);
    }

    /// <summary>Every fold with as many bad ones as the others, as nearly as it goes.</summary>
    public static int[] Assign(IReadOnlyList<bool> bad, int folds, Draw random)
    {
        var fold = new int[bad.Count];
        foreach (var outcome in (bool[])[true, false])
        {
            var rows = Enumerable.Range(0, bad.Count).Where(i => bad[i] == outcome).ToArray();
            random.Shuffle(rows);
            for (var i = 0; i < rows.Length; i++)
            {
                fold[rows[i]] = i % folds;
            }
        }

        return fold;
    }

    private static double[] Bootstrap(List<double[]> predictions, IReadOnlyList<bool> bad, Draw random)
    {
        int[][] strata =
        [
            [.. Enumerable.Range(0, bad.Count).Where(i => bad[i])],
            [.. Enumerable.Range(0, bad.Count).Where(i => !bad[i])],
        ];
        var areas = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var rows = strata.SelectMany(rows => rows.Select(_ => rows[random.Below(rows.Length)])).ToArray();
            var figures = predictions[draw % predictions.Count];
            areas[draw] = Evaluation.Auc.Of(
                [.. rows.Select(i => figures[i])], [.. rows.Select(i => bad[i])]);
        }

        Array.Sort(areas);
        return areas;
    }
}
