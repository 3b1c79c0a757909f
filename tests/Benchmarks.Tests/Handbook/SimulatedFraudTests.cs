using OrleansRisk.Benchmarks.Handbook;
using OrleansRisk.Training.Evaluation;

namespace OrleansRisk.Benchmarks.Tests.Handbook;

/// <summary>The three kinds of fraud, on payments of ten a day by everybody at a terminal of their own.</summary>
public sealed class SimulatedFraudTests
{
    private const int Days = 120, Many = 2_000, Usual = 10;
    private static readonly SimulatedSize Size = new(Many, Many, Days);

    [Fact]
    public void Commit_AmountsAbove220_AreScenario1()
    {
        var payments = Payments(days: 1);
        (payments[0].Amount, payments[1].Amount) = (220.01, 220);

        SimulatedFraud.Commit(new Draw(1), payments, Size with { Days = 0 });

        Assert.Equal([1, 0], payments.Take(2).Select(static payment => payment.Scenario));
        Assert.All(payments.Skip(2), static payment => Assert.Equal(0, payment.Scenario));
    }

    [Fact]
    public void Commit_TwoTerminalsADay_AreAbusedForFourWeeks()
    {
        var payments = Payments(Days);
        SimulatedFraud.Commit(new Draw(2), payments, Size);

        var abused = payments.Where(static payment => payment.Scenario == 2)
            .GroupBy(static payment => payment.Terminal, static payment => payment.Day).ToArray();
        Assert.InRange(abused.Length, Days * 3 / 2, Days * 2);

        // Longer where it is drawn twice, shorter at the end; scenario 3 overwrites some days.
        var lengths = abused.CountBy(static days => days.Max() - days.Min() + 1).ToDictionary();
        Assert.Equal(28, lengths.MaxBy(static length => length.Value).Key);
        var within = abused.ToDictionary(
            static days => days.Key, static days => (First: days.Min(), End: Math.Min(days.Min() + 28, days.Max())));
        Assert.DoesNotContain(payments, payment => payment.Scenario == 0
            && within.TryGetValue(payment.Terminal, out var days)
            && payment.Day >= days.First && payment.Day < days.End);
    }

    [Fact]
    public void Commit_ThreeHoldersADay_PayFiveTimesAThirdOfTheTimeForTwoWeeks()
    {
        var payments = Payments(Days);
        SimulatedFraud.Commit(new Draw(3), payments, Size);

        var used = payments.Where(static payment => payment.Scenario == 3).ToArray();
        Assert.All(payments, static payment => Assert.Equal(
            payment.Scenario == 3, payment.Amount > Usual)); // 50 once, 250 by who was drawn twice
        Assert.All(used, static payment => Assert.Equal(0, payment.Amount % (5 * Usual)));

        // 42 payments of the day's three holders, 14 of them; fewer in the last two weeks.
        Assert.InRange(used.Length, (Days - 14) * 14 * 9 / 10, Days * 14);
        Assert.InRange(used.Select(static payment => payment.Holder).Distinct().Count(), Days * 5 / 2, Days * 3);
    }

    private static SimulatedPayment[] Payments(int days) =>
    [
        .. Enumerable.Range(0, days).SelectMany(static day => Enumerable.Range(0, Many).Select(
            who => new SimulatedPayment(day, who, holder: who, terminal: who) { Amount = Usual })),
    ];
}
