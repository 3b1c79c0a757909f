using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Scoring;

/// <summary>A payment out of a bank account: who gets it, how much is left, and how fast it goes.</summary>
public sealed class BankSignalsTests
{
    private const int Today = 20_400;

    [Fact]
    public void Score_OfMostOfTheBalanceToSomebodyNew_IsAReviewAndOfTheRentIsNone()
    {
        var scam = Lived().Assess(Payment("scam", 700_000, "Somebody New"), 99);
        var rent = Lived().Assess(Payment("rent", 120_000, "Landlord"), 2);
        Assert.Equal((Outcome.Review, Outcome.Approve), (scam.Outcome, rent.Outcome));
        Assert.True(scam.Anomaly.Score > rent.Anomaly.Score + 200);
    }

    [Theory]
    [InlineData("own savings")]
    [InlineData("loan repayment")]
    [InlineData("booking fee")]
    [InlineData("rent")]
    public void Score_WhateverTheTextOfAFirstTransferSays_IsNoLower(string text)
    {
        var plain = Lived().Assess(Payment("T", 700_000, "Somebody New"), 99);
        var said = Lived().Assess(Payment("T", 700_000, "Somebody New") with { Description = text }, 99);
        Assert.Equal(plain.Anomaly.Score, said.Anomaly.Score);
    }

    [Fact]
    public void Score_FromANewDevice_IsHigher()
    {
        var (known, another) = (Payment("T", 300_000, "Somebody New"), Payment("T", 300_000, "Somebody New"));
        var score = Lived().Assess(known with { Device = "phone" }, 99).Anomaly.Score;
        Assert.True(Lived().Assess(another with { Device = "another" }, 99).Anomaly.Score > score);
    }

    [Fact]
    public void Score_OfTheThirdInItsRhythm_IsLowerThanOfTheFirst()
    {
        var account = Lived();
        var first = account.Assess(Payment("A", 200_000, "Savings Plan"), 50).Anomaly.Score;
        account.Assess(Payment("B", 200_000, "Savings Plan", Today + 30), 50);
        var third = account.Assess(Payment("C", 200_000, "Savings Plan", Today + 60), 50).Anomaly.Score;
        Assert.True(third < first - 50);
    }

    [Fact]
    public void Reasons_OfMoneyThatJustArrived_SaySo()
    {
        var account = Lived();
        account.Assess(
            Some.Transaction("in", (Today * Some.Day) + (9 * Some.Hour), 500_000, Direction.Credit, channel: "transfer")
                with
            { Counterparty = "Stranger" }, 70);
        var decided = account.Assess(Payment("out", 480_000, "Somebody New"), 99);
        Assert.Contains(Reasons.Of(decided.Anomaly), static reason => reason.Code == ReasonCode.MoneyJustArrived);
        Assert.Equal(decided.Anomaly.Score, Reasons.Of(decided.Anomaly).Sum(static reason => reason.Points));
    }

    [Fact]
    public void Score_OfACardByItself_IsAsTheThirdGivesIt()
    {
        var fourth = new Account(scoringVersion: ScoringVersions.Four).WithHabit();
        var third = new Account().WithHabit();
        var payment = Some.Transaction(amount: 90_000);
        Assert.Equal(third.Assess(payment, 9).Anomaly.Surprise, fourth.Assess(payment, 9).Anomaly.Surprise);
    }

    private static Transaction Payment(string id, long amount, string payee, int day = Today) =>
        Some.Transaction(id, (day * Some.Day) + (10 * Some.Hour), amount, channel: "transfer", device: "phone") with
        {
            Counterparty = payee,
        };

    /// <summary>Seven months of pay, a rent by transfer and a shop a day; 8,000 on the account.</summary>
    private static Account Lived()
    {
        var account = new Account(scoringVersion: ScoringVersions.Four);
        for (var day = Today - 210; day < Today; day++)
        {
            var at = (day * Some.Day) + (12 * Some.Hour);
            account.Assess(Some.Transaction($"S{day}", at, 4_000 + (day % 9 * 300), balance: 800_000), 3);
            if (day % 30 == 0)
            {
                account.Assess(
                    Some.Transaction($"R{day}", at + 1_000, 120_000, channel: "transfer", device: "phone",
                        balance: 800_000) with
                    { Counterparty = "Landlord" }, 2);
                account.Assess(
                    Some.Transaction($"P{day}", at + 2_000, 500_000, Direction.Credit, category: "salary",
                        balance: 800_000), 1);
            }
        }

        return account;
    }
}
