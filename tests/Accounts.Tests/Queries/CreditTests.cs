using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Queries;

/// <summary>Loans applied for: what an account says of them, now and as of an earlier day.</summary>
public sealed class CreditTests
{
    private const string Account = LivedAccount.Name;

    private static int FirstDay => LivedAccount.FirstDay;

    [Fact]
    public async Task AssessCredit_WithoutACard_RanksAndGivesNoProbability()
    {
        await using var engine = await LivedAccount.In();
        var answer = await engine.Assess(LivedAccount.Loan);

        Assert.Equal((CreditState.Uncalibrated, null, 0, null), (
            answer.Assessed.State, answer.Assessed.Probability, answer.ModelDeployment, answer.CreditModelHash));
        Assert.NotNull(answer.Assessed.Score);
        Assert.InRange(answer.Assessed.Means.Income, 550_000, 650_000);
    }

    [Fact]
    public async Task AssessCredit_WithACard_GivesItsProbabilityAndNamesIt()
    {
        await using var engine = await LivedAccount.In();
        engine.Published.PutUp(LivedAccount.ModelDeployment);
        var answer = await engine.Assess(LivedAccount.Loan);

        Assert.Equal((CreditState.Calibrated, 1, "ca4d"),
            (answer.Assessed.State, answer.ModelDeployment, answer.CreditModelHash));
        Assert.Equal(Logistic.Probability(answer.Assessed.LogOdds), answer.Assessed.Probability);
    }

    [Fact]
    public async Task AssessCredit_AsOfAnEarlierDay_IsWhatAnAccountThatKnowsNoMoreSays()
    {
        await using var engine = await LivedAccount.In();
        engine.Published.PutUp(LivedAccount.ModelDeployment);
        foreach (var day in (int[])[FirstDay + 45, FirstDay + 61, FirstDay + 100, FirstDay + 150, FirstDay + 200])
        {
            await using var younger = await LivedAccount.In(new EngineOptions { SameKeysAs = engine }, before: day);
            younger.Published.PutUp(LivedAccount.ModelDeployment);

            var past = await engine.Assess(LivedAccount.Loan with { AsOf = day });
            var then = await younger.Assess(LivedAccount.Loan with { AsOf = day });

            Assert.Equal(Shown(then), Shown(past));
            Assert.Equal((CreditState.Calibrated, day), (past.Assessed.State, past.Day));
        }
    }

    [Fact]
    public async Task AssessCredit_Again_IsWhatItWasOnEveryDayWhateverHasComeSince()
    {
        await using var engine = await LivedAccount.In();
        engine.Published.PutUp(LivedAccount.ModelDeployment);
        // Months begin on every 31st day: there a base is all that counts.
        var asked = Enumerable.Range(0, 217).Where(static day => day % 31 is 0 or 1 or 14)
            .Select(static day => LivedAccount.Loan with { AsOf = FirstDay + day }).Append(LivedAccount.Loan).ToList();
        var answers = new List<CreditAnswer>();
        foreach (var loan in asked)
        {
            answers.Add(await engine.Assess(loan));
        }

        engine.Published.PutUp(ModelDeployment.None with { Version = 2 });
        await LivedAccount.GoOn(engine);

        Assert.NotEqual(Shown(answers[^1]), Shown(await engine.Assess(LivedAccount.Loan)));
        Assert.All(
            answers.Where(static each => each.Sequence > 0), static each => Assert.NotEqual(0, each.ScoringVersion));
        foreach (var (loan, first) in asked.Zip(answers))
        {
            Assert.Equal(Shown(first), Shown(await engine.Assess(Again(loan, first))));
        }
    }

    [Fact]
    public async Task AssessCredit_AgainOfWhatTheJournalLacks_IsRefusedByName()
    {
        await using var engine = await LivedAccount.In();
        var answer = await engine.Assess(LivedAccount.Loan);
        var account = engine.Account(Account);

        var ahead = await account.AssessCredit(
            engine.Caller(), Again(LivedAccount.Loan, answer with { Sequence = answer.Sequence + 1 }));
        Assert.Equal(new Failure.Unavailable(UnavailableCause.RecordMissing), ahead.Failure);
        var unknown = await account.AssessCredit(
            engine.Caller(), Again(LivedAccount.Loan, answer with { ModelDeployment = 9 }));
        Assert.Equal(new Failure.Unavailable(UnavailableCause.ReferenceDataMissing), unknown.Failure);
    }

