using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Journal;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Journal.Tests.Writing;

public sealed class GroupCommitterTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly VolatileJournalWriters _writers = new();
    private readonly ManualTime _time = new();
    private readonly CollectingListener _listener = new();
    private GroupCommitter? _committer;

    [Fact]
    public async Task Append_FirstRecord_IsTheWritersFirstCommit()
    {
        var appended = await Append("a");
        Assert.Equal(new Appended(RowOutcome.Committed, 1, 1, null), appended);
        Assert.Equal(2, (await Append("a", 2)).Commit);
    }

    [Fact]
    public async Task Append_WhileACommitIsUnderWay_GathersTheNextGroup()
    {
        var release = await HoldOneCommit();
        var waiting = Enumerable.Range(0, 10).Select(i => Append($"w{i}")).ToList();
        release.SetResult();
        var appended = await Task.WhenAll(waiting);
        Assert.All(appended, static one => Assert.Equal(2, one.Commit));
        Assert.Equal([1, 10], _writers.Asked.Select(static asked => asked.Records.Count));
    }

    [Fact]
    public async Task Append_BeforeTheCommitAnswers_IsNotAnswered()
    {
        var release = new TaskCompletionSource();
        _writers.Held = release.Task;
        var appended = Append("a");
        await _writers.CommitUnderWay();
        var (answered, told) = (appended.IsCompleted, _listener.Groups.Count);
        release.SetResult(); // before anything is asserted: a committer that is disposed waits for its commit
        Assert.False(answered);
        Assert.Equal(0, told);
        Assert.Equal(RowOutcome.Committed, (await appended).Outcome);
    }

    [Fact]
    public async Task Group_SeveralRecordsOfAnAccount_TakesOneAtATimeInOrder()
    {
        var release = await HoldOneCommit();
        var waiting = new[] { Append("a", 1), Append("a", 2), Append("b", 1), Append("a", 3), Append("b", 2) };
        release.SetResult();
        await Task.WhenAll(waiting);
        Assert.Equal(
            ["a1 b1", "a2 b2", "a3"],
            _writers.Asked.Skip(1).Select(static asked => string.Join(' ', asked.Records.Select(NameOf))));
    }

    [Theory]
    [InlineData(3, long.MaxValue, new[] { 3, 3, 2 })]
    [InlineData(100, 1_200L, new[] { 2, 2, 2, 2 })]
    [InlineData(100, 1L, new[] { 1, 1, 1, 1, 1, 1, 1, 1 })]
    public async Task Group_BeyondItsBounds_IsSplit(int records, long bytes, int[] groups)
    {
        Use(new GroupCommitterOptions { GroupRecordsMax = records, GroupBytesMax = bytes });
        var release = await HoldOneCommit();
        var waiting = Enumerable.Range(0, 8).Select(i => Append($"w{i}")).ToList();
        release.SetResult();
        await Task.WhenAll(waiting);
        Assert.Equal(groups, _writers.Asked.Skip(1).Select(static asked => asked.Records.Count));
    }

    [Fact]
    public async Task Append_QueueFull_IsRefusedAtOnceAndTheRestGoesOn()
    {
        Use(new GroupCommitterOptions { QueueRecordsMax = 2 });
        var release = await HoldOneCommit();
        var waiting = new[] { Append("a"), Append("b") };
        var refused = Append("c");
        Assert.True(refused.IsCompleted);
        Assert.Equal(new Appended(RowOutcome.NotRecorded, 0, 0, "overloaded"), await refused);
        release.SetResult();
        Assert.All(await Task.WhenAll(waiting), static one => Assert.Equal(RowOutcome.Committed, one.Outcome));
    }

    [Fact]
    public async Task Append_DatabaseAway_IsRefusedQuicklyUntilItIsBack()
    {
        _writers.Away = true;
        Assert.Equal("journal_unavailable", (await Append("a")).Cause);
        Assert.False(Committer.Available);
        var refused = Append("b");
        Assert.True(refused.IsCompleted);
        Assert.Equal(RowOutcome.NotRecorded, (await refused).Outcome);

        _writers.Away = false;
        await Eventually.Is(() => _time.ArmedTimers == 2); // the queue's look, and the back-off
        _time.Advance(JournalLimits.BackOffLeast);
        await Eventually.Is(() => Committer.Available);
        Assert.Equal(RowOutcome.Committed, (await Append("b")).Outcome);
    }

    [Theory]
    [InlineData(RowOutcome.NotRecorded)]
    [InlineData(RowOutcome.Unknown)]
    public async Task Commit_NothingWentThrough_OpensAnotherWriter(RowOutcome outcome)
    {
        await Append("a");
        _writers.Answer = asked => VolatileJournalWriters.AllOf(asked, outcome, "connection lost");
        Assert.Equal(new Appended(outcome, 1, 2, "connection lost"), await Append("b"));
        _writers.Answer = static asked => VolatileJournalWriters.AllOf(asked, RowOutcome.Committed);
        Assert.Equal(new Appended(RowOutcome.Committed, 2, 1, null), await Append("b"));
        Assert.Equal(1, _writers.Closed);
    }

    [Fact]
    public async Task Commit_EveryRowBlocked_KeepsTheWriterAndItsNumber()
    {
        _writers.Answer = static asked => VolatileJournalWriters.AllOf(asked, RowOutcome.NotRecorded, "blocked");
        Assert.Equal(RowOutcome.NotRecorded, (await Append("a")).Outcome);
        _writers.Answer = static asked => VolatileJournalWriters.AllOf(asked, RowOutcome.Committed);
        Assert.Equal(new Appended(RowOutcome.Committed, 1, 1, null), await Append("b"));
    }

    [Theory]
    [InlineData(RowOutcome.Unknown)]
    [InlineData(RowOutcome.NotRecorded)]
    public async Task Commit_NumberUsedByWhoKnowsWhat_IsNotToldAndTheWriterGivenUp(RowOutcome outcome)
    {
        _writers.Answer = asked => VolatileJournalWriters.AllOf(asked, outcome) with { NumberUsed = true };
        Assert.Equal(outcome, (await Append("a")).Outcome);
        _writers.Answer = static asked => VolatileJournalWriters.AllOf(asked, RowOutcome.Committed);
        Assert.Equal(2, (await Append("b")).Writer);
        Assert.Equal([2], _listener.Groups.Select(static group => group.Writer));
    }

    [Fact]
    public async Task Commit_OneRowBlockedAmongOthers_KeepsTheWriter()
    {
        _writers.Answer = static asked => asked.Records.Count == 1
            ? VolatileJournalWriters.AllOf(asked, RowOutcome.Committed)
            : new CommitOutcome(
                [RowOutcome.NotRecorded, RowOutcome.Conflict, RowOutcome.Committed], NumberUsed: true, "blocked");
        var release = await HoldOneCommit();
        var waiting = new[] { Append("a"), Append("b"), Append("c") };
        release.SetResult();
        var appended = await Task.WhenAll(waiting);
        Assert.Equal(
            [RowOutcome.NotRecorded, RowOutcome.Conflict, RowOutcome.Committed],
            appended.Select(static one => one.Outcome));
        Assert.Equal(["blocked", "blocked", null], appended.Select(static one => one.Cause));
        Assert.Equal(3, (await Append("d")).Commit);
        Assert.Equal(1, _writers.Opened);
        Assert.Equal(Some.Account("c"), _listener.Groups[1].Records.Single().Account);
    }

    [Fact]
    public async Task Commit_NumberNotUsed_IsTakenByTheNextGroup()
    {
        _writers.Answer = static asked => VolatileJournalWriters.AllOf(asked, RowOutcome.Conflict);
        Assert.Equal(RowOutcome.Conflict, (await Append("a")).Outcome);
        _writers.Answer = static asked => VolatileJournalWriters.AllOf(asked, RowOutcome.Committed);
        Assert.Equal(new Appended(RowOutcome.Committed, 1, 1, null), await Append("b"));
        Assert.Equal([1], _listener.Groups.Select(static group => group.Number));
    }

    [Fact]
    public async Task Commit_ThatHangs_IsUnknownInTimeAndOthersAreRefusedBeforeThat()
    {
        var release = new TaskCompletionSource();
        _writers.Held = release.Task;
        var hung = Append("a");
        await _writers.CommitUnderWay();
        var waiting = Append("b");
        _time.Advance(JournalLimits.QueueWaitMax + JournalLimits.QueueLook);
        Assert.Equal(new Appended(RowOutcome.NotRecorded, 0, 0, "journal_slow"), await waiting);
        Assert.False(hung.IsCompleted);
        _writers.Held = Task.CompletedTask;
        _time.Advance(JournalLimits.CommitTimeout + JournalLimits.CommitGrace);
        Assert.Equal(RowOutcome.Unknown, (await hung).Outcome);
        Assert.Equal(new Appended(RowOutcome.Committed, 2, 1, null), await Append("c"));

        release.SetResult(); // the writer is closed only now: nobody else may touch it while it commits
        await Eventually.Is(() => _writers.Closed == 1);
        Assert.DoesNotContain(_listener.Groups, static group => group.Writer == 1);
    }

    [Fact]
    public async Task Commit_WriterThrowsOrAnswersForOtherRows_IsUnknown()
    {
        _writers.Answer = static _ => throw new InvalidOperationException("a journal writer promises not to");
        Assert.Equal(RowOutcome.Unknown, (await Append("a")).Outcome);
        _writers.Answer = static _ => new CommitOutcome([], NumberUsed: true, null);
        Assert.Equal(RowOutcome.Unknown, (await Append("b")).Outcome);
        Assert.Empty(_listener.Groups);
    }

    [Fact]
    public async Task Listeners_OfABusyWriter_AreToldEveryNumberInOrderBeforeTheAnswer()
    {
        var seen = new List<bool>();
        for (var round = 0; round < 20; round++)
        {
            var appended = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Append($"w{i}", round + 1)));
            seen.AddRange(appended.Select(one => _listener.Groups.Any(group => group.Number == one.Commit)));
        }

        Assert.All(seen, Assert.True);
        var groups = _listener.Groups;
        Assert.Equal(Enumerable.Range(1, groups.Count), groups.Select(static group => (int)group.Number));
        Assert.Equal(200, groups.Sum(static group => group.Records.Count));
    }

    [Fact]
    public async Task Append_ContinuationThatBlocks_DoesNotHoldUpTheCommitter()
    {
        using var block = new ManualResetEventSlim();
        var release = new TaskCompletionSource();
        _writers.Held = release.Task;
        var blocked = Append("a").ContinueWith(
            _ => block.Wait(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        await _writers.CommitUnderWay();
        _writers.Held = Task.CompletedTask;
        var released = Task.Run(release.SetResult); // runs the committer, and with it whatever it should not run
        Assert.Equal(RowOutcome.Committed, (await Append("b").WaitAsync(TimeSpan.FromSeconds(30))).Outcome);
        block.Set();
        await Task.WhenAll(blocked, released);
    }

    [Fact]
    public async Task Dispose_WithRecordsWaiting_CommitsThemAndTakesNoMore()
    {
        var release = await HoldOneCommit();
        var waiting = new[] { Append("a"), Append("b") };
        var disposed = Committer.DisposeAsync().AsTask();
        Assert.Equal("stopping", (await Append("c")).Cause);
        release.SetResult();
        await disposed;
        Assert.All(await Task.WhenAll(waiting), static one => Assert.Equal(RowOutcome.Committed, one.Outcome));
        Assert.Equal(1, _writers.Closed);
    }

    [Fact]
    public async Task Writers_Several_EachAccountKeepsToOne()
    {
        Use(new GroupCommitterOptions { Writers = 4 });
        var writers = new Dictionary<string, int>();
        for (var sequence = 1; sequence <= 3; sequence++)
        {
            foreach (var account in Enumerable.Range(0, 40).Select(static i => $"w{i}"))
            {
                var writer = (await Append(account, sequence)).Writer;
                Assert.Equal(writer, writers.TryGetValue(account, out var before) ? before : writer);
                writers[account] = writer;
            }
        }

        Assert.Equal(4, writers.Values.Distinct().Count());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    public async Task DisposeAsync()
    {
        if (_committer is not null)
        {
            await _committer.DisposeAsync();
        }

        _writers.Dispose();
    }

    private GroupCommitter Committer => _committer ?? Use(new GroupCommitterOptions());

    private GroupCommitter Use(GroupCommitterOptions options) => _committer = new GroupCommitter(
        _writers, options, [_listener], _time, NullLogger<GroupCommitter>.Instance);

    private Task<Appended> Append(string account, int sequence = 1) =>
        Committer.Append(Some.Record(account, sequence)).AsTask();

    /// <summary>Gets one commit under way and holds it: what is appended now gathers.</summary>
    private async Task<TaskCompletionSource> HoldOneCommit()
    {
        var release = new TaskCompletionSource();
        _writers.Held = release.Task;
        _ = Append("first");
        await _writers.CommitUnderWay();
        _writers.Held = Task.CompletedTask;
        return release;
    }

    private static string NameOf(JournalRecord record) =>
        (record.Account == Some.Account("a") ? "a" : "b") + record.FirstSequence;
}
