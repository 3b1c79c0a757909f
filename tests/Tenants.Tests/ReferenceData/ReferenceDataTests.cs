using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Policies;
using OrleansRisk.Core.Scoring;
using OrleansRisk.Tenants;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Projections;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Tests.Projections;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Tenants.Tests.ReferenceData;

public sealed class ReferenceDataTests
{
    private const ulong Known = 5;

    [Fact]
    public async Task Figures_BeforeAndAfterAReferenceData_FollowIt()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, cache) = parts.NewProcess();
        await Apply(parts, folder);
        var first = await cache.Figures(parts.One, Known);
        Assert.Equal((true, 1, 1), (first.Known, first.Version, first.EventsIn30Days));
        Assert.Equal(1, cache.Population(parts.One).Version);

        folder.Committed(await parts.Commit(1, (parts.One, "b", Known)));
        await folder.Step(write: true, CancellationToken.None);
        Assert.Equal(first, await cache.Figures(parts.One, Known)); // not published yet

        parts.Time.Advance(TimeSpan.FromHours(1));
        await folder.Step(write: false, CancellationToken.None);
        var second = await cache.Figures(parts.One, Known);
        Assert.Equal((2, 2), (second.Version, second.EventsIn30Days));
        Assert.Equal(2, cache.Population(parts.One).Version);
    }

    /// <summary>Counted and written, and not yet published: there is no number that a record could name.</summary>
    [Fact]
    public async Task Figures_BeforeTheFirstReferenceData_AreMissing()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, _) = parts.NewProcess();
        await Apply(parts, folder);
        var (_, unread) = parts.NewProcess(); // reads the rows, and knows of no published

        Assert.Equal(default, await unread.Figures(parts.One, Known));
        Assert.Equal(1, unread.StatisticsMissing);
    }

    [Fact]
    public async Task ReferenceDataVersion_NothingCounted_IsNotMadeAgain()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, _) = parts.NewProcess();
        await Apply(parts, folder);
        for (var hour = 0; hour < 5; hour++)
        {
            parts.Time.Advance(TimeSpan.FromHours(1));
            await folder.Step(write: true, CancellationToken.None);
        }

        Assert.Single(parts.Store.ReferenceData);
    }

    [Fact]
    public async Task ReferenceDataVersion_ByEventTime_FollowsTheTransactionsNotTheClock()
    {
        using var parts = await ProjectionParts.Create();
        var options = new ReferenceDataOptions { EventTime = true, Every = TimeSpan.FromMinutes(5) };
        var (folder, _) = parts.NewProcess(options);
        for (var minute = 0; minute < 20; minute++)
        {
            parts.Time.Advance(TenantLimits.PublishedApart);
            folder.Committed(await parts.Commit(1, (parts.One, "a", Known)));
            await folder.Step(write: true, CancellationToken.None);
        }

        // Some.Moment is a full hour; the first transaction is a minute after it, and the 5, 10, 15 and 20 are crossed.
        Assert.Equal(5, parts.Store.ReferenceData.Count);
        parts.Time.Advance(TimeSpan.FromHours(10));
        await folder.Step(write: true, CancellationToken.None);
        Assert.Equal(5, parts.Store.ReferenceData.Count);
    }

    [Fact]
    public async Task ReferenceDataVersion_NamedByARecord_IsReadAgainAfterARestart()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, cache) = parts.NewProcess();
        await Apply(parts, folder);
        var first = cache.Population(parts.One);
        folder.Committed(await parts.Commit(1, (parts.One, "b", Known)));
        parts.Time.Advance(TimeSpan.FromHours(1));
        await folder.Step(write: true, CancellationToken.None);
        var figures = await cache.Figures(parts.One, Known);

        var (again, fresh) = parts.NewProcess();
        await again.Start(CancellationToken.None);
        Assert.Equal(figures, await fresh.Figures(parts.One, Known));
        Assert.Equal(cache.Population(parts.One).ContentHash, fresh.Population(parts.One).ContentHash);
        Assert.Equal(first.ContentHash, (await fresh.Population(parts.One, 1, CancellationToken.None))!.ContentHash);
        Assert.Same(PopulationTable.Shipped, await fresh.Population(parts.One, 0, CancellationToken.None));
        Assert.Null(await fresh.Population(parts.One, 9, CancellationToken.None));
        await again.DisposeAsync();
    }

    [Fact]
    public async Task ReferenceDataVersion_TwoProcesses_HaveOneOfEachNumber()
    {
        using var parts = await ProjectionParts.Create();
        var (one, oneCache) = parts.NewProcess();
        var (two, twoCache) = parts.NewProcess();
        await two.Step(write: false, CancellationToken.None);
        await Apply(parts, one);
        parts.Time.Advance(TimeSpan.FromHours(1));
        await two.Step(write: true, CancellationToken.None);
        await two.Step(write: true, CancellationToken.None);
        Assert.Equal(
            parts.Store.ReferenceData.Count,
            parts.Store.ReferenceData.Select(static one => (one.Tenant, one.Version)).Distinct().Count());
        Assert.Equal(
            oneCache.Population(parts.One).ContentHash,
            (await twoCache.Population(parts.One, 1, CancellationToken.None))!.ContentHash);
    }

    [Fact]
    public async Task ReferenceDataVersion_ChangedInTheStore_IsRefused()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, _) = parts.NewProcess();
        await Apply(parts, folder);
        var published = parts.Store.ReferenceData[0];
        var changed = published.Content.ToArray();
        changed[^1] ^= 1;
        await parts.Store.AddPopulation(published with { Version = 2, Content = changed }, CancellationToken.None);
        var (_, cache) = parts.NewProcess();
        await Assert.ThrowsAsync<ReferenceDataUnreadableException>(
            async () => await cache.Population(parts.One, 2, CancellationToken.None));
    }

    [Fact]
    public async Task OneTenant_WhateverAnotherDoes_ReadsTheSame()
    {
        using var alone = await ProjectionParts.Create();
        using var both = await ProjectionParts.Create();
        var (aloneFolder, aloneCache) = alone.NewProcess();
        var (bothFolder, bothCache) = both.NewProcess();
        await bothCache.Figures(both.Two, Known);
        both.Store.Live();
        aloneFolder.Committed(await alone.Commit(1, (alone.One, "a", Known)));
        bothFolder.Committed(await both.Commit(1, (both.One, "a", Known)));
        bothFolder.Committed(await both.Commit(1, (both.Two, "a", Known), (both.Two, "b", Known), (both.Two, "c", 6)));
        await aloneFolder.Step(write: true, CancellationToken.None);
        await bothFolder.Step(write: true, CancellationToken.None);

        Assert.Equal(await aloneCache.Figures(alone.One, Known), await bothCache.Figures(both.One, Known));
        Assert.Equal(await aloneCache.Figures(alone.One, 6), await bothCache.Figures(both.One, 6));
        Assert.Equal(aloneCache.Population(alone.One).ContentHash, bothCache.Population(both.One).ContentHash);
    }

    [Fact]
    public async Task Figures_KnownNowhere_AreMissingAndCountedAndAskedForOnce()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, cache) = parts.NewProcess();
        await Apply(parts, folder);
        var reads = parts.Store.Reads;
        for (var i = 1; i <= 3; i++)
        {
            Assert.Equal(new CounterpartyStatistics { Known = false, Version = 1 }, await cache.Figures(parts.One, 99));
            Assert.Equal(i, cache.StatisticsMissing);
        }

        Assert.Equal(reads + 1, parts.Store.Reads);
    }

    [Fact]
    public async Task Figures_NotInMemory_AreReadInGroups()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, _) = parts.NewProcess();
        folder.Committed(
            await parts.Commit(1, [.. Enumerable.Range(1, 50).Select(i => (parts.One, $"a{i}", (ulong)i))]));
        await folder.Step(write: true, CancellationToken.None);

        var (_, cache) = parts.NewProcess();
        await cache.Load(parts.One, default); // the published, and of the figures nothing
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.Store.Held = release.Task;
        var reads = parts.Store.Reads;
        var asked = Enumerable.Range(1, 50).Select(i => cache.Figures(parts.One, (ulong)i).AsTask()).ToList();
        release.SetResult();
        Assert.All(await Task.WhenAll(asked), static figures => Assert.True(figures.Known));
        Assert.InRange(parts.Store.Reads - reads, 1, 3);
    }

    [Fact]
    public async Task Figures_StoreSlow_AreMissingAfterTheBoundAndThereLater()
    {
        using var parts = await ProjectionParts.Create();
        var (folder, _) = parts.NewProcess();
        await Apply(parts, folder);
        var (_, cache) = parts.NewProcess();
        await cache.Load(parts.One, default);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parts.Store.Held = release.Task;
        var asked = cache.Figures(parts.One, Known).AsTask();
        Assert.False(asked.IsCompleted);
        parts.Time.Advance(TenantLimits.StatisticsWait);
        Assert.False((await asked).Known);
        Assert.Equal(1, cache.StatisticsMissing);

        var second = cache.Figures(parts.One, Known).AsTask();
        release.SetResult();
        Assert.True((await second).Known);
        Assert.Equal(1, cache.StatisticsMissing);
    }

    [Fact]
    public async Task Figures_StoreFails_AreMissingNotAnError()
    {
        using var parts = await ProjectionParts.Create();
        parts.Store.DiesAt = 1;
        var (_, cache) = parts.NewProcess();
        Assert.Equal(default, await cache.Figures(parts.One, Known));
        Assert.Equal(1, cache.StatisticsMissing);
        parts.Store.Live();
        await cache.Figures(parts.One, Known);
        Assert.Equal(2, cache.StatisticsMissing);
    }

    [Fact]
    public async Task Thresholds_Published_AreFollowedAndKeptByNumber()
    {
        using var parts = await ProjectionParts.Create();
        var (_, cache) = parts.NewProcess();
        Assert.Equal(Policy.Standard, cache.Policy(parts.One));
        Publish(parts, 2, 400, 600);
        await cache.Follow(parts.One, default);
        Assert.Equal(new Policy(2, 400, 600), cache.Policy(parts.One));

        Publish(parts, 3, 410, 600);
        var (again, fresh) = parts.NewProcess();
        await fresh.Follow(parts.One, default);
        Assert.Equal(new Policy(2, 400, 600), cache.Policy(parts.One)); // it has not heard of 3
        Assert.Equal(new Policy(2, 400, 600), await fresh.Policy(parts.One, 2, default));
        Assert.Equal(Policy.Standard, await fresh.Policy(parts.One, 1, default));
        Assert.Null(await fresh.Policy(parts.One, 9, default));
        Assert.Equal(Policy.Standard, fresh.Policy(parts.Two));
        Publish(parts, 4, 420, 600);
        await again.Step(write: false, CancellationToken.None);
        Assert.Equal(new Policy(4, 420, 600), fresh.Policy(parts.One));
    }

    [Fact]
    public async Task Pinned_FiguresOfAFirstRun_AreHandedOutAgainByAccountAndSequence()
    {
        var first = new CounterpartyStatistics { Known = true, Version = 3, RiskPpm = 77 };
        var tables = new ReferenceTables(PopulationTable.Shipped, Policy.Standard);
        var pinned = new PinnedReferenceData(
            new FixedPublished(),
            new Dictionary<(TenantId, Core.Accounts.AccountKey, long), PinnedObservation>
            {
                [(Some.Tenant, Some.Account(), 4)] = new(first, tables),
            });
        Assert.Same(tables, pinned.TablesFor(Some.Tenant, Some.Account(), 4));
        Assert.Null(pinned.TablesFor(Some.Tenant, Some.Account(), 5));
        Assert.Equal(first, await pinned.StatisticsFor(Some.Tenant, Some.Account(), 4, 1));
        Assert.NotEqual(first, await pinned.StatisticsFor(Some.Tenant, Some.Account(), 5, 1));
        Assert.NotEqual(first, await pinned.StatisticsFor(Some.Tenant, Some.Account("other"), 4, 1));
    }

    /// <summary>One transaction with a known counterparty, counted, written and published.</summary>
    private static void Publish(ProjectionParts parts, int version, short reviewAt, short declineAt)
    {
        var content = PolicyContent.Write(reviewAt, declineAt);
        parts.Store.Publish(new ReferenceDataVersion(
            parts.One, ReferenceDataKind.Policy, version, 0, SHA256.HashData(content), content));
    }

    private static async Task Apply(ProjectionParts parts, ProjectionRunner folder)
    {
        folder.Committed(await parts.Commit(1, (parts.One, "a", Known)));
        await folder.Step(write: true, CancellationToken.None);
    }
}
