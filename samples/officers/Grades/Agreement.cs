namespace OrleansRisk.Samples.Officers.Grades;

/// <summary>A pair that both officers order the same way.</summary>
/// <param name="Better">The history with the higher grade.</param>
/// <param name="Worse">The history with the lower grade.</param>
/// <param name="Distance">The smaller of the two officers' distances, 1 to 4.</param>
internal sealed record Pair(string Better, string Worse, int Distance);

/// <summary>What two officers agree on, by the rule in RUBRIC.md.</summary>
internal sealed class Agreement
{
    private const int DisputedDistance = 2;
    private readonly List<(int A, int B)> _both = [];
    private readonly List<(string Id, int A, int B)> _kept = [];

    /// <param name="a">One officer's grades.</param>
    /// <param name="b">The other's.</param>
    /// <param name="ids">Every history there is; both must have graded each.</param>
    /// <exception cref="InvalidDataException">A history is missing, or one is graded that does not exist.</exception>
    public Agreement(
        IReadOnlyDictionary<string, Grade> a, IReadOnlyDictionary<string, Grade> b, IEnumerable<string> ids)
    {
        var all = ids.Order(StringComparer.Ordinal).ToList();
        foreach (var grades in new[] { a, b })
        {
            if (all.Except(grades.Keys).Concat(grades.Keys.Except(all)).FirstOrDefault() is { } odd)
            {
                throw new InvalidDataException($"{odd} is not graded, or there is no such history.");
            }
        }

        foreach (var id in all)
        {
            Add(id, a[id].Points, b[id].Points);
        }

        Pairs = [.. PairsOf(_kept)];
    }

    /// <summary>Histories that both officers graded A to E.</summary>
    public int Graded => _both.Count;

    /// <summary>Histories that take part in pairs.</summary>
    public IReadOnlyList<string> Kept => [.. _kept.Select(k => k.Id)];

    /// <summary>Two grades apart or more, or not enough for one officer alone.</summary>
    public List<string> Disputed { get; } = [];

    /// <summary>Not enough to say, for both.</summary>
    public List<string> NotEnough { get; } = [];

    public IReadOnlyList<Pair> Pairs { get; }

    /// <summary>Share of the graded histories at most so many grades apart.</summary>
    public double Within(int grades) => _both.Count(g => Math.Abs(g.A - g.B) <= grades) / (double)_both.Count;

    /// <summary>Cohen's kappa with quadratic weights over histories that both graded A to E.</summary>
    public double Kappa() => KappaOf(_both);

    /// <summary>Percentile interval of kappa over resampled histories.</summary>
    public (double Low, double High) KappaInterval(int resamples = 2_000, ulong seed = 1)
    {
        var draws = new Generator.Seeded(seed);
        var kappas = Enumerable.Range(0, resamples)
            .Select(_ => KappaOf([.. _both.Select(_ => _both[draws.Below(_both.Count)])])).Order().ToList();
        return (kappas[resamples * 25 / 1_000], kappas[(resamples * 975 / 1_000) - 1]);
    }

    private void Add(string id, int? a, int? b)
    {
        if (a is null && b is null)
        {
            NotEnough.Add(id);
            return;
        }

        if (a is null || b is null)
        {
            Disputed.Add(id);
            return;
        }

        _both.Add((a.Value, b.Value));
        if (Math.Abs(a.Value - b.Value) >= DisputedDistance)
        {
            Disputed.Add(id);
        }
        else
        {
            _kept.Add((id, a.Value, b.Value));
        }
    }

    private static IEnumerable<Pair> PairsOf(List<(string Id, int A, int B)> kept)
    {
        foreach (var better in kept)
        {
            foreach (var worse in kept.Where(w => better.A > w.A && better.B > w.B))
            {
                yield return new Pair(better.Id, worse.Id, Math.Min(better.A - worse.A, better.B - worse.B));
            }
        }
    }

    private static double KappaOf(List<(int A, int B)> grades)
    {
        double seen = grades.Average(g => Square(g.A - g.B));
        var expected = grades.Average(g => grades.Average(h => Square(g.A - h.B)));
        return expected == 0 ? 1 : 1 - (seen / expected);
    }

    private static double Square(int difference) => difference * difference;
}
