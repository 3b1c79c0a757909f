using FsCheck;
using FsCheck.Fluent;
using OrleansRisk.Core.Counterparties;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Counterparties;

public sealed class CounterpartyCountsTests
{
    private const int Today = 20_300;

    /// <summary>
    /// Lanes interleave as they like: what they leave must not depend on it, also where days leave the window.
    /// </summary>
    [Fact]
    public void Fold_AnyOrder_LeavesTheSameBytes() =>
        Prop.ForAll(Events(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (events, seed) =>
        {
            var shuffled = events.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Folded(events), Folded(shuffled));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_FraudLately_RaiseTheShareAndFadeLater()
    {
        var counts = Folded([.. Enumerable.Range(0, 30).Select(i => new Event(Today - 20 + (i / 3), i, 0)),
            new(Today - 12, 99, 1)]);
        var figures = CounterpartyCounts.Figures(counts, Today, version: 7);
        Assert.Equal((true, 7, 12), (figures.Known, figures.Version, (int)figures.DaysSinceFraud));
        Assert.InRange(figures.RiskPpm, 20_000, 60_000);
        // Three newer ones passed in silence.
        Assert.Equal((0b1000, 8), ((int)figures.LastLabels, (int)figures.LastCount));
        Assert.Equal(30, figures.EventsIn30Days);
        Assert.InRange(figures.Accounts, 28, 32);
        var later = CounterpartyCounts.Figures(counts, Today + 60, version: 8);
        Assert.Equal((0, 72), (later.EventsIn30Days, (int)later.DaysSinceFraud));
        Assert.True(later.RiskPpm < figures.RiskPpm);
    }

    [Fact]
    public void AddLabel_Withdrawn_LeavesNoFraud()
    {
        var counts = Folded([new(Today - 3, 1, 0), new(Today - 3, 1, 1), new(Today - 3, 1, 2)]);
        var figures = CounterpartyCounts.Figures(counts, Today, 1);
        Assert.Equal((0, -1, 2_000), (figures.LastCount, figures.DaysSinceFraud, figures.RiskPpm));
    }

    [Fact]
    public void Figures_NothingFolded_AreUnknown()
    {
        var counts = new byte[CounterpartyCounts.Size];
        CounterpartyCounts.Initialize(counts);
        Assert.False(CounterpartyCounts.Figures(counts, Today, 1).Known);
    }

    [Fact]
    public void Figures_FewAccounts_AreCountedExactlyHoweverOftenTheyCome()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var accounts = Enumerable.Range(0, 1 + (seed % 15))
                .Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64())).ToArray();
            UInt128[] meetings = [.. accounts, .. accounts, .. accounts[..(accounts.Length / 2)]];
            random.Shuffle(meetings);
            var counts = new byte[CounterpartyCounts.Size];
            CounterpartyCounts.Initialize(counts);
            foreach (var account in meetings)
            {
                CounterpartyCounts.AddTransaction(counts, Today, account, first: false);
            }

            Assert.Equal(accounts.Length, CounterpartyCounts.Figures(counts, Today, 1).Accounts);
        }
    }

    [Fact]
    public void Figures_BeforeAnythingIsPublished_AreUnknown() =>
        Assert.Equal(default, CounterpartyCounts.Figures(Folded([new(Today, 1, 0), new(Today, 1, 1)]), Today, 0));

    [Theory]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(2_000)]
    [InlineData(50_000)]
    public void Figures_Accounts_AreEstimatedToAFifth(int accounts)
    {
        var counts = new byte[CounterpartyCounts.Size];
        CounterpartyCounts.Initialize(counts);
        for (var i = 0; i < accounts * 2; i++)
        {
            CounterpartyCounts.AddTransaction(counts, Today, (UInt128)(i % accounts) * 7_919, first: false);
        }

        Assert.InRange(CounterpartyCounts.Figures(counts, Today, 1).Accounts, accounts * 0.8, accounts * 1.2);
    }

    private static byte[] Folded(Event[] events)
    {
        var counts = new byte[CounterpartyCounts.Size];
        CounterpartyCounts.Initialize(counts);
        foreach (var each in events)
        {
            switch (each.Kind)
            {
                case 0:
                    CounterpartyCounts.AddTransaction(counts, each.Day, (UInt128)each.Account, each.Account % 3 == 0);
                    break;
                case 1:
                    AddLabel(counts, each, LabelKind.Withdrawn, LabelKind.Fraud);
                    break;
                case 2:
                    AddLabel(counts, each, LabelKind.Fraud, LabelKind.Withdrawn);
                    break;
                default:
                    AddLabel(counts, each, LabelKind.Fraud, LabelKind.Genuine);
                    break;
            }
        }

        return counts;
    }

    private static void AddLabel(byte[] counts, Event each, LabelKind before, LabelKind after) =>
        CounterpartyCounts.AddLabel(
            counts, new LabelEvent(1, 1, 1, each.Day, 1, before, after, 1), (UInt128)each.Account);

    private static Arbitrary<Event[]> Events() =>
        (from day in Gen.Choose(Today - 100, Today)
         from account in Gen.Choose(0, 50)
         from kind in Gen.Choose(0, 3)
         select new Event(day, account, kind)).ArrayOf().ToArbitrary();

    private sealed record Event(int Day, int Account, int Kind);
}
