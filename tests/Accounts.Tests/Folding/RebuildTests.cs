using OrleansRisk.Accounts;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Tests.Timeline;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;
using static OrleansRisk.Accounts.Tests.Folding.RebuildParts;

namespace OrleansRisk.Accounts.Tests.Folding;

public sealed class RebuildTests
{
    [Theory]
    [InlineData(12, 256)]
    [InlineData(279, 256)]
    [InlineData(279, 40)]
    public async Task History_NewestFirst_EndsInTheStateOfTheOneInOrder(int rows, int batch)
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(rows);
        await Load(engine, InOrder, year, batch);

        var waiting = await Load(engine, Account, year.AsEnumerable().Reverse(), batch);
        await Rebuild(engine, onlyIf: waiting > 0);

        await Equal(engine);
        Assert.Equal(0, (await Load(engine, Account, [Some.Transaction("next")], 1)));
    }

    [Fact]
    public async Task History_RecentDaysFirstThenTheYear_EndsInTheStateOfTheOneInOrder()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(279);
        await Load(engine, InOrder, year, 256);

        await Load(engine, Account, year.Skip(250), 256);
        Assert.Equal(250, await Load(engine, Account, year.Take(250), 256));
        var rebuilt = await Rebuild(engine);

        Assert.Equal((true, 1, 250, 0, 0, 0), (
            rebuilt.Recorded, rebuilt.Revision, rebuilt.Added, rebuilt.Corrected, rebuilt.TakenBack, rebuilt.LeftOut));
        await Equal(engine);
    }

    [Fact]
    public async Task History_BehindALiveLine_EndsInTheStateOfTheOneInOrder()
    {
        await using var engine = await VolatileEngine.Create();
        var (year, live) = (Year(279), Some.Transaction("live", at: Some.Moment));
        await Load(engine, InOrder, year, 256);
        await Live(engine, InOrder, live);

        await Live(engine, Account, live);
        Assert.Equal(279, await Load(engine, Account, year, 256));
        await Rebuild(engine);

        await Equal(engine);
        Assert.Equal(
            (await View(engine, InOrder)).Summary.Credit.Score, (await View(engine, Account)).Summary.Credit.Score);
    }

    [Fact]
    public async Task Rows_ThatWait_LeaveTheStateAsItIsAlsoBehindARestart()
    {
        await using var engine = await VolatileEngine.Create(new EngineOptions
        {
            Accounts = new AccountOptions { SnapshotEvery = 1 },
        });
        await Live(engine, Account, Some.Transaction("live"));
        var before = await Lives.State(engine, Account);

        Assert.Equal(20, await Load(engine, Account, Year(20), 7));
        Assert.Equal(before, await Lives.State(engine, Account));
        await engine.Restart();
        Assert.Equal(before, await Lives.State(engine, Account));
        var again = Expect.Done(await engine.Account(Account).Assess(
            engine.Caller(), new TransactionBatch(Account, Year(20), IngestMode.History)));

        Assert.Equal(20, again.Waiting);
        Assert.All(again.Answers, answer => Assert.True(Assert.IsType<Answer.Decided>(answer).Duplicate));
    }

    [Theory]
    [InlineData(nameof(Fault.Throws))]
    [InlineData(nameof(Fault.NotRecorded))]
    [InlineData(nameof(Fault.Conflict))]
    [InlineData(nameof(Fault.UnknownLost))]
    [InlineData(nameof(Fault.UnknownCommitted))]
    public async Task Rebuild_BrokenAtItsCommit_LeavesTheOldRevisionOrTheNewOneWhole(string named)
    {
        var fault = Enum.Parse<Fault>(named);
        await using var engine = await VolatileEngine.Create();
        var (year, live) = (Year(60), Some.Transaction("live"));
        await Load(engine, InOrder, year, 256);
        await Live(engine, InOrder, live);
        await Live(engine, Account, live);
        await Load(engine, Account, year, 256);
        var before = await Lives.State(engine, Account);

        engine.Journal.FaultOf = (_, record) => record.Kind == RecordKind.Rebuilt ? fault : Fault.None;
        var broken = await engine.Account(Account).Rebuild(engine.Caller(), new RebuildRequest("tests"));
        engine.Journal.FaultOf = static (_, _) => Fault.None;
        Assert.True(broken.Failure is { IsTransient: true });
        if (fault != Fault.UnknownCommitted)
        {
            Assert.Equal(before, await Lives.State(engine, Account));
        }

        await engine.Restart();
        Assert.Equal(fault != Fault.UnknownCommitted, (await Rebuild(engine)).Recorded);
        await Equal(engine);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 90)]
    [InlineData(256, 0)]
    [InlineData(257, 0)]
    [InlineData(700, 90)]
    public async Task Rebuild_WithLiveLinesBetween_TakesThemIn(int lines, int daysLate)
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(120);
        var live = Enumerable.Range(0, lines)
            .Select(i => Some.Transaction($"live-{i}", at: Some.Moment - (daysLate * DayMs) + i)).ToArray();
        await Load(engine, InOrder, [.. year.Where(row => row.At < live[0].At), .. live,
            .. year.Where(row => row.At >= live[0].At)], 256);
        await Live(engine, Account, Some.Transaction(year[^1].Id, at: 1) with
        {
            Id = year[^1].Id,
            At = year[^1].At,
            AmountMinor = year[^1].AmountMinor,
            Counterparty = year[^1].Counterparty,
            DayOnly = true,
            BalanceMinor = year[^1].BalanceMinor,
            Direction = year[^1].Direction,
            Category = year[^1].Category
        });
        await Load(engine, Account, year, 256);

        var actor = new AccountActor(engine.Services, engine.Tenant, engine.Key(Account));
        await actor.Activate(default);
        var turns = 0;
        var outcome = await actor.Rebuild(engine.Caller(), new RebuildRequest("tests"), async part =>
        {
            foreach (var batch in turns++ == 0 ? live.Chunk(256) : [])
            {
                Expect.Done(await actor.Assess(engine.Caller(), new TransactionBatch(Account, batch)));
            }

            return await part();
        });

        Assert.Equal(lines > AccountLimits.RebuildCatchUpMax ? 2 : 1, turns);
        Assert.True(Expect.Done(outcome).Recorded);
        await Equal(engine);
    }

    [Fact]
    public async Task Rebuild_WhereTheStateIsThatOfTheTimeline_RecordsNothing()
    {
        await using var engine = await VolatileEngine.Create();
        await Load(engine, Account, Year(40), 7);
        var appends = engine.Journal.Appends;

        var rebuilt = await Rebuild(engine);

        Assert.Equal((false, 0), (rebuilt.Recorded, rebuilt.Revision));
        Assert.Equal(appends, engine.Journal.Appends);
    }

    [Fact]
    public async Task Preview_OfARebuild_SaysWhatItWouldComeToAndRecordsNothing()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(200);
        await Live(engine, Account, Some.Transaction("live"));
        await Load(engine, Account, year, 256);
        var appends = engine.Journal.Appends;

        var shown = Expect.Done(await engine.Account(Account).Rebuild(
            engine.Caller(), new RebuildRequest("tests") { Preview = true }));

        Assert.Equal((false, 200, appends), (shown.Recorded, shown.Added, engine.Journal.Appends));
        Assert.Equal(shown.View.Summary.Credit.Score, (await Rebuild(engine)).View.Summary.Credit.Score);
    }

    [Fact]
    public async Task Decisions_OfTheOldRevision_ReplayOnTheStateTheyWereMadeOn()
    {
        await using var engine = await VolatileEngine.Create();
        await Live(engine, Account, Some.Transaction("live-1", amount: 900m));
        await Load(engine, Account, Year(60), 25);
        await Live(engine, Account, Some.Transaction("live-2", at: Some.Moment + 1, amount: 950m));
        await Rebuild(engine);
        await Live(engine, Account, Some.Transaction("live-3", at: Some.Moment + 2, amount: 990m));
        await engine.Restart();

        for (var sequence = 1; sequence <= 64; sequence++)
        {
            var replay = await engine.Account(Account).Replay(engine.Caller(), sequence);
            Assert.True(sequence == 63 ? replay.Failure is Failure.NotFound : replay.Value!.Equal, $"{sequence}");
        }
    }

    [Fact]
    public async Task Rebuild_UnderANewScoringVersion_EndsInTheStateOfAStreamUnderIt()
    {
        await using var engine = await VolatileEngine.Create();
        engine.ScoringVersion = ScoringVersions.Two;
        await engine.Restart();
        await Load(engine, Account, Year(120), 256);
        engine.ScoringVersion = ScoringVersions.Three;
        await engine.Restart();
        await Load(engine, InOrder, Year(120), 256);

        Assert.True((await Rebuild(engine)).Recorded);

        await Equal(engine);
        Assert.True((await engine.Account(Account).Replay(engine.Caller(), 60)).Value!.Equal);
    }

    [Fact]
    public async Task Rebuild_BehindMonthsThatAreGone_BeginsWithTheOldestBase()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(80);
        await Load(engine, Account, year.Take(60), 256);
        engine.Time.Advance(TimeSpan.FromDays(40));
        await Load(engine, Account, year.Skip(60).Take(10), 256);
        await Load(engine, Account, [Some.Transaction("later", at: Some.Moment)], 1);
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows => rows.Records.RemoveRange(0, 2));
        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();

        await Load(engine, Account, year.Skip(70), 256);
        var rebuilt = await Rebuild(engine);
        var old = await engine.Account(Account).Rebuild(
            engine.Caller(), new RebuildRequest("tests") { TakeBack = [3] });

        Assert.Equal((true, 10), (rebuilt.Recorded, rebuilt.Added));
        Assert.Equal(new Failure.Refused("beyond_retention", "take_back"), old.Failure);
        Assert.Equal(1, (await Rebuild(engine, new RebuildRequest("tests") { TakeBack = [71] })).TakenBack);
    }

    [Fact]
    public async Task Rebuild_OfAnAccountThatIsNotThere_IsNotFound()
    {
        await using var engine = await VolatileEngine.Create();

        Assert.IsType<Failure.NotFound>(
            (await engine.Account("nobody").Rebuild(engine.Caller(), new RebuildRequest("tests"))).Failure);
        Assert.IsType<Failure.Denied>((await engine.Account("nobody").Rebuild(
            engine.Caller(Roles.Ingest | Roles.Read), new RebuildRequest("tests"))).Failure);
    }
}
