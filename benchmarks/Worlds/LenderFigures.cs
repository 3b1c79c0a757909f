using System.Globalization;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>The same of the invented lender that the demo shows: 39 planted lines in ten events.</summary>
internal static class LenderFigures
{
    private static readonly string Folder = Path.Combine("samples", "lender");

    public static void Of(Report report, ushort scoringVersion)
    {
        var lines = WireFile.Read(
            Path.Combine(Folder, "transactions.ndjson.gz"), LeftOut.Nothing, new Dictionary<string, string>());
        var planted = World.Rows(Folder, "truth.csv").ToDictionary(
            static cells => (cells[0], cells[1]), static cells => cells[0] + cells[2]);
        var (accounts, events) = (
            lines.Select(static line => line.Account).Distinct().ToList(), planted.Values.Distinct().ToList());
        var (judged, scores, flagged) = (new List<JudgedLine>(), new List<double>(), new List<bool>());
        var pass = new WorldPass(scoringVersion, new CategoryRules(1, "my", [], 0))
        {
            Decided = (line, _, decision) =>
            {
                var found = planted.TryGetValue((line.Account, line.Id), out var name);
                judged.Add(new JudgedLine(
                    accounts.IndexOf(line.Account), line.CivilDay, line.Transaction.AmountMinor, line.Debit,
                    found ? events.IndexOf(name!) : -1, found));
                scores.Add(-Math.Log(decision.Anomaly.AlertRate) + (1e-6 * decision.Anomaly.Surprise));
                flagged.Add(decision.Outcome >= Outcome.Review);
            },
        };
        pass.Run(lines);
        var ranked = new RankedLines(judged, [.. scores], [.. flagged]);
        var (byLine, byEvent) = (ranked.LinePrecision(), ranked.EventPrecision());
        report.AtLeast("lender: R-precision over lines", byLine.Value, "", 0.30, $"95 %: {byLine}");
        report.AtLeast("lender: R-precision over events", byEvent.Value, "", 0.50, $"95 %: {byEvent}");
        report.AtLeast("lender: events within the top 0.5 % of lines", ranked.EventsWithin(0.005).Value, "", 1);
        report.Figure("lender: lines flagged", flagged.Count(static each => each), "lines", string.Create(
            CultureInfo.InvariantCulture,
            $"{judged.Where((line, i) => flagged[i] && line.Planted).Count()} of them planted; " +
            $"{judged.Count:N0} lines"));
    }
}
