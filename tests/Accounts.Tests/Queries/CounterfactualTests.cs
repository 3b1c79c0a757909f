using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Counterfactuals;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Queries;

public sealed class CounterfactualTests
{
    private const string Account = LivedAccount.Name;

    [Fact]
    public async Task Counterfactual_OfADeclinedPayment_FlipsWhereItIsTriedAndNotOneUnitAbove()
    {
        await using var engine = await LivedAccount.In();
        var payment = Payment(engine, "big", 250_000m, TransactionStatus.Authorised);
        var decided = await Decide(engine, payment);
        Assert.NotEqual(Outcome.Approve, decided.Decision.Outcome);

        var answer = await Ask(engine, decided.Inputs.Sequence);

        Assert.Equal(CounterfactualWord.Found, answer.Word);
        Assert.Equal((FeatureNumber.AmountValue, 25_000_000), (answer.Change!.Feature, answer.Change.From));
        Assert.Equal(decided.Decision.Outcome, answer.Outcome);
        Assert.True(answer.Change.Outcome < answer.Outcome);

        // The same account without that payment, asked what would be of less:
        await using var other = await LivedAccount.In(new EngineOptions { SameKeysAs = engine });
        Assert.Equal(answer.Change.Outcome, await Tried(other, payment, (long)answer.Change.To));
        Assert.Equal(answer.Outcome, await Tried(other, payment, (long)answer.Change.To + 1));
    }

    [Fact]
    public async Task Counterfactual_WhereNothingCanBeMilder_SaysWhyInOneWord()
    {
        await using var engine = await LivedAccount.In();
        var small = await Decide(engine, Payment(engine, "small", 36m, TransactionStatus.Booked));
        await engine.Account(Account).Label(
            engine.Caller(), new LabelRequest("small", LabelKind.Genuine, Now(engine), "analyst"));

        Assert.Equal(CounterfactualWord.AlreadyThere, (await Ask(engine, small.Inputs.Sequence)).Word);
        Assert.Equal(CounterfactualWord.NoOutcome, (await Ask(engine, 7)).Word);
        var account = engine.Account(Account);
        foreach (var sequence in (long[])[0, small.Inputs.Sequence + 1, small.Inputs.Sequence + 2])
        {
            Assert.IsType<Failure.NotFound>((await account.Counterfactual(
                engine.Caller(), new CounterfactualQuery(sequence, null))).Failure);
        }
    }

    [Fact]
    public async Task Counterfactual_OfALoan_IsWhatTheEndpointThenScores()
    {
        await using var engine = await LivedAccount.In();
        engine.Published.PutUp(LivedAccount.ModelDeployment);
        foreach (var query in (CreditQuery[])
            [LivedAccount.Loan, LivedAccount.Loan with { AsOf = LivedAccount.FirstDay + 100 }])
        {
            var made = await engine.Assess(query);
            var target = made.Assessed.Score!.Value + 5;

            var answer = (await engine.Account(Account).Counterfactual(
                engine.Caller(), Of(made, query, target))).Value!;

            Assert.Equal((CounterfactualWord.Found, made.Assessed.Score), (answer.Word, answer.Score));
            Assert.Equal(FeatureNumber.RequestInstalment, answer.Change!.Feature);
            var instead = await engine.Assess(query with { Instalment = (long)answer.Change.To });
            Assert.Equal(answer.Change.Score, instead.Assessed.Score);
            Assert.True(instead.Assessed.Score >= target);
            var above = await engine.Assess(query with { Instalment = (long)answer.Change.To + 1 });
            Assert.True(above.Assessed.Score < target);
        }
    }

    [Fact]
    public async Task Counterfactual_OfALoan_SaysNothingOfAnotherStateOrWithoutACard()
    {
        await using var engine = await LivedAccount.In();
        engine.Published.PutUp(LivedAccount.ModelDeployment);
        var made = await engine.Assess(LivedAccount.Loan);
        var query = Of(made, LivedAccount.Loan, made.Assessed.Score!.Value + 5);

        Assert.Equal(CounterfactualWord.NotReproduced, await Word(query.Loan! with { StateHash = 1 }));
        Assert.Equal(CounterfactualWord.NotCalibrated, await Word(query.Loan! with { ModelDeployment = 0 }));
        Assert.Equal(CounterfactualWord.AlreadyThere, await Word(query.Loan! with { Target = 1 }));
        Assert.Equal(CounterfactualWord.OutOfReach, await Word(query.Loan! with { Target = 1_000 }));

        async Task<CounterfactualWord> Word(AssessedLoan loan) => (await engine.Account(Account).Counterfactual(
            engine.Caller(), query with { Loan = loan })).Value!.Word;
    }

    private static CounterfactualQuery Of(CreditAnswer made, CreditQuery loan, int target) => new(
        made.Sequence,
        new AssessedLoan(
            loan.CurrencyNumber, loan.Amount, loan.Instalment, loan.Months, made.Holders, made.Day,
            made.ModelDeployment,
            made.StateHash, target));

    private static async Task<CounterfactualAnswer> Ask(VolatileEngine engine, long sequence)
    {
        var outcome = await engine.Account(Account).Counterfactual(
            engine.Caller(), new CounterfactualQuery(sequence, null));
        Assert.Null(outcome.Failure);
        return outcome.Value!;
    }

    private static long Now(VolatileEngine engine) => engine.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Transaction Payment(VolatileEngine engine, string id, decimal amount, TransactionStatus status) =>
        Some.Transaction(id, Now(engine), amount, status: status, counterparty: "Emas");

    private static async Task<DecidedTransaction> Decide(VolatileEngine engine, Transaction payment)
    {
        var answered = Expect.Done(await engine.Account(Account).Assess(
            engine.Caller(), new TransactionBatch(Account, [payment])));
        return new(payment, Assert.IsType<Answer.Decided>(answered.Answers.Single()).Entry);
    }

    private static async Task<Outcome> Tried(VolatileEngine engine, Transaction payment, long minor)
    {
        var answered = Expect.Done(await engine.Account(Account).WhatIf(
            engine.Caller(), new TransactionBatch(Account, [payment with { AmountMinor = minor }])));
        return Assert.IsType<Answer.Decided>(answered.Answers.Single()).Entry.Decision.Outcome;
    }
}
