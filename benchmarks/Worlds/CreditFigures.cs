using System.Globalization;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// How the accounts of a world are spread by the expert credit score, on the day after its last line.
/// </summary>
internal static class CreditFigures
{
    private const long Tenth = 10;

    public static void Of(
        Report report, string label, World world, IReadOnlyDictionary<string, byte[]> states, ushort scoringVersion,
        double scoredAim)
    {
        var day = world.Lines.Max(static line => line.CivilDay) + 1;
        var all = states.Values
            .Select(state => CreditAssessment.Of(scoringVersion, state, day, CreditRequest.None, null)).ToList();
        var scored = all.Where(static each => each.Score is not null).Select(static each => each.Score!.Value).ToList();
        var customers = states.Keys.Zip(all).GroupBy(
            static each => each.First[..each.First.LastIndexOf('-')], static each => each.Second).ToList();
        report.AtLeast(
            $"{label}: customers with a score",
            customers.Count(static each => each.Any(static account => account.Score is not null))
                / (double)customers.Count, "",
            scoredAim, string.Create(CultureInfo.InvariantCulture, $"of {customers.Count}, on any of their accounts"));
        report.Figure(
            $"{label}: accounts with a score", scored.Count / (double)all.Count, "", string.Create(
                CultureInfo.InvariantCulture, $"of {all.Count}; savings and joint accounts see own money alone"));
        var widths = all.Where(static each => each.Range is not null)
            .Select(static each => each.Range!.Value.High - each.Range.Value.Low).Order().ToList();
        report.AtMost($"{label}: median range of a score", widths[widths.Count / 2], "points", 60, string.Create(
            CultureInfo.InvariantCulture, $"9 of 10 at most {widths[widths.Count * 9 / 10]}"));
        var values = scored.GroupBy(static score => score).OrderByDescending(static group => group.Count()).ToList();
        var (least, most) = (scored.Min(), scored.Max());
        var ends = scored.Count(score => score == least || score == most) / (double)scored.Count;
        report.AtMost($"{label}: accounts at either end", ends, "", 0.05, string.Create(
            CultureInfo.InvariantCulture, $"{least} and {most}"));
        report.AtMost(
            $"{label}: greatest share of one score", values[0].Count() / (double)scored.Count, "", 0.02,
            values[0].Key.ToString(CultureInfo.InvariantCulture));
        var unknown = customers.Count(static each =>
            Word(MonthlyMeans.Joined(each.Select(static account => account.Means))) == AffordabilityWord.Unknown);
        report.AtMost(
            $"{label}: affordability unknown", unknown / (double)customers.Count, "", 0.10,
            "of customers, all their accounts together; an instalment of a tenth of the income");
    }

    private static AffordabilityWord Word(MonthlyMeans means) =>
        Affordability.Of(means, means.Income / Tenth).Word;
}
