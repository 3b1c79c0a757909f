using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Updates;

public sealed class TransactionUpdateTests
{
    private const int Today = (int)(Some.Noon / Some.Day);
    private static readonly int Month = CivilDate.Month(Today);

    /// <summary>
    /// Statuses of one id in order of arrival: attempts counted, money of the day and month, what a balance of
    /// 100,000 becomes.
    /// </summary>
    [Theory]
    [InlineData("authorised", 1, 0)]
    [InlineData("booked", 1, 5_000)]
    [InlineData("authorised booked", 1, 5_000)]
    [InlineData("authorised expired", 1, 0)]
    [InlineData("authorised reversed", 1, 0)]
    [InlineData("booked reversed", 1, 0)]
    [InlineData("authorised booked reversed", 1, 0)]
    [InlineData("reversed booked", 0, 0)]
    [InlineData("reversed", 0, 0)]
    [InlineData("expired", 0, 0)]
    [InlineData("booked authorised", 1, 5_000)]
    public void Apply_LifeOfATransaction_CountsVelocityOnceAndMoneyAtBooking(string lifecycle, int attempts, long money)
    {
        var account = new Account();
        account.Header.SetBalance(100_000, 1);
        var at = Some.Noon;
        foreach (var status in lifecycle.Split(' '))
        {
            account.Assess(Some.Transaction("A", at++, 5_000, status: StatusOf(status)));
        }

        Assert.Equal(attempts, account.Header.Transactions);
        Assert.Equal(attempts, TimeRing.Day(account.State).Window(at, 24).Count);
        Assert.Equal(attempts, TimeRing.Week(account.State).Window(at, 28).Count);
        Assert.Equal(attempts, account.Days[Today].OutCount);
        Assert.Equal(money, account.Days[Today].OutSum);
        Assert.Equal(money, account.Months.Sum(Month, FlowKind.OtherOut));
        Assert.Equal(100_000 - money, account.Header.Balance);
    }

    [Fact]
    public void Apply_ReversalDaysLater_GivesBackOnTheDayOfTheBooking()
    {
        var account = new Account();
        account.Assess(Some.Transaction("A", Some.Noon, 5_000));
        var flags = account.Assess(
            Some.Transaction("A", Some.Noon + (40 * Some.Day), 5_000, status: TransactionStatus.Reversed)).Flags;
        Assert.Equal(DecisionFlags.Update, flags);
        Assert.Equal((0, 1), (account.Days[Today].OutSum, account.Days[Today].OutCount));
        Assert.Equal(0, account.Months.Sum(Month, FlowKind.OtherOut));
    }

    [Fact]
    public void Apply_PartialReversal_GivesBackItsOwnAmount()
    {
        var account = new Account();
        account.Assess(Some.Transaction("A", Some.Noon, 5_000));
        account.Assess(Some.Transaction("A", Some.Noon + 1, 2_000, status: TransactionStatus.Reversed));
        Assert.Equal(3_000, account.Days[Today].OutSum);
    }

    /// <summary>Of 70 booked 100 come back: what is beyond is money of the day on which it comes.</summary>
    [Theory]
    [InlineData(ScoringVersions.Three, Direction.Debit, 0, 100_000)]
    [InlineData(ScoringVersions.Four, Direction.Debit, 3_000, 103_000)]
    [InlineData(ScoringVersions.Four, Direction.Credit, 3_000, 97_000)]
    public void Apply_ReversalOfMoreThanWasBooked_CountsTheRestTheOtherWay(
        ushort scoringVersion, Direction direction, long rest, long balance)
    {
        var account = new Account(scoringVersion: scoringVersion);
        account.Header.SetBalance(100_000, 1);
        account.Assess(Some.Transaction("A", Some.Noon, 7_000) with { Direction = direction });
        var later = Today + 3;
        var back = Some.Transaction(
            "A", Some.Noon + (3 * Some.Day), 10_000, status: TransactionStatus.Reversed) with
        { Direction = direction };

        var flags = account.Assess(back).Flags;

        var booked = account.Days[Today];
        var came = account.Days[later];
        Assert.Equal(DecisionFlags.Update | DecisionFlags.GivenBackMore, flags);
        Assert.Equal((0, 0), (booked.InSum, booked.OutSum));
        Assert.Equal(direction == Direction.Debit ? (rest, 0) : (0, rest), (came.InSum, came.OutSum));
        Assert.Equal(0, came.InCount + came.OutCount);
        Assert.Equal(rest, account.Months.Sum(
            CivilDate.Month(later), direction == Direction.Debit ? FlowKind.OtherIn : FlowKind.OtherOut));
        Assert.Equal(balance, account.Header.Balance);
        Assert.Equal(1, account.Header.Transactions);
    }

    [Fact]
    public void Apply_LateWithinTheWatermark_CountsOnItsOwnDay()
    {
        var account = new Account();
        account.Assess(Some.Transaction("A", Some.Noon));
        var decision = account.Assess(Some.Transaction("B", Some.Noon - (2 * Some.Day), 700));
        Assert.Equal(DecisionFlags.Late, decision.Flags);
        Assert.Equal((1, 700), (account.Days[Today - 2].OutCount, account.Days[Today - 2].OutSum));
        Assert.Equal(Some.Noon, account.Header.NewestAt);
    }

