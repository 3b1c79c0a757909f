using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Counterparties;

/// <summary>Ten transactions a day; which of them are known as what decides everything.</summary>
public sealed class CounterpartyWindowsTests
{
    private const int Today = 20_300;
    private const int PerDay = 10;

    private readonly byte[] _counts = new byte[CounterpartyCounts.Size];

    public CounterpartyWindowsTests()
    {
        CounterpartyCounts.Initialize(_counts);
        for (var day = Today - 40; day <= Today; day++)
        {
            for (var i = 0; i < PerDay; i++)
            {
                CounterpartyCounts.AddTransaction(_counts, day, (UInt128)i, first: day == Today - 40 || i == 0);
            }
        }
    }

    private CounterpartyWindows Windows => CounterpartyCounts.Figures(_counts, Today, 1).Windows;

    [Fact]
    public void Windows_NothingLabelled_CountWhatPassedInSilenceSevenDaysAgo()
    {
        Assert.Equal(new WindowStatistics(PerDay, 0), Windows.OneDay);
        Assert.Equal(new WindowStatistics(7 * PerDay, 0), Windows.SevenDays);
        Assert.Equal(new WindowStatistics(30 * PerDay, 0), Windows.ThirtyDays);
        Assert.Equal((-1, -1, 0), (Windows.FraudAge, Windows.GenuineSince, Windows.BadAccounts));
    }

    [Fact]
    public void Windows_FraudsWithinSevenDays_AreNoPartOfThem()
    {
        Label(Today - 3, account: 4);
        Assert.Equal(0, Windows.ThirtyDays.Frauds);
        Assert.Equal(3, CounterpartyCounts.Figures(_counts, Today, 1).DaysSinceFraud);
    }

    [Fact]
    public void Windows_LabelsThatComeInOnTheirDay_AreThereAtOnce()
    {
        Label(Today - 7, account: 4);
        Assert.Equal(new WindowStatistics(PerDay + 1, 1), Windows.OneDay);
        var figures = CounterpartyCounts.Figures(_counts, Today, 1);
        Assert.Equal(1, figures.LastLabels & 1);
    }

    [Fact]
    public void Windows_LabelTakenBack_LeaveNothingOfIt()
    {
        var before = CounterpartyCounts.Figures(_counts, Today, 1);
        Label(Today - 9, account: 4);
        Assert.NotEqual(before, CounterpartyCounts.Figures(_counts, Today, 1));
        Label(Today - 9, account: 4, LabelKind.Fraud, LabelKind.Withdrawn);
        Assert.Equal(before, CounterpartyCounts.Figures(_counts, Today, 1));
    }

    [Fact]
    public void Windows_WithdrawnOftenerThanLabelled_StayAtNone()
    {
        Label(Today - 9, account: 4, LabelKind.Fraud, LabelKind.Withdrawn);
        Assert.Equal((0, 0), (Windows.ThirtyDays.Frauds, Windows.BadAccounts));
        Label(Today - 9, account: 5);
        Assert.Equal((0, 1), (Windows.ThirtyDays.Frauds, Windows.BadAccounts)); // owed, never below 0
    }

    [Fact]
    public void Windows_FraudsOfOneStreak_AreAsOldAsItsFirst()
    {
        Label(Today - 38, account: 1); // more than a week before the next: another story
        foreach (var day in (int[])[25, 20, 14, 9])
        {
            Label(Today - day, account: 2);
        }

        Assert.Equal(25, Windows.FraudAge);
        Assert.Equal(PerDay, Windows.GenuineSince); // of the day 8 days ago
        Assert.Equal(2, Windows.BadAccounts);
    }

    [Fact]
    public void Windows_AccountsThatCameFirst_AreCountedByDay() =>
        Assert.Equal((2, 8), (Windows.NewAccounts1D, Windows.NewAccounts7D));

    [Fact]
    public void BadAccounts_MoreThanSixteen_SayAtLeastSixteen()
    {
        for (var account = 0; account < 40; account++)
        {
            Label(Today - 9, account);
        }

        Assert.Equal(16, Windows.BadAccounts);
    }

    [Fact]
    public void Read_CountsOfTheVersionBefore_GoOnAsTheyWere()
    {
        var stored = _counts[..(CounterpartyCounts.Size - 90 - 96)];
        stored[0] = 2;
        var figures = CounterpartyCounts.Figures(CounterpartyCounts.Read(stored), Today, 1);
        Assert.Equal(Windows.ThirtyDays, figures.Windows.ThirtyDays);
        Assert.Equal(0, figures.Windows.NewAccounts7D);
        Assert.Throws<ArgumentException>(() => CounterpartyCounts.Read(stored.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => CounterpartyCounts.Read([]));
    }

    [Fact]
    public void Figures_ForTheFirstFold_HaveNoWindows()
    {
        var figures = CounterpartyCounts.Figures(_counts, Today, 1);
        Assert.True(figures.For(ScoringVersions.Two).Windows.Stated);
        Assert.Equal(default, figures.For(ScoringVersions.One).Windows);
        Assert.Equal(figures.RiskPpm, figures.For(ScoringVersions.One).RiskPpm);
    }

    private void Label(
        int day, int account, LabelKind before = LabelKind.Withdrawn, LabelKind after = LabelKind.Fraud) =>
        CounterpartyCounts.AddLabel(
            _counts, new LabelEvent(1, 1, 1, day, 1, before, after, 1), (UInt128)account);
}
