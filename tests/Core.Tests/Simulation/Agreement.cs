using OrleansRisk.Core.Accounts;
using Xunit;

namespace OrleansRisk.Core.Tests.Simulation;

/// <summary>Whether a state says what the obvious account recomputes, however it was come to.</summary>
internal static class Agreement
{
    private const long Hour = 3_600_000;

    public static void Check(byte[] state, ObviousAccount model)
    {
        var header = new AccountHeader(state);
        Assert.Equal((model.Newest, model.Transactions), (header.NewestAt, header.Transactions));
        Assert.Equal(model.Balance, header.BalanceKnown ? header.Balance : null);
        Compare(TimeRing.Day(state).Window(header.NewestAt, 24), model.Window(Hour, 24));
        Compare(TimeRing.Week(state).Window(header.NewestAt, 28), model.Window(6 * Hour, 28));
        var (days, months) = (header.NewestDay, ObviousAccount.MonthOf(header.NewestDay));
        for (var day = days; day > days - Layout.DaySlots; day -= 7)
        {
            var entry = new DailyRing(state)[day];
            Assert.Equal((model.AttemptsOn(day, false), model.MoneyOn(day, false)), (entry.OutCount, entry.OutSum));
            Assert.Equal((model.AttemptsOn(day, true), model.MoneyOn(day, true)), (entry.InCount, entry.InSum));
        }

        // From scoring version 4 what goes to and fro between two parties is moved, which only its past shows.
        for (var month = months; month > months - 3 && !header.Kinds; month--)
        {
            Assert.Equal(model.SpentIn(month), new MonthRing(state).Sum(month, FlowKind.OtherOut));
        }
    }

    private static void Compare(RingWindow window, (int CountMin, int CountMax, long SumMin, long SumMax) exact)
    {
        Assert.Equal((exact.CountMin, exact.SumMin), (window.Count, window.Sum));
        Assert.Equal((exact.CountMax, exact.SumMax), (window.Count + window.EdgeCount, window.Sum + window.EdgeSum));
    }
}
