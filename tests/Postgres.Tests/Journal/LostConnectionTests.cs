using System.Diagnostics;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Journal;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Journal;

/// <summary>
/// The connection goes at a chosen moment of a commit. Whatever the answer, it is true of the database.
/// </summary>
public sealed class LostConnectionTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    [Theory]
    [InlineData("before-copy", "copy risk.journal", RelayAct.CutBefore, RowOutcome.NotRecorded)]
    [InlineData("in-copy", "PGCOPY", RelayAct.CutBefore, RowOutcome.NotRecorded)]
    [InlineData("after-copy", "advance_lane", RelayAct.CutBefore, RowOutcome.NotRecorded)]
    [InlineData("commit-lost", "commit\0", RelayAct.CutBefore, RowOutcome.NotRecorded)]
    [InlineData("answer-lost", "commit\0", RelayAct.CutBeforeAnswer, RowOutcome.Committed)]
    public async Task Commit_ConnectionCut_AnswersTheWholeGroupAlikeAndTruly(
        string account, string words, RelayAct act, RowOutcome expected)
    {
        await using var relay = DatabaseRelay.Start(fixture.Database.Writer);
        await using var stores = Through(relay);
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        relay.When(words, act);

        var outcome =
            await writer.Commit(1, Some.Record(account, withKey: true), Some.Record($"{account}-2", withKey: true));

        Assert.True(relay.Struck.IsCompleted);
        Writers.AssertAll(expected, outcome);
        Assert.Equal(expected == RowOutcome.Committed, outcome.NumberUsed);
        Assert.Equal(expected == RowOutcome.Committed ? 1 : 0, await fixture.Rows(account));

        // And the writer goes on, with the next number.
        var next = await writer.Commit(outcome.NumberUsed ? 2 : 1, Some.Record($"{account}-3", withKey: true));
        Writers.AssertAll(RowOutcome.Committed, next);
    }

    [Fact]
    public async Task Commit_AnswerLostAfterSomeRowsWereConflict_IsUnknownAndTheNumberIsUsed()
    {
        await using var relay = DatabaseRelay.Start(fixture.Database.Writer);
        await using var stores = Through(relay);
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        await using var other = await fixture.Writer();
        await other.Commit(1, Some.Record("partly", withKey: true));
        relay.When("risk.append", RelayAct.CutBeforeAnswer);

        var outcome = await writer.Commit(1, Some.Record("partly"), Some.Record("partly-2", withKey: true));

        Writers.AssertAll(RowOutcome.Unknown, outcome);
        Assert.True(outcome.NumberUsed);
        Assert.Equal(1, await fixture.Rows("partly-2"));
    }

    [Fact]
    public async Task Commit_DatabaseGoneAfterCommitWasSent_IsUnknownInBoundedTimeAndHealsLater()
    {
        await using var relay = DatabaseRelay.Start(fixture.Database.Writer);
        await using var stores = Through(relay);
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        relay.When("commit\0", RelayAct.CutBeforeAnswer, refuseAfter: true);
        var watch = Stopwatch.StartNew();

        var unknown = await writer.Commit(1, Some.Record("gone", withKey: true));
        var elapsed = watch.Elapsed;
        relay.Refusing = false;
        var taken = await writer.Commit(1, Some.Record("gone-2", withKey: true));
        var next = await writer.Commit(2, Some.Record("gone-2", withKey: true));

        Writers.AssertAll(RowOutcome.Unknown, unknown);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        Writers.AssertAll(RowOutcome.NotRecorded, taken);
        Assert.True(taken.NumberUsed); // it stands: for the commit whose outcome had been unknown
        Writers.AssertAll(RowOutcome.Committed, next);
        Assert.Equal(1, await fixture.Rows("gone"));
    }

    [Theory]
    [InlineData("stalled-copy", "PGCOPY")]
    [InlineData("stalled-commit", "commit\0")]
    public async Task Commit_DatabaseStopsAnswering_IsAnsweredInBoundedTime(string account, string words)
    {
        await using var relay = DatabaseRelay.Start(fixture.Database.Writer);
        await using var stores = Through(relay);
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        relay.When(words, RelayAct.Stall);
        var watch = Stopwatch.StartNew();

        var outcome = await writer.Commit(1, Some.Record(account, withKey: true));

        Assert.All(outcome.Rows, row => Assert.NotEqual(RowOutcome.Committed, row));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Commit_DatabaseDown_IsNotRecordedAndGoesOnLater()
    {
        await using var relay = DatabaseRelay.Start(fixture.Database.Writer);
        await using var stores = Through(relay);
        await using var writer = await stores.Writers.Open(CancellationToken.None);
        relay.Refusing = true;
        relay.CutAll();

        var down = await writer.Commit(1, Some.Record("down", withKey: true));
        var still = await writer.Commit(1, Some.Record("down", withKey: true));
        relay.Refusing = false;
        var back = await writer.Commit(1, Some.Record("down", withKey: true));

        Assert.Equal([RowOutcome.NotRecorded], down.Rows);
        Writers.AssertAll(RowOutcome.NotRecorded, still);
        Writers.AssertAll(RowOutcome.Committed, back);
    }

    [Fact]
    public async Task Commit_ServerEndsTheSession_TheNextOneGoesOn()
    {
        await using var writer = await fixture.Writer();
        await writer.Commit(1, Some.Record("ended", withKey: true));
        var before = writer.ProcessId;
        await fixture.Database.Execute($"select pg_terminate_backend({before}, 5000)");

        var lost = await writer.Commit(2, Some.Record("ended", first: 2));
        var next = await writer.Commit(2, Some.Record("ended", first: 2));

        Writers.AssertAll(RowOutcome.NotRecorded, lost);
        Writers.AssertAll(RowOutcome.Committed, next);
        Assert.NotEqual(before, writer.ProcessId);
    }

    [Fact]
    public async Task TakeOver_LostSessionStillInsideACommit_EndsItBeforeItLooks()
    {
        var lost = await WriterSession.OpenNew(fixture.Database.Options, CancellationToken.None);
        _ = await lost.Connection.BeginTransactionAsync();
        var step = $"select risk.advance_lane({lost.Writer}, 1, 0)";
        await using (var insert = new Npgsql.NpgsqlCommand(step, lost.Connection))
        {
            await insert.ExecuteNonQueryAsync();
        }

        await using var session = await WriterSession.TakeOver(
            fixture.Database.Options, lost.Writer, lost.ProcessId, CancellationToken.None);

        Assert.Equal(0, session.LastCommit);
        Assert.False(await fixture.Database.Ask<bool>(
            $"select exists (select from pg_stat_activity where pid = {lost.ProcessId})"));
        await lost.DisposeAsync();
    }

    private PostgresStores Through(DatabaseRelay relay) => StoresFixture.Open(new PostgresOptions
    {
        Writer = relay.Through(fixture.Database.Writer),
        Reader = fixture.Database.Reader,
        Projector = fixture.Database.Projector,
        Operator = fixture.Database.Operator,
        ConnectSeconds = 1,
        CommitMilliseconds = 2_000,
        AskMilliseconds = 2_000,
    });
}
