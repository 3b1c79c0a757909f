using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Standalone;
using OrleansRisk.Engine.Tests.Volatile;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Engine.Tests.Standalone;

public sealed class SchedulerTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task Turns_OfOneAccount_AreTakenOneAtATimeInTheirOrder()
    {
        await using var engine = await VolatileEngine.Create();
        engine.Journal.Hold();
        var calls = Enumerable.Range(0, 5).Select(i => Assess(engine, $"t-{i}").AsTask()).ToList();

        Assert.Equal(1, engine.Journal.Appends);
        engine.Journal.Release();
        var outcomes = await Task.WhenAll(calls);

        Assert.Equal(5, engine.Journal.Appends);
        Assert.Equal([1L, 2, 3, 4, 5], outcomes.Select(Sequence));
    }

    [Fact]
    public async Task Turns_OfManyAccountsAtOnce_KeepTheirOrderWithinEach()
    {
        await using var engine = await VolatileEngine.Create();
        var accounts = Enumerable.Range(0, 20).Select(i => $"A-{i}").ToList();

        await Task.WhenAll(accounts.Select(account => Task.Run(async () =>
        {
            var calls = Enumerable.Range(0, 40).Select(i => Assess(engine, $"t-{i}", account).AsTask()).ToList();
            var outcomes = await Task.WhenAll(calls);
            Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), outcomes.Select(Sequence));
        })));

        Assert.Equal(0, engine.Actors.InFlight);
    }

    [Fact]
    public async Task Mailbox_Full_TurnsTheNextAwayAndLeavesOthersAlone()
    {
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Standalone = new StandaloneOptions { TurnsPerActorMax = 2 } });
        await Assess(engine, "t-0", "A-2");
        engine.Journal.Hold();
        var taken = Enumerable.Range(0, 3).Select(i => Assess(engine, $"t-{i}").AsTask()).ToList();

        // Bounded, so that the guard which lets it in is seen to fail and not to hang.
        var answer = await Assess(engine, "t-3").AsTask().WaitAsync(TimeSpan.FromSeconds(20));
        var refused = Assert.IsType<AssessOutcome.NotRecorded>(answer);
        var other = Assess(engine, "t-1", "A-2").AsTask();
        engine.Journal.Release();

        Assert.Equal("overloaded", refused.Cause);
        Assert.Equal(2, Sequence(await other));
        Assert.Equal([1L, 2, 3], (await Task.WhenAll(taken)).Select(Sequence));
    }

    [Fact]
    public async Task InFlight_AtItsBound_TurnsTheNextAway()
    {
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Standalone = new StandaloneOptions { TurnsInFlightMax = 2 } });
        engine.Journal.Hold();
        var taken = new[] { Assess(engine, "t-0", "A-1").AsTask(), Assess(engine, "t-0", "A-2").AsTask() };

        Assert.Equal("overloaded", Assert.IsType<AssessOutcome.NotRecorded>(await Assess(engine, "t-0", "A-3")).Cause);
        engine.Journal.Release();
        await Task.WhenAll(taken);

        Assert.Equal(1, Sequence(await Assess(engine, "t-0", "A-3")));
    }

    [Fact]
    public async Task TimeOut_OfATurn_AnswersWhoWaitsAndLetsItGoOn()
    {
        await using var engine = await VolatileEngine.Create();
        engine.Journal.Hold();
        var running = Assess(engine, "t-0").AsTask();
        var waiting = Assess(engine, "t-1").AsTask();

        engine.Time.Advance(TimeSpan.FromSeconds(11));

        Assert.IsType<AssessOutcome.Unknown>(await running);
        Assert.Equal("timed_out", Assert.IsType<AssessOutcome.NotRecorded>(await waiting).Cause);
        engine.Journal.Release();
        var again = Assert.IsType<AssessOutcome.Answered>(await Assess(engine, "t-0"));
        Assert.True(Assert.IsType<Answer.Decided>(again.Answers.Single()).Duplicate);
        Assert.Equal(1, engine.Journal.Appends);
    }

    [Fact]
    public async Task Read_WhileATurnWaitsForItsCommit_ShowsTheCommittedState()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, "t-0");
        engine.Journal.Hold();
        var pending = Assess(engine, "t-1").AsTask();

        Assert.Equal(1, (await engine.Account(Account).Describe(engine.Caller())).View!.Summary.Sequence);
        Assert.Equal("t-0", (await engine.Account(Account).Decision(engine.Caller(), 1)).Entry!.Transaction.Id);
        Assert.False(pending.IsCompleted);
        engine.Journal.Release();
        await pending;

        Assert.Equal(2, (await engine.Account(Account).Describe(engine.Caller())).View!.Summary.Sequence);
    }

    [Fact]
    public async Task Idle_LongEnough_IsPutOutAndComesBackAsItWas()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, "t-0");
        await Assess(engine, "t-0", "A-2");
        engine.Time.Advance(TimeSpan.FromMinutes(6));
        await Assess(engine, "t-1", "A-2");
        Assert.Equal(2, engine.Actors.Resident.Accounts);

        engine.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, engine.Actors.Resident.Accounts);

        Assert.Equal(2, Sequence(await Assess(engine, "t-1")));
    }

    [Fact]
    public async Task Memory_OverItsBudget_PutsOutWhatWasUsedLongestAgo()
    {
        var budget = 1L << 20;
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Standalone = new StandaloneOptions { MemoryBudgetBytes = budget } });
        for (var i = 0; i < 1_000; i++)
        {
            await Assess(engine, "t-0", $"A-{i}");
            await Assess(engine, $"hot-{i}", "hot");
            Assert.True(
                engine.Actors.Resident.Bytes <= budget, $"{engine.Actors.Resident.Bytes} bytes after {i} accounts");
        }

        Assert.InRange(engine.Actors.Resident.Accounts, 100, 200);
        var reads = engine.Journal.Reads;
        await engine.Account("hot").Describe(engine.Caller());
        await engine.Account("A-999").Describe(engine.Caller());
        Assert.Equal(reads, engine.Journal.Reads);
        Assert.Equal(1, (await engine.Account("A-0").Describe(engine.Caller())).View!.Summary.Sequence);
        Assert.True(engine.Journal.Reads > reads);
        Assert.Equal(2, Sequence(await Assess(engine, "t-1", "A-500")));
    }

    [Fact]
    public async Task Memory_OverItsBudget_NeverPutsOutWhoIsAtWork()
    {
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Standalone = new StandaloneOptions { MemoryBudgetBytes = 1 } });
        await Assess(engine, "t-0");
        engine.Journal.Hold();
        var calls = Enumerable.Range(1, 3).Select(i => Assess(engine, $"t-{i}").AsTask()).ToList();
        var others = Enumerable.Range(0, 50).Select(i => Assess(engine, "t-0", $"B-{i}").AsTask()).ToList();

        engine.Journal.Release();
        await Task.WhenAll(others);

        Assert.Equal([2L, 3, 4], (await Task.WhenAll(calls)).Select(Sequence));
    }

    [Fact]
    public async Task Strangers_AskedForInMillions_LeaveMemoryWithinItsBudget()
    {
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Standalone = new StandaloneOptions { MemoryBudgetBytes = 1 << 20 } });
        for (var i = 0; i < 20_000; i++)
        {
            Assert.Equal(Refusal.NotFound, (
                await engine.Actors.Account(engine.Tenant, Some.Account($"x{i}")).Describe(engine.Caller())).Refusal);
        }

        Assert.True(engine.Actors.Resident.Bytes <= 1 << 20);
        Assert.InRange(engine.Actors.Resident.Accounts, 1, 2_000);
    }

    [Fact]
    public async Task Drain_WithTurnsUnderWay_FinishesThemAndLetsNothingIn()
    {
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Accounts = new AccountOptions { SnapshotOnPassivation = 1 } });
        engine.Journal.Hold();
        var pending = Assess(engine, "t-0").AsTask();
        var drained = engine.Actors.Drain(CancellationToken.None).AsTask();

        Assert.Equal("draining", Assert.IsType<AssessOutcome.NotRecorded>(await Assess(engine, "t-1")).Cause);
        Assert.False(drained.IsCompleted);
        engine.Journal.Release();
        await drained;

        Assert.Equal(1, Sequence(await pending));
        Assert.Equal(0, engine.Actors.Resident.Accounts);
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows => Assert.Equal(1, rows.Snapshot!.Sequence));
    }

    private static ValueTask<AssessOutcome> Assess(VolatileEngine engine, string id, string account = Account) =>
        engine.Account(account).Assess(engine.Caller(), new TransactionBatch(account, [Some.Transaction(id)]));

    private static long Sequence(AssessOutcome outcome) =>
        Assert.IsType<Answer.Decided>(
            Assert.IsType<AssessOutcome.Answered>(outcome).Answers.Single()).Entry.Observed.Sequence;
}
