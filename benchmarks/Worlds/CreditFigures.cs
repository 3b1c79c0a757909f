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
        report.AtLeast(
            $"{label}: accounts with a score", scored.Count / (double)all.Count, "", scoredAim,
            string.Create(CultureInfo.InvariantCulture, $"of {all.Count}"));
        var values = scored.GroupBy(static score => score).OrderByDescending(static group => group.Count()).ToList();
        var (least, most) = (scored.Min(), scored.Max());
        var ends = scored.Count(score => score == least || score == most) / (double)scored.Count;
        report.AtMost($"{label}: accounts at either end", ends, "", 0.05, string.Create(
            CultureInfo.InvariantCulture, $"{least} and {most}"));
        report.AtMost(
            $"{label}: greatest share of one score", values[0].Count() / (double)scored.Count, "", 0.02,
            values[0].Key.ToString(CultureInfo.InvariantCulture));
        var unknown = all.Count(each => Word(each) == AffordabilityWord.Unknown) / (double)all.Count;
        report.AtMost($"{label}: affordability unknown", unknown, "", 0.10, "an instalment of a tenth of the income");
    }

    private static AffordabilityWord Word(CreditAssessment assessed) =>
        Affordability.Of(assessed.Means, assessed.Means.Income / Tenth).Word;
}
