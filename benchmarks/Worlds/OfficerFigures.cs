using System.Globalization;
using OrleansRisk.Core.Credit;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// Whether the expert credit score puts the officers' histories into the order that both officers do. A history that
/// gets no score counts as put wrongly in each of its pairs, equal scores as half right.
/// </summary>
internal static class OfficerFigures
{
    private static readonly string Folder = Path.Combine("samples", "officers");

    public static async Task Of(Report report, ushort scoringVersion)
    {
        var pairs = await Pairs();
        foreach (var left in (LeftOut[])
            [LeftOut.Nothing, LeftOut.Categories, LeftOut.Balances, LeftOut.Names,
                LeftOut.Categories | LeftOut.Balances])
        {
            var lines = Lines(left);
            var label = left == LeftOut.Nothing ? "officers" : $"officers without {left.ToString().ToLowerInvariant()}";
            var scores = Scores(lines, scoringVersion);
            var (right, reversed, unscored) = Order(pairs, scores);
            var naive = Naive.Of(lines).Select(each => (each.Name, Order(pairs, each.Scores).Right))
                .MaxBy(static each => each.Right);
            report.AtLeast($"{label}: pairs in the officers' order", right, "", 0.85, string.Create(
                CultureInfo.InvariantCulture,
                $"95 %: {Spread(pairs, scores)}; {unscored} histories without a score; " +
                $"{naive.Name}: {naive.Right:0.000}"));
            report.AtMost(
                $"{label}: pairs two grades apart reversed", reversed, "pairs", 0, string.Create(
                    CultureInfo.InvariantCulture,
                    $"of {pairs.Count(static pair => pair.Distance > 1):N0} such pairs"));
        }
    }

    public static IReadOnlyList<WireLine> Lines(LeftOut left) =>
        WireFile.Read(Path.Combine(Folder, "transactions.ndjson.gz"), left, LendersWords.Officers);

    private static async Task<IReadOnlyList<(string Better, string Worse, int Distance)>> Pairs()
    {
        var folder = Directory.CreateTempSubdirectory("risk-officers-").FullName;
        try
        {
            await SampleProgram.Officers(
                "agree", "--from", Folder, "--a", Path.Combine(Folder, "grades-a.csv"),
                "--b", Path.Combine(Folder, "grades-b.csv"), "--pairs", Path.Combine(folder, "pairs.csv"));
            return [.. World.Rows(folder, "pairs.csv").Select(static cells =>
                (cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture)))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, double> Scores(IReadOnlyList<WireLine> lines, ushort scoringVersion)
    {
        var pass = new WorldPass(scoringVersion, CategoryRules.None) { Alone = true };
        pass.Run(lines);
        var last = lines.GroupBy(static line => line.Account).ToDictionary(
            static group => group.Key, static group => group.Max(static line => line.CivilDay));
        return pass.States.ToDictionary(static each => each.Key, each => CreditAssessment.Of(
            scoringVersion, each.Value, last[each.Key] + 1, CreditRequest.None, null).Score ?? double.NaN);
    }

    private static (double Right, int Reversed, int Unscored) Order(
        IReadOnlyList<(string Better, string Worse, int Distance)> pairs, Dictionary<string, double> scores)
    {
        var reversed = pairs.Count(pair => pair.Distance > 1 && scores[pair.Better] < scores[pair.Worse]);
        var graded = pairs.SelectMany(static pair => new[] { pair.Better, pair.Worse }).Distinct();
        return (pairs.Average(pair => Right(pair, scores)), reversed,
            graded.Count(history => double.IsNaN(scores[history])));
    }

    private static double Right(
        (string Better, string Worse, int Distance) pair, Dictionary<string, double> scores) =>
        (scores[pair.Better], scores[pair.Worse]) switch
        {
            var (better, worse) when better > worse => 1,
            var (better, worse) when better.Equals(worse) && !double.IsNaN(better) => 0.5,
            _ => 0,
        };

    /// <summary>Histories are drawn again; a pair counts as often as both its histories are drawn.</summary>
    private static Interval Spread(
        IReadOnlyList<(string Better, string Worse, int Distance)> pairs, Dictionary<string, double> scores)
    {
        const int Draws = 200;
        var (random, names) = (new Training.Evaluation.Draw(7), scores.Keys.ToList());
        var drawn = Enumerable.Range(0, Draws).Select(_ =>
        {
            var weights = names.ToDictionary(static name => name, static _ => 0);
            for (var i = 0; i < names.Count; i++)
            {
                weights[names[random.Below(names.Count)]]++;
            }

            var (right, all) = (0.0, 0.0);
            foreach (var pair in pairs)
            {
                var weight = weights[pair.Better] * weights[pair.Worse];
                (right, all) = (right + (weight * Right(pair, scores)), all + weight);
            }

            return right / all;
        }).Order().ToArray();
        return new Interval(0, drawn[Draws * 25 / 1_000], drawn[(Draws * 975 / 1_000) - 1]);
    }

    /// <summary>What anybody would rank by first.</summary>
    private static class Naive
    {
        public static IEnumerable<(string Name, Dictionary<string, double> Scores)> Of(IReadOnlyList<WireLine> lines)
        {
            var accounts = lines.GroupBy(static line => line.Account).ToList();
            yield return ("mean balance over mean outflow", accounts.ToDictionary(
                static account => account.Key, static account =>
                    account.Average(static line => line.Transaction.BalanceMinor ?? 0.0) / Sum(account, debit: true)));
            yield return ("lowest balance over mean outflow", accounts.ToDictionary(
                static account => account.Key, static account =>
                    account.Min(static line => line.Transaction.BalanceMinor ?? 0.0) / Sum(account, debit: true)));
            yield return ("what is kept of what comes in", accounts.ToDictionary(
                static account => account.Key, static account =>
                    1 - (Sum(account, debit: true) / Math.Max(1, Sum(account, debit: false)))));
        }

        private static double Sum(IEnumerable<WireLine> lines, bool debit) =>
            lines.Where(line => line.Debit == debit).Sum(static line => (double)line.Transaction.AmountMinor);
    }
}
