using OrleansRisk.Core.Counterfactuals;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Core.Tests.Models;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Counterfactuals;

public sealed class LowerAmountTests
{
    private static readonly Account Someone = new Account().WithHabit();

    [Theory]
    [InlineData(TransactionStatus.Authorised)]
    [InlineData(TransactionStatus.Booked)]
    public void Find_UnusualAmount_IsTheMostThatIsMilderByTheSurprise(TransactionStatus status)
    {
        var payment = Some.Transaction("big", amount: 2_000_000, status: status);
        var made = Tried(payment, payment.AmountMinor, Some.Tables);
        Assert.NotEqual(Outcome.Approve, made);

        var change = Find(payment, Some.Tables)!;

        Assert.True(change.Outcome < made);
        Assert.Equal(change.Outcome, Tried(payment, (long)change.To, Some.Tables));
        Assert.Equal(made, Tried(payment, (long)change.To + 1, Some.Tables));
    }

    /// <summary>Random models: of all steps none nearer flips; where none flips, none is found.</summary>
    [Fact]
    public void Find_UnderRandomModels_FlipsAndIsTheLeastOfAllSteps()
    {
        var (random, words) = (new Seeded(20261127), new int[2]);
        for (var round = 0; round < 40; round++)
        {
            var tables = SomeModelDeployment.Tables(SomeModelDeployment.Of(random, challengers: 0));
            var payment = Some.Transaction(
                $"p-{round}", amount: 1 + random.Below(300_000), status: TransactionStatus.Authorised);
            var made = Tried(payment, payment.AmountMinor, tables);
            if (made == Outcome.Approve)
            {
                continue;
            }

            var change = Find(payment, tables);
            words[change is null ? 0 : 1]++;
            for (var step = 1; step < LowerAmount.Steps; step++)
            {
                var amount = LowerAmount.Amount(payment.AmountMinor, step);
                if (amount >= 1 && amount > (change?.To ?? 0))
                {
                    Assert.True(Tried(payment, amount, tables) >= made, $"round {round}: {amount}");
                }
            }

            if (change is not null)
            {
                Assert.True(Tried(payment, (long)change.To, tables) < made);
                Assert.Equal((payment.AmountMinor - change.To) / payment.AmountMinor, change.Distance);
            }
        }

        Assert.All(words, static count => Assert.True(count > 0));
    }

    [Fact]
    public void Find_AmountThatDecidesNothing_FindsNoneAndLeavesTheStateAsItWas()
    {
        var tables = SomeModelDeployment.Tables(ModelDeployment.None with
        {
            Version = 1,
            Anomaly = SomeModelDeployment.Step(FeatureNumber.AmountLog, 0, 900, 900),
        });
        var before = Someone.State.ToArray();
        Assert.Null(Find(Some.Transaction("x", status: TransactionStatus.Authorised), tables));
        Assert.Equal(before, Someone.State);
    }

    private static Counterfactual? Find(Transaction payment, ReferenceTables tables) => LowerAmount.Find(
        ScoringVersions.Newest, Someone.State, payment, Some.Inputs(payment, Someone.Sequence + 1, 0, default), tables);

    private static Outcome Tried(Transaction payment, long amount, ReferenceTables tables)
    {
        var state = Someone.State.ToArray();
        Assessment.Assess(
            ScoringVersions.Newest, state, payment with { AmountMinor = amount },
            Some.Inputs(payment, Someone.Sequence + 1, 0, default), tables, out var decision);
        return decision.Outcome;
    }
}
