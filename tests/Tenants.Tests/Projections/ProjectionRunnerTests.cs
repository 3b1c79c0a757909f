using OrleansRisk.Core.Decisions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Projections;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Projections;

public sealed class ProjectionRunnerTests
{
    [Fact]
    public async Task Fold_LiveOrFromTheJournal_ComesToTheSameCounts()
    {
        using var parts = await ProjectionParts.Create();
        var (live, _) = parts.NewProcess();
        await live.Step(write: false, CancellationToken.None);
        var reads = parts.Journal.Reads;
        foreach (var group in await Commits(parts))
        {
            live.Committed(group);
        }

        await live.Step(write: true, CancellationToken.None);
        Assert.Equal(reads, parts.Journal.Reads);
        Assert.Equal(await Expected(parts), parts.Store.Content);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(3_600, true)]
    public async Task Publish_WhereNoneAreWanted_CountsAndPublishesNothing(int seconds, bool published)
    {
        using var parts = await ProjectionParts.Create();
        await Commits(parts);
        var (folder, _) = parts.NewProcess(new ReferenceDataOptions { Every = TimeSpan.FromSeconds(seconds) });
        await folder.Step(write: true, CancellationToken.None);
        Assert.Equal(await Expected(parts), parts.Store.Content);
        var newest = await parts.Store.Newest(parts.One, ReferenceDataKind.Population, CancellationToken.None);
        Assert.Equal(published, newest is not null);
    }

    /// <summary>Under load something is committed during every read: that must not keep it reading for ever.</summary>
    [Fact]
    public async Task CatchUp_WhileCommitsGoOn_TakesTheseFromMemoryAndEnds()
    {
        using var parts = await ProjectionParts.Create();
        await Commits(parts); // by another process: to be read
        var (folder, _) = parts.NewProcess();
        var meanwhile = new Queue<Func<Task<CommittedGroup>>>(Enumerable.Range(0, 200).Select(
            number => (Func<Task<CommittedGroup>>)(() => parts.Commit(7, (parts.One, "busy", 77)))));
        parts.Journal.ReadBack = () =>
        {
            if (meanwhile.TryDequeue(out var commit))
            {
                folder.Committed(commit().GetAwaiter().GetResult());
            }
        };

        await folder.Step(write: true, CancellationToken.None);
        parts.Journal.ReadBack = null;
        Assert.InRange(meanwhile.Count, 150, 199);
        Assert.Equal(await Expected(parts), parts.Store.Content);
    }

    // The ladder: the process dies at its n-th call of the store, before or after that call did its work, for every n
    // there is.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fold_DyingAtAnyStep_LosesAndDoublesNothing(bool afterwards)
    {
        for (var n = 1; ; n++)
        {
            using var parts = await ProjectionParts.Create();
            parts.Store.DiesAt = n;
            parts.Store.DiesAfterwards = afterwards;
            var died = await Live(parts, restarts: true);
            var (again, _) = parts.NewProcess();
            parts.Store.Live();
            await again.Step(write: true, CancellationToken.None);
            Assert.Equal(await Expected(parts), parts.Store.Content);
            if (!died)
            {
                Assert.True(n > 10, $"only {n} steps were tried");
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fold_TroubleWithoutADeath_GoesOnRight(bool afterwards)
    {
        for (var n = 1; n < 30; n++)
        {
            using var parts = await ProjectionParts.Create();
            parts.Store.DiesAt = n;
            parts.Store.DiesAfterwards = afterwards;
            await Live(parts, restarts: false);
            Assert.Equal(await Expected(parts), parts.Store.Content);
        }
    }

    [Fact]
    public async Task Fold_TwoProcessesAtOnce_CountEverythingOnce()
    {
        using var parts = await ProjectionParts.Create();
        var (one, _) = parts.NewProcess();
        var (two, _) = parts.NewProcess();
        await one.Step(write: true, CancellationToken.None);
        await two.Step(write: true, CancellationToken.None);
        var turn = 0;
        foreach (var group in await Commits(parts))
        {
            // Each is told only of its own writer, and both fold everything they can see.
            (group.Writer == 1 ? one : two).Committed(group);
            await (turn++ % 2 == 0 ? one : two).Step(write: true, CancellationToken.None);
        }

        parts.Time.Advance(TimeSpan.FromMinutes(1));
        for (var round = 0; round < 3; round++)
        {
            await one.Step(write: true, CancellationToken.None);
            await two.Step(write: true, CancellationToken.None);
        }

        Assert.Equal(await Expected(parts), parts.Store.Content);
    }

    [Fact]
    public async Task Fold_MoreCounterpartiesThanRowsKept_CountsAllOfThem()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, _) = parts.NewProcess(new ReferenceDataOptions { RowsMax = 10 });
        for (var round = 0; round < 3; round++)
        {
            for (ulong counterparty = 1; counterparty <= 40; counterparty += 4)
            {
                folder.Committed(await parts.Commit(
                    1, [.. Enumerable.Range(0, 4).Select(i => (parts.One, $"a{i}", counterparty + (ulong)i))]));
                await folder.Step(write: true, CancellationToken.None);
            }
        }

        Assert.Equal(41, parts.Store.Content.Count);
        Assert.Equal(await Expected(parts), parts.Store.Content);
    }

    [Fact]
    public async Task Fold_ARecordThatDoesNotOpen_IsLeftOutAndTheOthersCount()
    {
        using var parts = await ProjectionParts.Create();
        await parts.Commit(1, (parts.One, "a", 5), (parts.One, "b", 6), (parts.One, "a", 7));
        parts.Journal.Tamper(0, static record => record with { Body = Some.Bytes(record.Body.Length) });
        var (folder, _) = parts.NewProcess();
        await folder.Step(write: true, CancellationToken.None);
        Assert.Equal([(1, 0UL), (1, 6UL), (1, 7UL)], parts.Store.Content.Keys);
    }

    [Fact]
    public async Task Fold_JournalAway_WaitsAndLosesNothing()
    {
        using var parts = await ProjectionParts.Create();
        await Commits(parts);
        parts.Journal.Away = true;
        var (folder, _) = parts.NewProcess();
        await Assert.ThrowsAsync<JournalUnavailableException>(
            async () => await folder.Step(write: true, CancellationToken.None));
        parts.Journal.Away = false;
        await folder.Step(write: true, CancellationToken.None);
        Assert.Equal(await Expected(parts), parts.Store.Content);
    }

    [Fact]
    public async Task CountedGroup_LaterStatusOfATransaction_IsNotCountedAgain()
    {
        using var parts = await ProjectionParts.Create();
        var body = new TransactionsAssessed(
            null, default, [parts.Entry(1, 5), parts.Entry(2, 5, DecisionFlags.Update), parts.Entry(3, 0)]);
        var group = CountedGroup.Of(new CommittedGroup(1, 1, [Some.Record() with { Content = body }]));
        Assert.Equal([5UL, 0UL], group.Transactions.Select(static one => one.Counterparty));
    }

    [Fact]
    public async Task Loop_OfAStartedRunner_WritesWhenItStops()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, _) = parts.NewProcess();
        await folder.Start(CancellationToken.None);
        foreach (var group in await Commits(parts))
        {
            folder.Committed(group);
        }

