using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Kinds;

/// <summary>Money that goes out to somebody and comes back, for months: own money, from then on.</summary>
public sealed class MovedTests
{
    private const int First = 20_393; // 2025-11-01
    private const string Friend = "PELICAN BAY";
    private readonly Account _account = new("USD", scoringVersion: ScoringVersions.Four);

    [Fact]
    public void Reversal_OfAPaymentBookedBeforeItsPartyMovedMoney_IsTakenFromSpending()
    {
        BackAndForth();
        Assert.Equal(30_000, Sum(First, FlowKind.OtherOut));
        Line("out-0", First + 100, 30_000, Direction.Debit, TransactionStatus.Reversed);
        Assert.Equal((0, 0), (Sum(First, FlowKind.OtherOut), Sum(First, FlowKind.OwnTransfer)));
    }

    [Fact]
    public void Reversal_OfAPaymentThatWasMovedMoney_IsTakenFromMovedMoney()
    {
        BackAndForth();
        Assert.Equal(-10_000, Sum(First + 92, FlowKind.OwnTransfer)); // with what came back
        Line("out-3", First + 100, 30_000, Direction.Debit, TransactionStatus.Reversed);
        Assert.Equal((0, 20_000), (Sum(First + 92, FlowKind.OtherOut), Sum(First + 92, FlowKind.OwnTransfer)));
    }

    [Fact]
    public void Reversal_OfIncomeWhosePayerIsForgotten_IsTakenFromIncome()
    {
        for (var month = 0; month < 5; month++)
        {
            Line($"pay-{month}", First + (month * 30), 160_000, Direction.Credit, TransactionStatus.Booked);
        }

        Assert.Equal(160_000, Sum(First + 120, FlowKind.Income));
        _account.State.AsSpan(Layout.Streams, Layout.StreamsSize).Clear(); // as if twelve others had come
        Line("pay-4", First + 125, 160_000, Direction.Credit, TransactionStatus.Reversed);
        Assert.Equal((0, 0), (Sum(First + 120, FlowKind.Income), Sum(First + 120, FlowKind.OtherIn)));
    }

    [Fact]
    public void Observation_OfABooking_SaysWhatItCountedAs()
    {
        BackAndForth();
        var next = Line("next", First + 95, 30_000, Direction.Debit, TransactionStatus.Booked);
        Assert.Equal(CategoryFinding.CountedAsMoved, next);
        Assert.False(CategoryFinding.FromByte(next).Found);
    }

    /// <summary>Weekly both ways for six years, and more often than a byte counts.</summary>
    [Fact]
    public void Counts_OfAPartyMetForYears_GoOnSayingTheSame()
    {
        Core.Updates.KindsUpdate.Begin(_account.State);
        var table = new PartyTable(_account.State);
        for (var week = 0; week < 320; week++)
        {
            var day = First + (7 * week);
            table.Add(7, day, credit: false, 9);
            table.Add(7, day, credit: true, 9);
            table.Add(8, day, credit: false, 9);
            table.Add(8, day + 1, credit: false, 9);
            Assert.Equal(week >= 1, table.Of(7).HasRhythm(day + 7));
            Assert.False(table.Of(8).HasRhythm(day + 7));
            Assert.Equal(Math.Min(week + 1, 254), Math.Min(254, table.Of(7).Payments));
            Assert.Equal(Math.Min(week + 1, 255), table.Of(7).Credits);
        }
    }

    private long Sum(int day, FlowKind flow) => _account.Months.Sum(CivilDate.Month(day), flow);

    /// <summary>Four times out and four times back, a month between.</summary>
    private void BackAndForth()
    {
        for (var month = 0; month < 4; month++)
        {
            var day = First + (month * 31) - (month > 0 ? 1 : 0);
            Line($"out-{month}", day, 30_000, Direction.Debit, TransactionStatus.Booked);
            Line($"in-{month}", day + 2, 20_000, Direction.Credit, TransactionStatus.Booked);
        }
    }

    private byte Line(string id, int day, long amount, Direction direction, TransactionStatus status) =>
        _account.Assess(
            Some.Transaction(id, (day * Some.Day) + (10 * Some.Hour), amount, direction, status, currency: "USD",
                channel: null) with
            { Counterparty = Friend }, 5).ObservedCategory;
}
