using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Accounts;
using OrleansRisk.Grains.Hosting;
using OrleansRisk.Grains.Tenants;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Accounts;

public sealed class TurnTests
{
    private static readonly TenantId Tenant = new(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TransactionBatch Batch = new("account", [Some.Transaction()]);

    [Fact]
    public async Task Turns_WhileAWriteWaits_LetReadsInAndNoOtherWrite()
    {
        var stores = new SilentStores();
        await using var silos = await Start(stores);
        for (var silo = 0; silo < 2; silo++)
        {
            var account = silos.Actors(silo).Account(Tenant, new AccountKey(1));
            Assert.IsType<Failure.NotFound>((await account.Describe(RiskSilos.Caller(1))).Failure);
            var held = stores.Hold();
            var before = stores.Asked(Tenant);
            var first = account.Assess(RiskSilos.Caller(1), Batch).AsTask();
            await Until(() => stores.Asked(Tenant) > before);

            // A predicate on the class would let the second write in behind the read: Orleans asks it of the running
            // call too.
            var second = account.Assess(RiskSilos.Caller(1), Batch).AsTask();
            for (var i = 0; i < 20; i++)
            {
                Assert.IsType<Failure.NotFound>((
                    await account.Describe(RiskSilos.Caller(1)).AsTask().WaitAsync(Patience)).Failure);
                Assert.IsType<Failure.NotFound>((
                    await account.Replay(RiskSilos.Caller(1), 1).AsTask().WaitAsync(Patience)).Failure);
            }

            Assert.Equal(before + 1, stores.Asked(Tenant));
            held.SetResult();
            Assert.IsType<Failure.Retry>((await first.WaitAsync(Patience)).Failure);
            Assert.IsType<Failure.Retry>((await second.WaitAsync(Patience)).Failure);
        }
    }

    [Fact]
    public async Task Writes_OverTheMailboxLimit_AreToldToComeAgain()
    {
        var stores = new SilentStores();
        await using var silos = await Start(stores, new GrainOptions { CallsPerGrain = 4 });
        var held = stores.Hold();
        var calls = Enumerable.Range(0, 40)
            .Select(i => silos.Actors(
                i % 2).Account(Tenant, new AccountKey(2)).Assess(RiskSilos.Caller(1), Batch).AsTask()).ToList();
        await Until(() => calls.Count(call => call.IsCompleted) >= 30);
        held.SetResult();
        var outcomes = await Task.WhenAll(calls).WaitAsync(Patience);
        Assert.All(outcomes, outcome => Assert.IsType<Failure.Retry>(outcome.Failure));
        Assert.True(outcomes.Count(outcome => outcome.Failure is Failure.Retry { Cause: "overloaded" }) >= 30);
    }

    [Fact]
    public async Task Write_ThatTakesTooLong_IsUnknownAndTheGrainGoesOn()
    {
        var stores = new SilentStores();
        await using var silos = await Start(stores, new GrainOptions { CallTimeout = TimeSpan.FromSeconds(2) });
        for (var silo = 0; silo < 2; silo++)
        {
            var account = silos.Actors(silo).Account(Tenant, new AccountKey(3));
            var held = stores.Hold();
            Assert.IsType<Failure.Unknown>((await account.Assess(RiskSilos.Caller(1), Batch)).Failure);
            held.SetResult();
            Assert.IsType<Failure.NotFound>((await account.Describe(RiskSilos.Caller(1))).Failure);
        }
    }

    [Fact]
    public async Task Write_ThatFailsUnexpectedly_CrossesAsAnOutcome()
    {
        var stores = new SilentStores { Broken = true };
        await using var silos = await Start(stores);
        for (var silo = 0; silo < 2; silo++)
        {
            var actors = silos.Actors(silo);
            Assert.IsType<Failure.Retry>(
                (await actors.Account(Tenant, new AccountKey(4)).Assess(RiskSilos.Caller(1), Batch)).Failure);
            Assert.IsType<Failure.Unknown>((await actors.Tenant(Tenant).Describe(RiskSilos.Caller(1))).Failure);
        }
    }

    [Fact]
    public async Task Grains_UnderMemoryPressure_ArePutOutOfMemory()
    {
        const int Accounts = 400;
        var options = new GrainOptions
        {
            MemoryLimitPercent = 0.02,
            MemoryTargetPercent = 0.01,
            MemoryPolledEvery = TimeSpan.FromSeconds(1),
            AccountIdle = TimeSpan.FromHours(2),
        };
        await using var silos = await Start(new SilentStores(), options);
        for (var i = 0; i < Accounts; i++)
        {
            await silos.Actors(0).Account(Tenant, new AccountKey((UInt128)i)).Describe(RiskSilos.Caller(1));
        }

        int Awake() => Enumerable.Range(0, Accounts).Count(i => silos.PoolOf(Grain(silos, i)) is not null);
        await Until(() =>
        {
            GC.Collect(); // Orleans looks at memory only after a full collection
            return Awake() < Accounts / 2;
        });
        Assert.InRange(Awake(), 0, Accounts / 2);
    }

    [Fact]
    public async Task Options_OfTheHost_ReachOrleansByName()
    {
        await using var silos = await Start(new SilentStores());
        var collection = silos.Of<IOptions<GrainCollectionOptions>>(0).Value;
        Assert.True(collection.EnableActivationSheddingOnMemoryPressure);
        Assert.Equal(80, collection.MemoryUsageLimitPercentage);
        Assert.Equal(TimeSpan.FromMinutes(15), collection.ClassSpecificCollectionAge[typeof(AccountGrain).FullName!]);
        Assert.Equal(TimeSpan.FromHours(2), collection.ClassSpecificCollectionAge[typeof(TenantGrain).FullName!]);
        Assert.Equal(64, silos.Of<IOptions<SiloMessagingOptions>>(0).Value.MaxEnqueuedRequestsHardLimit);
        Assert.False(silos.Of<IOptions<SiloMessagingOptions>>(0).Value.CancelRequestOnTimeout);
    }

    [Fact]
    public void Assembly_OfGrains_ExportsNothing() => Assert.DoesNotContain(
        typeof(AccountGrain).Assembly.GetExportedTypes(), type =>
            !type.FullName!.StartsWith("OrleansCodeGen.", StringComparison.Ordinal));

    private static Task<RiskSilos> Start(SilentStores stores, GrainOptions? options = null) =>
        RiskSilos.Start(new MovablePools((1, "a")), ["a", "a"], RiskSilos.Silent(stores), options);

    private static IAccountGrain Grain(RiskSilos silos, int account) =>
        silos.Client.GetGrain<IAccountGrain>(GrainKey.Of(Tenant, new AccountKey((UInt128)account)).ToString());

    private static async Task Until(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }
}
