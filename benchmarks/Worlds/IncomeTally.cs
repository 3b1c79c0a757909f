using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Benchmarks.Worlds;

/// <summary>
/// The income that an assessment shows on the first of each month, beside what was earned in the same three months. The
/// first months are left out: nobody's income is known from one pay.
/// </summary>
internal sealed class IncomeTally(World world, ushort scoringVersion)
{
    private const int MonthsBefore = 5;
    private const int Mean = 3;
    private static readonly string[] EarnedKinds = ["salary", "gig", "business", "pension", "benefit"];
    private static readonly HashSet<string> SalariedLives = ["salaried", "short_pay", "public", "high_earner"];
    private static readonly HashSet<string> IrregularLives =
        ["variable", "two_jobs", "gig", "contractor", "business", "seasonal"];

    private readonly Dictionary<string, (int First, int Last)> _months = new(StringComparer.Ordinal);
    private readonly List<(string Account, double Apart)> _salaried = [], _irregular = [], _others = [];

    /// <summary>Share of account-months within 5 % of what was earned.</summary>
    public (double Within, int Count) Salaried => Within(_salaried, 0.05);

    /// <summary>Share of account-months within 15 %.</summary>
    public (double Within, int Count) Irregular => Within(_irregular, 0.15);

    /// <summary>Pensions, benefits, students, whoever lost a job: within 5 %.</summary>
    public (double Within, int Count) Others => Within(_others, 0.05);

    public void Before(WireLine line, byte[] state)
    {
        var month = CivilDate.Month(line.CivilDay);
        if (!_months.TryGetValue(line.Account, out var known))
        {
            _months.Add(line.Account, (month, month));
            return;
        }

        if (month <= known.Last)
        {
            return;
        }

        _months[line.Account] = (known.First, month);
        if (month - known.First >= MonthsBefore)
        {
            Compare(line, state, month);
        }
    }

    private void Compare(WireLine line, byte[] state, int month)
    {
        var earned = 0.0;
        for (var back = 1; back <= Mean; back++)
        {
            earned += EarnedKinds.Sum(kind => world.Months.GetValueOrDefault((line.Account, month - back, kind)));
        }

        if (earned <= 0)
        {
            return;
        }

        var first = line.CivilDay - CivilDate.DayOfMonth(line.CivilDay) + 1;
        var shown = CreditAssessment.Of(scoringVersion, state, first, CreditRequest.None, null).Means.Income;
        var apart = Math.Abs((shown * Mean / earned) - 1);
        var life = world.Accounts[line.Account].Life;
        (SalariedLives.Contains(life) ? _salaried : IrregularLives.Contains(life) ? _irregular : _others)
            .Add((line.Account, apart));
    }

    private static (double Within, int Count) Within(
        List<(string Account, double Apart)> all, double bound) =>
        (all.Count(each => each.Apart <= bound) / (double)all.Count, all.Count);
}