        await folder.DisposeAsync();
        Assert.Equal(await Expected(parts), parts.Store.Content);
    }

    [Fact]
    public void LiveCommits_MoreThanFit_AreDroppedAndSaidToBe()
    {
        var live = new LiveCommits();
        for (var number = 1; number <= TenantLimits.LiveGroupsMax + 1; number++)
        {
            live.Add(new CountedGroup(1, number));
        }

        Assert.True(live.Lost());
        Assert.False(live.Lost());
        Assert.Equal(1, live.Next()!.Number);
    }

    /// <summary>Commits of two writers, two tenants and a label.</summary>
    private static async Task<List<CommittedGroup>> Commits(ProjectionParts parts) =>
    [
        await parts.Commit(1, (parts.One, "a", 5), (parts.One, "b", 6), (parts.Two, "a", 5)),
        await parts.Commit(2, (parts.One, "c", 5), (parts.Two, "b", 0)),
        await parts.Label(1, parts.One, "a", 5),
        await parts.Commit(2, (parts.One, "c", 7)),
        await parts.Commit(1, (parts.One, "a", 5), (parts.One, "b", 5)),
        await parts.Commit(1, (parts.Two, "a", 8)),
    ];

    /// <summary>
    /// One process lives through all commits, told of some, writing now and then. True where the store died in it.
    /// </summary>
    private static async Task<bool> Live(ProjectionParts parts, bool restarts)
    {
        var died = false;
        var (folder, _) = parts.NewProcess();
        var turn = 0;
        foreach (var group in await Commits(parts))
        {
            if (turn++ % 3 != 1)
            {
                folder.Committed(group); // the others are as if their outcome was never learned
            }

            if (turn % 2 == 0 && !await Stepped(folder))
            {
                died = true;
                parts.Store.Live();
                folder = restarts ? parts.NewProcess().Folder : folder;
            }
        }

        parts.Time.Advance(TimeSpan.FromMinutes(1));
        while (!await Stepped(folder))
        {
            died = true;
            parts.Store.Live();
            folder = restarts ? parts.NewProcess().Folder : folder;
        }

        return died;
    }

    private static async Task<bool> Stepped(ProjectionRunner folder)
    {
        try
        {
            await folder.Step(write: true, CancellationToken.None);
            return true;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }

    /// <summary>The same journal folded once, from its beginning, by a process that nothing happens to.</summary>
    private static async Task<IReadOnlyDictionary<(int Tenant, ulong Key), string>> Expected(ProjectionParts parts)
    {
        var fresh = new VolatileReferenceDataStore();
        var cache = new ReferenceDataCache(fresh, parts.Time);
        var sources =
            new ProjectionSources(parts.Journal, fresh, parts.Sealing.Ring, parts.Sealing.Rows, parts.Tenants);
        await using var folder = new ProjectionRunner(
            sources, cache, new ReferenceDataOptions(), parts.Time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ProjectionRunner>.Instance);
        await folder.Step(write: true, CancellationToken.None);
        Assert.NotEmpty(fresh.Content);
        return fresh.Content;
    }
}
