using OrleansRisk.Training.Arrivals;

namespace OrleansRisk.Training.Evaluation;

/// <summary>
/// How far figures would move on other accounts: accounts are drawn again with all their transactions, in every week on
/// its own, and the mean over the weeks is taken each time.
/// </summary>
internal static class RankingInterval
{
    private const int Draws = 500;
    private const double Tail = 0.025;
    private const ulong Seed = 7;

    public static (double Low, double High) Auc(IReadOnlyList<JudgedWeek> weeks) => Of(weeks, static w => w.Auc);

    public static (double Low, double High) Average(IReadOnlyList<JudgedWeek> weeks) =>
        Of(weeks, static week => week.Average);

    /// <summary>Of the difference in average precision between two models on the same accounts.</summary>
    public static (double Low, double High) Gain(IReadOnlyList<JudgedWeek> weeks, IReadOnlyList<JudgedWeek> others) =>
        Spread(random => weeks.Zip(others).Average(pair =>
        {
            var weights = pair.First.Draw(random);
            return pair.First.Figures(weights).Average - pair.Second.Figures(weights).Average;
        }));

    /// <summary>That difference on the accounts as they are.</summary>
    public static double Mean(IReadOnlyList<JudgedWeek> weeks, IReadOnlyList<JudgedWeek> others) =>
        weeks.Zip(others).Average(static pair => pair.First.Figures(pair.First.Once()).Average
            - pair.Second.Figures(pair.Second.Once()).Average);

    private static (double Low, double High) Of(
        IReadOnlyList<JudgedWeek> weeks, Func<(double Auc, double Average), double> figure) =>
        Spread(random => weeks.Average(week => figure(week.Figures(week.Draw(random)))));

    private static (double Low, double High) Spread(Func<Draw, double> figure)
    {
        var random = new Draw(Seed);
        var drawn = Enumerable.Range(0, Draws).Select(_ => figure(random)).Order().ToArray();
        return (drawn[(int)(Tail * Draws)], drawn[(int)((1 - Tail) * Draws)]);
    }
}

/// <summary>The rows of a test week, sorted by what a model says of them.</summary>
internal sealed class JudgedWeek
{
    private readonly (int Account, bool Fraud, double Score)[] _sorted;
    private readonly int[] _accounts;

    public JudgedWeek(IReadOnlyList<MeasuredRow> rows, IReadOnlyList<double> scores)
    {
        _sorted = [.. rows.Zip(scores).OrderByDescending(static each => each.Second)
            .Select(static each => (each.First.Account, each.First.Fraud, each.Second))];
        _accounts = [.. rows.Select(static row => row.Account).Distinct()];
        Array.Sort(_accounts);
    }

    /// <summary>How often each account is drawn, by its number.</summary>
    public int[] Draw(Draw random)
    {
        var weights = new int[_accounts[^1] + 1];
        for (var i = 0; i < _accounts.Length; i++)
        {
            weights[_accounts[random.Below(_accounts.Length)]]++;
        }

        return weights;
    }

    /// <summary>Every account once.</summary>
    public int[] Once()
    {
        var weights = new int[_accounts[^1] + 1];
        Array.Fill(weights, 1);
        return weights;
    }

    public (double Auc, double Average) Figures(int[] weights)
    {
        var (bad, all, area, sum, at) = (0L, 0L, 0.0, 0.0, 0);
        while (at < _sorted.Length)
        {
            var (score, hits, rows) = (_sorted[at].Score, 0, 0);
            for (; at < _sorted.Length && _sorted[at].Score.Equals(score); at++)
            {
                var weight = weights[_sorted[at].Account];
                (rows, hits) = (rows + weight, hits + (_sorted[at].Fraud ? weight : 0));
            }

            area += (rows - hits) * (bad + (hits / 2.0));
            (bad, all) = (bad + hits, all + rows);
            sum += hits == 0 ? 0 : hits * (bad / (double)all);
        }

        return (area / bad / (all - bad), sum / bad);
    }
}