    [Theory]
    [InlineData(TransactionStatus.Booked, 6)]
    [InlineData(TransactionStatus.Authorised, 2)]
    public void Apply_BeforeTheWatermark_MovesMonthsOnly(TransactionStatus status, int daysLate)
    {
        var account = new Account();
        account.Assess(Some.Transaction("A", Some.Noon));
        var at = Some.Noon - (daysLate * Some.Day);
        var decision = account.Assess(Some.Transaction("B", at, 700, status: status));
        Assert.Equal(DecisionFlags.Late | DecisionFlags.BeforeWatermark, decision.Flags);
        Assert.Equal((0, 0.0), (decision.Anomaly.Score, decision.Anomaly.Surprise));
        Assert.Equal((0, 0), (account.Days[Today - daysLate].OutCount, account.Days[Today - daysLate].OutSum));
        var month = CivilDate.Month(Today - daysLate);
        var before = month == Month ? 5_000 : 0;
        Assert.Equal(
            before + (status == TransactionStatus.Booked ? 700 : 0), account.Months.Sum(month, FlowKind.OtherOut));
        Assert.Equal(2, account.Header.Transactions);
    }

    [Fact]
    public void Apply_ForeignWithRate_MovesMoneyOfTheAccount()
    {
        var account = new Account();
        var decision = account.Assess(
            Some.Transaction(amount: 1_000, currency: "USD", fx: new ExchangeRate(44_550, 4)));
        Assert.Equal(DecisionFlags.None, decision.Flags);
        Assert.Equal(4_455, account.Days[Today].OutSum);
    }

    [Fact]
    public void Apply_ForeignWithoutRate_CountsTheAttemptAndNoMoney()
    {
        var account = new Account().WithHabit();
        var decision = account.Assess(Some.Transaction(amount: 90_000_000, currency: "USD"));
        Assert.Equal(DecisionFlags.NoRate, decision.Flags);
        Assert.Equal((1, 0), (account.Days[Today].OutCount, account.Days[Today].OutSum));
        foreach (var reason in Reasons.Of(decision.Anomaly))
        {
            Assert.NotEqual(ReasonCode.AmountUnusual, reason.Code);
            Assert.NotEqual(ReasonCode.SpendDay, reason.Code);
        }
    }

    [Fact]
    public void Apply_ZeroAuthorisations_CountButTeachNoAmount()
    {
        var account = new Account();
        for (var i = 0; i < 5; i++)
        {
            account.Assess(Some.Transaction($"Z{i}", Some.Noon + i, 0, status: TransactionStatus.Authorised));
        }

        Assert.Equal(5, account.Days[Today].OutCount);
        Assert.Equal(0u, new AmountMoments(account.State).Log(PayWay.Card).Count);
    }

    [Fact]
    public void Apply_SumsBeyondTheirCells_AreHeldAndFlagged()
    {
        var account = new Account();
        var flags = DecisionFlags.None;
        for (var i = 0; i < 40; i++)
        {
            flags |= account.Assess(Some.Transaction($"H{i}", Some.Noon + i, Limits.AmountMax)).Flags;
        }

        Assert.Equal(DecisionFlags.Saturated, flags);
        Assert.Equal(Cells.MoneyMax, account.Days[Today].OutSum);
        AccountState.Check(account.State);
    }

    [Fact]
    public void Apply_Refund_TakesSpendingBackAndIsNoIncome()
    {
        var account = new Account();
        account.Assess(Some.Transaction("A", amount: 9_000));
        account.Assess(Some.Transaction("R", Some.Noon + 1, 4_000, Direction.Credit, category: "refund"));
        Assert.Equal(5_000, account.Months.Sum(Month, FlowKind.OtherOut));
        Assert.Equal(0, account.Months.Sum(Month, FlowKind.Income) + account.Months.Sum(Month, FlowKind.OtherIn));
    }

    [Fact]
    public void Apply_StatedBalance_CountsOnlyWhereNewest()
    {
        var account = new Account();
        account.Assess(Some.Transaction("A", Some.Noon, 100, balance: 50_000));
        account.Assess(Some.Transaction("B", Some.Noon - 1_000, 100, balance: 99_000));
        Assert.Equal(50_000, account.Header.Balance);
        account.Assess(Some.Transaction("C", Some.Noon + 1_000, 100));
        Assert.Equal((49_900, 49_900), (account.Header.Balance, account.Days[Today].Balance));
    }

    [Fact]
    public void Apply_HugeOutlier_IsLearnedAsTheBoundOfWhatIsExpected()
    {
        var account = new Account().WithHabit();
        var before = new AmountMoments(account.State).Amount().Mean;
        account.Assess(Some.Transaction(amount: Limits.AmountMax));
        Assert.InRange(new AmountMoments(account.State).Amount().Mean, before, before * 3);
        Assert.Equal(Limits.AmountMax, account.Days[Today].OutSum);
    }

    private static TransactionStatus StatusOf(string name) => Enum.Parse<TransactionStatus>(name, ignoreCase: true);
}
