using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Learned;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Credit;
using OrleansRisk.Engine.Tests.Volatile;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Engine.Tests.Accounts;

/// <summary>Loans applied for: what an account says of them, now and as of an earlier day.</summary>
public sealed class CreditTests
{
    private const string Account = "A-1";
    private const long DayMs = 86_400_000;
    private const int Months = 7;
    private const ushort Myr = 458;

    private static int FirstDay => (int)(Some.Moment / DayMs);

    [Fact]
    public async Task AssessCredit_WithoutACard_RanksAndGivesNoProbability()
    {
        await using var engine = await Lived();
        var answer = await Assess(engine, Query());

        Assert.Equal((CreditState.Uncalibrated, null, 0, null), (
            answer.Assessed.State, answer.Assessed.Probability, answer.LineUp, answer.CardHash));
        Assert.NotNull(answer.Assessed.Score);
        Assert.InRange(answer.Assessed.Means.Income, 550_000, 650_000);
    }

    [Fact]
    public async Task AssessCredit_WithACard_GivesItsProbabilityAndNamesIt()
    {
        await using var engine = await Lived();
        engine.Published.PutUp(SomeLineUp);
        var answer = await Assess(engine, Query());

        Assert.Equal((CreditState.Calibrated, 1, "ca4d"), (answer.Assessed.State, answer.LineUp, answer.CardHash));
        Assert.Equal(CreditCard.Probability(answer.Assessed.LogOdds), answer.Assessed.Probability);
    }

    [Fact]
    public async Task AssessCredit_AsOfAnEarlierDay_IsWhatAnAccountThatKnowsNoMoreSays()
    {
        await using var engine = await Lived();
        engine.Published.PutUp(SomeLineUp);
        foreach (var day in (int[])[FirstDay + 45, FirstDay + 61, FirstDay + 100, FirstDay + 150, FirstDay + 200])
        {
            await using var younger = await Lived(new EngineOptions { SameKeysAs = engine }, before: day);
            younger.Published.PutUp(SomeLineUp);

            var past = await Assess(engine, Query() with { AsOf = day });
            var then = await Assess(younger, Query() with { AsOf = day });

            Assert.Equal(Shown(then), Shown(past));
            Assert.Equal((CreditState.Calibrated, day), (past.Assessed.State, past.Day));
        }
    }

    [Fact]
    public async Task AssessCredit_AsOfADayBeforeAllOthers_KnowsNothing()
    {
        await using var engine = await Lived();
        var answer = await Assess(engine, Query() with { AsOf = FirstDay });
        Assert.Equal((CreditState.InsufficientHistory, 0L, null), (
            answer.Assessed.State, answer.Sequence, answer.Assessed.Score));
        Assert.Equal(30, answer.Assessed.NeedsDays);
    }

    [Fact]
    public async Task AssessCredit_WhatIsNotAsked_IsRefusedByName()
    {
        await using var engine = await Lived();
        var today = (int)((engine.Time.GetUtcNow().ToUnixTimeMilliseconds() + (8 * 3_600_000)) / DayMs);
        var account = engine.Account(Account);

        Assert.Equal(CreditResult.InTheFuture, (await account.AssessCredit(
            engine.Caller(), Query() with { AsOf = today + 1 })).Result);
        Assert.Equal(CreditResult.Assessed, (await account.AssessCredit(
            engine.Caller(), Query() with { AsOf = today })).Result);
        Assert.Equal(CreditResult.OtherCurrency, (await account.AssessCredit(
            engine.Caller(), Query() with { CurrencyNumber = 978 })).Result);
        Assert.Equal(Refusal.NotFound, (await engine.Account("A-2").AssessCredit(engine.Caller(), Query())).Refusal);
        var other = await engine.AddTenant("other");
        Assert.Equal(Refusal.Denied, (await account.AssessCredit(engine.Caller(tenant: other), Query())).Refusal);
    }

    [Fact]
    public async Task AssessCredit_AskedAgainAndAfterARestart_AnswersTheSameAndRecordsNothing()
    {
        await using var engine = await Lived();
        engine.Published.PutUp(SomeLineUp);
        var records = engine.Journal.All(engine.Tenant, engine.Key(Account)).Count;
        var first = Shown(await Assess(engine, Query()));
        await engine.Restart();

        Assert.Equal(first, Shown(await Assess(engine, Query())));
        Assert.Equal(records, engine.Journal.All(engine.Tenant, engine.Key(Account)).Count);
    }

    private static LineUp SomeLineUp { get; } = new(1, 0, null, [], new NamedCard("ca4d", new CreditCard(-2.5,
    [
        new CardTerm(FeatureNumber.BalanceLowest90D, CardScale.Logarithm, 1_000, -9, 9, 2, -0.2, 0.1),
        new CardTerm(FeatureNumber.IncomeVariation, CardScale.Linear, 1, 0, 2, 0.1, 0.8, 0.2),
        new CardTerm(FeatureNumber.RequestInstalmentShare, CardScale.Linear, 1, 0, 1, 0.1, 2, 0),
    ])));

    private static CreditQuery Query() => new(Myr, 1_200_000, 110_000, 12, 0, 0);

    /// <summary>An account that lives on, a month at a time, so that the journal holds several bases.</summary>
    private static async Task<VolatileEngine> Lived(EngineOptions? options = null, int before = int.MaxValue)
    {
        var engine = await VolatileEngine.Create(options);
        for (var month = 0; month < Months; month++)
        {
            engine.Time.Advance(TimeSpan.FromDays(31));
            var part = Enumerable.Range(month * 31, 31).SelectMany(Day)
                .Where(each => each.At < before * DayMs).ToList();
            foreach (var batch in part.Chunk(20))
            {
                Assert.IsType<AssessOutcome.Answered>(await engine.Account(Account).Assess(
                    engine.Caller(), new TransactionBatch(Account, batch, IngestMode.History)));
            }
        }

        return engine;
    }

    private static IEnumerable<Transaction> Day(int day)
    {
        var at = (FirstDay + day) * DayMs;
        if (day % 30 == 3)
        {
            yield return Some.Transaction(
                $"pay-{day}", at, 6_000m + (day % 7), Direction.Credit, counterparty: "Employer",
                category: "salary") with { DayOnly = true, BalanceMinor = 700_000 };
        }

        yield return Some.Transaction($"food-{day}", at, 35m + (day % 11), counterparty: "Kedai",
            category: "groceries") with { DayOnly = true, BalanceMinor = 650_000 - (day % 30 * 9_000) };
    }

    private static async Task<CreditAnswer> Assess(VolatileEngine engine, CreditQuery query)
    {
        var outcome = await engine.Account(Account).AssessCredit(engine.Caller(), query);
        Assert.Equal((CreditResult.Assessed, Refusal.None), (outcome.Result, outcome.Refusal));
        return outcome.Answer!;
    }

    private static string Shown(CreditAnswer answer) =>
        (answer with { Assessed = answer.Assessed with { Reasons = [] } })
            + string.Join(',', answer.Assessed.Reasons.Select(static reason => reason.ToString()));
}
