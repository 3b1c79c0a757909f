using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Categories;

/// <summary>What rules said when a transaction came stands in its record and nowhere else.</summary>
public sealed class CategoryObservationTests
{
    private const string Account = "A-1";
    private static readonly byte Groceries = new CategoryFinding(Category.Groceries, Evidence.Rule).ToByte();

    [Fact]
    public async Task Replay_AfterRulesChanged_KeepsTheCategoryOfTheRecord()
    {
        await using var engine = await VolatileEngine.Create();
        Publish(engine, 3, new PayeeRule("kedai", Category.Groceries));
        await Assess(engine, Some.Transaction("one"), Some.Transaction("two", category: "rent"));
        Publish(engine, 4, new PayeeRule("kedai", Category.Gambling));
        await Assess(engine, Some.Transaction("three"));
        engine.Published.Rules.Clear();
        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();

        var inputs = new List<(byte, int)>();
        for (var sequence = 1L; sequence <= 3; sequence++)
        {
            var report = (await engine.Account(Account).Replay(engine.Caller(), sequence)).Value!;
            Assert.True(report.Equal, report.FirstDifference);
            inputs.Add((report.Recomputed.Inputs.Category, report.Recomputed.Inputs.CategoryRulesVersion));
        }

        var gambling = new CategoryFinding(Category.Gambling, Evidence.Rule).ToByte();
        Assert.Equal([(Groceries, 3), ((byte)0, 0), (gambling, 4)], inputs);
    }

    [Theory]
    [InlineData(ScoringVersions.One)]
    [InlineData(ScoringVersions.Two)]
    public async Task Assess_ByAnEarlierFold_AsksNoRules(ushort scoringVersion)
    {
        await using var engine = await VolatileEngine.Create();
        engine.ScoringVersion = scoringVersion;
        await engine.Restart();
        Publish(engine, 3, new PayeeRule("kedai", Category.Groceries));

        var answer = (await Assess(engine, Some.Transaction("one")))[0];

        Assert.Equal((0, 0), (answer.Inputs.Category, answer.Inputs.CategoryRulesVersion));
    }

    [Fact]
    public async Task Assess_WithRulesThatSayNothing_KeepsThatTheyWereAsked()
    {
        await using var engine = await VolatileEngine.Create();
        Publish(engine, 5, new PayeeRule("somebody else", Category.Groceries));

        var answer = (await Assess(engine, Some.Transaction("one")))[0];

        Assert.Equal((0, 5), (answer.Inputs.Category, answer.Inputs.CategoryRulesVersion));
    }

    [Fact]
    public async Task Reversal_AfterRulesChanged_TakesTheMoneyFromWhereItWasAdded()
    {
        await using var engine = await VolatileEngine.Create();
        Publish(engine, 1, new PayeeRule("kedai", Category.Groceries));
        await Assess(engine, Some.Transaction("one"));
        Publish(engine, 2, new PayeeRule("kedai", Category.Religious));

        var reversed = (await Assess(
            engine, Some.Transaction("one", Some.Moment + 1, status: TransactionStatus.Reversed)))[0];

        Assert.Equal((Groceries, 1), (reversed.Inputs.Category, reversed.Inputs.CategoryRulesVersion));
    }

    /// <summary>
    /// By the time of a reversal an account may know that its party moves own money, and did not when it was booked.
    /// </summary>
    [Fact]
    public async Task Reversal_OfMovedMoney_IsToldWhatItsBookingCountedAs()
    {
        await using var engine = await VolatileEngine.Create();
        engine.ScoringVersion = ScoringVersions.Four;
        await engine.Restart();
        for (var month = 0; month < 3; month++)
        {
            await Assess(
                engine, Friend($"out-{month}", 31 * month), Friend($"in-{month}", (31 * month) + 2, Direction.Credit));
        }

        var moved = (await Assess(engine, Friend("moved", 70)))[0];
        var early = (await Assess(engine, Friend("out-0", 71, status: TransactionStatus.Reversed)))[0];
        var late = (await Assess(engine, Friend("moved", 72, status: TransactionStatus.Reversed)))[0];

        Assert.Equal(
            (CategoryFinding.CountedAsMoved, (byte)0, CategoryFinding.CountedAsMoved),
            (moved.Inputs.Category, early.Inputs.Category, late.Inputs.Category));
        for (var sequence = 1L; sequence <= 9; sequence++)
        {
            var report = (await engine.Account(Account).Replay(engine.Caller(), sequence)).Value!;
            Assert.True(report.Equal, report.FirstDifference);
        }
    }

    [Fact]
    public async Task Assess_ForAnotherTenant_AsksItsOwnRules()
    {
        await using var engine = await VolatileEngine.Create();
        Publish(engine, 3, new PayeeRule("kedai", Category.Groceries));
        var other = await engine.AddTenant("other");
        var key = (await engine.Keys.Pseudonyms(other, default)).Account(Account);

        var outcome = await engine.Actors.Account(other, key).Assess(
            engine.Caller(tenant: other), new TransactionBatch(Account, [Some.Transaction("one")]));

        var answer = Assert.IsType<Answer.Decided>(Expect.Done(outcome).Answers[0]);
        Assert.Equal((0, 0), (answer.Entry.Inputs.Category, answer.Entry.Inputs.CategoryRulesVersion));
    }

    private static Transaction Friend(
        string id, int day, Direction direction = Direction.Debit,
        TransactionStatus status = TransactionStatus.Booked) =>
        Some.Transaction(
            id, Some.Moment + (day * 86_400_000L), 300m, direction, status, counterparty: "Pelican Bay");

    private static void Publish(VolatileEngine engine, int version, params PayeeRule[] rules) =>
        engine.Published.Rules[engine.Tenant] = new CategoryRules(version, null, rules, 0);

    private static async Task<List<DecisionAnswer>> Assess(
        VolatileEngine engine, params Transaction[] transactions)
    {
        var outcome = await engine.Account(Account).Assess(
            engine.Caller(), new TransactionBatch(Account, transactions));
        return [.. Expect.Done(outcome).Answers.Cast<Answer.Decided>()
            .Select(static answer => answer.Entry)];
    }
}
