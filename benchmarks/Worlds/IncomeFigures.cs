using System.Globalization;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>Whether the income that is shown is what was earned, and how accounts are spread by their score.</summary>
internal static class IncomeFigures
{
    public static void Of(Report report, string label, WorldScores scores)
    {
        var (salaried, irregular, others) = (
            scores.Incomes.Salaried, scores.Incomes.Irregular, scores.Incomes.Others);
        report.AtLeast($"{label}: salaried, income within 5 %", salaried.Within, "", 0.95, Count(salaried.Count));
        report.AtLeast($"{label}: irregular, income within 15 %", irregular.Within, "", 0.90, Count(irregular.Count));
        report.Figure($"{label}: others, income within 5 %", others.Within, "", Count(others.Count));
        report.AtMost(
            $"{label}: not earned of what counts as income", scores.Earned.WrongShare, "", 0, string.Create(
                CultureInfo.InvariantCulture,
                $"borrowed {scores.Earned.Share("borrowed"):0.000}, own money {scores.Earned.Share("own_in"):0.000}, " +
                $"given back {scores.Earned.Share("returned"):0.000}, sold {scores.Earned.Share("sold"):0.000}; " +
                $"beside these persons {scores.Earned.Share("person_in"):0.000}, " +
                $"cash {scores.Earned.Share("cash_in"):0.000}"));
    }

    private static string Count(int count) => string.Create(
        CultureInfo.InvariantCulture, $"{count:N0} months of accounts, means of three months");
}
