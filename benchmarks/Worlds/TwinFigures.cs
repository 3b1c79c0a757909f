using System.Globalization;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>Pairs of accounts that differ in one fact: the worse of them may not score higher.</summary>
internal static class TwinFigures
{
    public static async Task Of(Report report, string country, int pairs, ushort scoringVersion)
    {
        foreach (var sense in (string[])["adverse", "favourable", "same"])
        {
            var folder = Directory.CreateTempSubdirectory("risk-twins-").FullName;
            try
            {
                await SampleProgram.Worlds(
                    "twins", "--country", country, "--sense", sense, "--out", folder,
                    "--pairs", pairs.ToString(CultureInfo.InvariantCulture));
                Of(report, country, sense, folder, scoringVersion);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static void Of(Report report, string country, string sense, string folder, ushort scoringVersion)
    {
        var lines = WireFile.Read(
            Path.Combine(folder, "transactions.ndjson.gz"), LeftOut.Nothing, LendersWords.Of(country));
        var anomalies = new Dictionary<string, List<short>>(StringComparer.Ordinal);
        var rules = country == "my" ? new CategoryRules(1, "my", [], 0) : CategoryRules.None;
        var pass = new WorldPass(scoringVersion, rules)
        {
            Alone = true,
            Decided = (line, _, decision) => Add(anomalies, line.Account, decision),
        };
        pass.Run(lines);
        var day = lines.Max(static line => line.CivilDay) + 1;
        int? Credit(string account) =>
            CreditAssessment.Of(scoringVersion, pass.States[account], day, CreditRequest.None, null).Score;

        var wrong = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (all, unscored) = (0, 0);
        foreach (var cells in World.Rows(folder, "twins.csv"))
        {
            var (first, second) = (Credit(cells[3]), Credit(cells[4]));
            var differ = first != second || !anomalies[cells[3]].SequenceEqual(anomalies[cells[4]]);
            var reversed = sense switch
            {
                "adverse" => second > first,
                "favourable" => second < first,
                _ => differ,
            };
            all++;
            unscored += first is null || second is null ? 1 : 0;
            wrong[cells[2]] = wrong.GetValueOrDefault(cells[2]) + (reversed ? 1 : 0);
        }

        var what = sense == "same" ? "same, a score moves" : sense + ", the worse scores higher";
        report.AtMost(
            $"{country}: twins {what}", wrong.Values.Sum(), "pairs", 0, string.Create(
                CultureInfo.InvariantCulture,
                $"of {all}, {unscored} without a score; ")
                + string.Join("; ", wrong.Where(static each => each.Value > 0).Select(
                    static each => $"{each.Key} {each.Value}")));
    }

    private static void Add(Dictionary<string, List<short>> anomalies, string account, in Decision decision)
    {
        if (!anomalies.TryGetValue(account, out var scores))
        {
            anomalies.Add(account, scores = []);
        }

        scores.Add(decision.Anomaly.Score);
    }
}
