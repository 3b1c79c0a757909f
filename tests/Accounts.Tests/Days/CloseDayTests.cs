using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Days;

public sealed class CloseDayTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task CloseDay_SalaryThatStopped_MovesTheScoreOnTheExpectedDayWithoutATransaction()
    {
        await using var engine = await VolatileEngine.Create();
        await Salaried.Load(engine, Account, paidDaysAgo: Salaried.FirstDayDue);
        var before = await Credit(engine);

        Assert.Equal(DayResult.NothingDue, (await Close(engine)).Value); // yesterday was the 39th
        engine.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(DayResult.Closed, (await Close(engine)).Value);
        Assert.Equal(DayResult.NothingDue, (await Close(engine)).Value); // and it is closed once

        engine.Time.Advance(TimeSpan.FromDays(20));
        Assert.Equal(DayResult.Closed, (await Close(engine)).Value);
        Assert.InRange(before.Score - (await Credit(engine)).Score, 40, 200);
    }

    [Fact]
    public async Task CloseDay_AfterARestart_FoldsToTheSameBits()
    {
        await using var engine = await VolatileEngine.Create();
        await Salaried.Load(engine, Account, paidDaysAgo: 60);
        Assert.Equal(DayResult.Closed, (await Close(engine)).Value);
        var (before, record) = (await Summary(engine), Newest(engine));

        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();

        Assert.Equal(before, await Summary(engine));
        Assert.Equal((RecordKind.DayClosed, record.StateHash), (Newest(engine).Kind, Newest(engine).StateHash));
    }

    [Fact]
    public async Task Replay_OfADecisionBehindAClosedDay_IsEqual()
    {
        await using var engine = await VolatileEngine.Create();
        await Salaried.Load(engine, Account, paidDaysAgo: 60);
        await Close(engine);
        var answered = Expect.Done(await engine.Account(Account).Assess(
            engine.Caller(), new TransactionBatch(Account, [Some.Transaction("next")])));
        var sequence = Assert.IsType<Answer.Decided>(answered.Answers.Single()).Entry.Inputs.Sequence;

        var replay = await engine.Account(Account).Replay(engine.Caller(), sequence);

        Assert.True(replay.Value!.Equal, replay.Value.FirstDifference);
        Assert.IsType<Failure.NotFound>(
            (await engine.Account(Account).Decision(engine.Caller(), sequence - 1)).Failure);
    }

    [Fact]
    public async Task CloseDay_CommitThatFails_ChangesNothingAndIsAskedAgain()
    {
        await using var engine = await VolatileEngine.Create();
        await Salaried.Load(engine, Account, paidDaysAgo: 60);
        var before = await Summary(engine);
        engine.Journal.FaultOf = static (_, _) => Fault.NotRecorded;
        Assert.IsType<Failure.Retry>((await Close(engine)).Failure);
        engine.Journal.FaultOf = static (_, _) => Fault.None;

        Assert.Equal(before, await Summary(engine));
        Assert.Equal(DayResult.Closed, (await Close(engine)).Value);
    }

    [Fact]
    public async Task CloseDay_AccountThatNeverWas_HasNothingDue()
    {
        await using var engine = await VolatileEngine.Create();
        Assert.Equal(DayResult.NothingDue, Expect.Done(await Close(engine)));
        Assert.Empty(engine.Journal.All(engine.Tenant, engine.Key(Account)));
    }

    [Fact]
    public async Task CloseDay_AskedByAKey_IsDenied()
    {
        await using var engine = await VolatileEngine.Create();
        var all = (Roles)0x7F;
        Assert.IsType<Failure.Denied>((await engine.Account(Account).CloseDay(engine.Caller(all))).Failure);
    }

    private static ValueTask<Outcome<DayResult>> Close(VolatileEngine engine) =>
        engine.Account(Account).CloseDay(engine.Caller(Roles.Sweep));

    private static async Task<CreditScore> Credit(VolatileEngine engine) =>
        (await engine.Account(Account).Describe(engine.Caller())).Value!.Summary.Credit;

    private static async Task<string> Summary(VolatileEngine engine) =>
        Shown.Summary((await engine.Account(Account).Describe(engine.Caller())).Value!.Summary);

    private static JournalRecord Newest(VolatileEngine engine) =>
        engine.Journal.All(engine.Tenant, engine.Key(Account))[^1];
}
