using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Tests.Support;
using Xunit.Abstractions;

namespace OrleansRisk.Core.Tests.Credit;

/// <summary>
/// Pay days as banks keep them: never on a weekend, and a day early or late now and then. Drawn from seeds; the share
/// of rhythms that are told rightly is printed.
/// </summary>
public sealed class RhythmTests(ITestOutputHelper output)
{
    private const int Drawn = 1_000;
    private const int FirstOfJanuary = 20_089; // Wednesday, 2025-01-01
    private const ulong Employer = 5;

    [Theory]
    [InlineData("weekly", 7, 6, 0.99)]
    [InlineData("biweekly", 14, 6, 0.97)]
    [InlineData("semi-monthly", 15.2, 6, 0.97)]
    [InlineData("monthly", 30.4, 6, 0.99)]
    [InlineData("biweekly", 14, 12, 0.99)]
    [InlineData("semi-monthly", 15.2, 12, 0.99)]
    public void Period_OfPayDays_IsToldFromSixAndMore(string rhythm, double period, int payments, double least)
    {
        var right = 0;
        for (ulong seed = 1; seed <= Drawn; seed++)
        {
            var state = Some.State();
            foreach (var day in PayDays(rhythm, new Seeded(seed)).Take(payments))
            {
                new StreamTable(state).Add(Employer, FlowKind.Income, day, 200_000);
            }

            right += Math.Abs(Payer.Main(state).Period - period) < 0.001 ? 1 : 0;
        }

        output.WriteLine($"{rhythm}, {payments} payments: {right} of {Drawn}");
        Assert.True(right >= least * Drawn, $"{rhythm}: {right} of {Drawn}");
    }

    private static IEnumerable<int> PayDays(string rhythm, Seeded random)
    {
        var start = FirstOfJanuary + random.Below(365);
        var of = 1 + random.Below(14);
        for (var pay = 0; ; pay++)
        {
            var due = rhythm switch
            {
                "weekly" => start + (7 * pay),
                "biweekly" => start + (14 * pay),
                "semi-monthly" => OfMonth(start, (pay / 2) + 1, pay % 2 == 0 ? of : of + 15),
                _ => OfMonth(start, pay + 1, of + 12),
            };
            yield return BusinessDay(due + (random.Chance(0.15) ? random.Below(3) - 1 : 0));
        }
    }

    private static int OfMonth(int start, int month, int day)
    {
        var first = DateOnly.FromDayNumber(start + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        var of = new DateOnly(first.Year, first.Month, 1).AddMonths(month);
        var held = Math.Min(day, DateTime.DaysInMonth(of.Year, of.Month));
        return of.AddDays(held - 1).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    }

    /// <summary>The day itself, or the Friday before.</summary>
    private static int BusinessDay(int day) => ((day + 3) % 7) switch
    {
        5 => day - 1,
        6 => day - 2,
        _ => day,
    };
}
