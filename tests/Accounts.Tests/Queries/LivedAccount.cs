using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Credit;
using OrleansRisk.Core.Credit;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Models;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Queries;

/// <summary>
/// An account of seven months with a salary, loaded a month at a time, so that its journal holds several bases.
/// </summary>
internal static class LivedAccount
{
    public const string Name = "A-1";
    public const long DayMs = 86_400_000;
    private const int Months = 7;

    public static int FirstDay => (int)(Some.Moment / DayMs);

    /// <summary>Number 1, with a small card for loans.</summary>
    public static ModelDeployment ModelDeployment { get; } =
        new(1, 0, null, [], new NamedCard("ca4d", new CreditModel(-2.5,
    [
        new CreditModelTerm(FeatureNumber.BalanceLowest90D, CreditModelScale.Logarithm, 1_000, -9, 9, 2, -0.05, 0.1),
        new CreditModelTerm(FeatureNumber.IncomeVariation, CreditModelScale.Linear, 1, 0, 2, 0.1, 0.8, 0.2),
        new CreditModelTerm(FeatureNumber.RequestInstalmentShare, CreditModelScale.Linear, 1, 0, 1, 0.1, 2, 0),
    ])));

    public static CreditQuery Loan { get; } = new(458, 1_200_000, 110_000, 12, 0, 0);

    public static async Task<VolatileEngine> In(EngineOptions? options = null, int before = int.MaxValue)
    {
        var engine = await VolatileEngine.Create(options);
        for (var month = 0; month < Months; month++)
        {
            engine.Time.Advance(TimeSpan.FromDays(31));
            await Send(engine, Enumerable.Range(month * 31, 31).SelectMany(Day)
                .Where(each => each.At < before * DayMs));
        }

        return engine;
    }

    /// <summary>Another month, and the lender says whose account it is.</summary>
    public static async Task GoOn(VolatileEngine engine)
    {
        engine.Time.Advance(TimeSpan.FromDays(31));
        await Send(engine, Enumerable.Range(Months * 31, 31).SelectMany(Day));
        Assert.True(Expect.Done(await engine.Account(Name).ChangeSettings(
            engine.Caller(), new SettingsRequest { Account = Name, Customers = ["cus_1", "cus_2"] })).Recorded);
    }

    public static async Task<CreditAnswer> Assess(this VolatileEngine engine, CreditQuery query)
    {
        var outcome = await engine.Account(Name).AssessCredit(engine.Caller(), query);
        return Expect.Done(outcome);
    }

    private static async Task Send(VolatileEngine engine, IEnumerable<Transaction> transactions)
    {
        foreach (var batch in transactions.Chunk(20))
        {
            Expect.Done(await engine.Account(Name).Assess(
                engine.Caller(), new TransactionBatch(Name, batch, IngestMode.History)));
        }
    }

    private static IEnumerable<Transaction> Day(int day)
    {
        var at = (FirstDay + day) * DayMs;
        if (day % 30 == 3)
        {
            yield return Some.Transaction(
                $"pay-{day}", at, 6_000m + (day % 7), Direction.Credit, counterparty: "Employer",
                category: "salary") with
            { DayOnly = true, BalanceMinor = 700_000 };
        }

        yield return Some.Transaction($"food-{day}", at, 35m + (day % 11), counterparty: "Kedai",
            category: "groceries") with
        { DayOnly = true, BalanceMinor = 650_000 - (day % 30 * 9_000) };
    }
}