    [Fact]
    public async Task AssessCredit_AsOfADayBeforeAllOthers_KnowsNothing()
    {
        await using var engine = await LivedAccount.In();
        var answer = await engine.Assess(LivedAccount.Loan with { AsOf = FirstDay });
        Assert.Equal((CreditState.InsufficientHistory, 0L, null), (
            answer.Assessed.State, answer.Sequence, answer.Assessed.Score));
        Assert.Equal(30, answer.Assessed.NeedsDays);
    }

    [Theory]
    [InlineData(11, 11, CreditState.Calibrated, 0, 0)]
    [InlineData(12, 1, CreditState.InsufficientHistory, 1, 0)]
    [InlineData(1, 14, CreditState.InsufficientHistory, 0, 3)]
    public async Task AssessCredit_OfAYoungAccount_GoesByTheHistoryThatTheCardAsksFor(
        short days, short transactions, CreditState state, short needsDays, short needsTransactions)
    {
        await using var engine = await LivedAccount.In();
        var card = LivedAccount.ModelDeployment.Credit! with
        {
            Card = LivedAccount.ModelDeployment.Credit!.Card with { Needs = new HistoryNeed(days, transactions) },
        };
        engine.Published.PutUp(LivedAccount.ModelDeployment with { Credit = card });

        // Ten days behind the first: eleven with it, on each one purchase, and one salary.
        var assessed = (await engine.Assess(LivedAccount.Loan with { AsOf = FirstDay + 10 })).Assessed;

        Assert.Equal(
            (state, needsDays, needsTransactions, false),
            (assessed.State, assessed.NeedsDays, assessed.NeedsTransactions, assessed.NeedsIncome));
        Assert.Equal(state == CreditState.Calibrated, assessed.Score is not null && assessed.Probability is not null);
    }

    [Fact]
    public async Task AssessCredit_WhatIsNotAsked_IsRefusedByName()
    {
        await using var engine = await LivedAccount.In();
        var today = (int)((engine.Time.GetUtcNow().ToUnixTimeMilliseconds() + (8 * 3_600_000)) / LivedAccount.DayMs);
        var account = engine.Account(Account);

        Assert.Equal(new Failure.Refused("day_to_come", "as_of"), (await account.AssessCredit(
            engine.Caller(), LivedAccount.Loan with { AsOf = today + 1 })).Failure);
        Assert.Null((await account.AssessCredit(
            engine.Caller(), LivedAccount.Loan with { AsOf = today })).Failure);
        Assert.Equal(new Failure.Refused("other_currency", "currency"), (await account.AssessCredit(
            engine.Caller(), LivedAccount.Loan with { CurrencyNumber = 978 })).Failure);
        var nobody = await engine.Account("A-2").AssessCredit(engine.Caller(), LivedAccount.Loan);
        Assert.IsType<Failure.NotFound>(nobody.Failure);
        var other = await engine.AddTenant("other");
        var stranger = await account.AssessCredit(engine.Caller(tenant: other), LivedAccount.Loan);
        Assert.IsType<Failure.Denied>(stranger.Failure);
    }

    [Fact]
    public async Task AssessCredit_AskedAgainAndAfterARestart_AnswersTheSameAndRecordsNothing()
    {
        await using var engine = await LivedAccount.In();
        engine.Published.PutUp(LivedAccount.ModelDeployment);
        var records = engine.Journal.All(engine.Tenant, engine.Key(Account)).Count;
        var first = Shown(await engine.Assess(LivedAccount.Loan));
        await engine.Restart();

        Assert.Equal(first, Shown(await engine.Assess(LivedAccount.Loan)));
        Assert.Equal(records, engine.Journal.All(engine.Tenant, engine.Key(Account)).Count);
    }

    private static CreditQuery Again(CreditQuery loan, CreditAnswer first) => loan with
    {
        Holders = first.Holders,
        Again = new CreditPlace(first.Sequence, first.Day, first.ModelDeployment),
    };

    private static string Shown(CreditAnswer answer) =>
        (answer with { Assessed = answer.Assessed with { Reasons = [] } })
            + string.Join(',', answer.Assessed.Reasons.Select(static reason => reason.ToString()));
}
