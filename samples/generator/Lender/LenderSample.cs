namespace OrleansRisk.Samples.Generator.Lender;

/// <summary>Sixty invented accounts of an invented Malaysian lender over two years, in order of time.</summary>
internal static class LenderSample
{
    public const ulong Seed = 20_260_701;
    public const int Accounts = 60;
    public static readonly DateOnly First = new(2024, 7, 1);
    public static readonly DateOnly End = new(2026, 7, 1);

    public static List<Line> Generate(ulong seed = Seed)
    {
        var lines = new List<Line>();
        for (var number = 1; number <= Accounts; number++)
        {
            lines.AddRange(Account(number, seed, new Seeded(seed, (ulong)number)));
        }

        // The sort is stable: within an account, lines of one second keep the order of its books.
        return [.. lines.OrderBy(l => l.At).ThenBy(l => l.Account, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<Line> Account(int number, ulong seed, Seeded seeded)
    {
        var household = Household.Draw(number, seeded);
        var once = new OneOffs(household, seed);
        var ledger = new Ledger(household.Account, household.Opening);
        for (var month = First; month < End; month = month.AddMonths(1))
        {
            var days = Routine.Month(household, month, Stories.Working(household, month), seeded);
            for (var day = 1; day < days.Length; day++)
            {
                var date = new DateOnly(month.Year, month.Month, day);
                var story = Stories.Of(household, date, ledger.Balance, seeded);
                var single = once.Of(date).Concat(Planted.Of(household, date, seeded));
                ledger.Day(date, days[day].Concat(story).Concat(single));
                if (Stories.Saves(household, date)
                    && Routine.Savings(household, date, ledger.Balance, seeded) is { } saved)
                {
                    ledger.Day(date, [saved]);
                }
            }
        }

        return ledger.Lines;
    }
}
