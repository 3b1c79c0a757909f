using System.Globalization;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// Whether the score that everything known gives lies in the range that is announced where fields are left out.
/// </summary>
internal static class RangeFigures
{
    private static readonly LeftOut[] Sorts =
        [LeftOut.Categories, LeftOut.Balances, LeftOut.Names, LeftOut.Categories | LeftOut.Balances];

    /// <param name="read">Lines without such fields.</param>
    public static async Task Of(
        Report report, string label, CategoryRules rules, ushort scoringVersion,
        Func<LeftOut, Task<IReadOnlyList<WireLine>>> read)
    {
        var whole = Assessed(await read(LeftOut.Nothing), rules, scoringVersion);
        var (inside, all, outside) = (0, 0, new List<string>());
        foreach (var left in Sorts)
        {
            foreach (var (account, part) in Assessed(await read(left), rules, scoringVersion))
            {
                if (whole[account].Score is { } score && part.Range is var (low, high))
                {
                    all++;
                    inside += score >= low && score <= high ? 1 : 0;
                    outside.AddRange(score < low || score > high ? [$"{account} {left} {score}: {low}–{high}"] : []);
                }
            }
        }

        report.AtLeast(
            $"{label}: whole score within the range without a field", inside / (double)all, "", 1, string.Create(
                CultureInfo.InvariantCulture,
                $"of {all:N0} without categories, balances, names, or the first two; ")
                + string.Join("; ", outside.Take(3)));
    }

    private static Dictionary<string, CreditAssessment> Assessed(
        IReadOnlyList<WireLine> lines, CategoryRules rules, ushort scoringVersion)
    {
        var pass = new WorldPass(scoringVersion, rules) { Alone = true };
        pass.Run(lines);
        return pass.States.ToDictionary(static each => each.Key, each => CreditAssessment.Of(
            scoringVersion, each.Value, AccountState.NewestDay(each.Value) + 1, CreditRequest.None, null));
    }
}
