using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Hosting;
using OrleansRisk.Grains.Placement;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Placement;

public sealed class PlacementTests
{
    private const int Accounts = 10_000;
    private const int CallsAtOnce = 64, Callers = 4;
    private static readonly string[] FourSilosTwoPools = ["a", "b", "a", "b"];

    // Nothing was ever written of these accounts, and a silo keeps only so many of such.
    private static readonly GrainOptions AllStayAwake = new() { UnknownAccounts = Accounts };

    [Fact]
    public async Task Accounts_OnFourSilosInTwoPools_WakeInTheirOwnPool()
    {
        var map = new MovablePools((1, "a"), (2, "b"), (3, "a"), (4, "b"), (5, "b"));
        await using var silos = await RiskSilos.Start(
            map, FourSilosTwoPools, RiskSilos.Silent(new SilentStores()), AllStayAwake);
        await Describe(silos, Enumerable.Range(0, Accounts), account => 1 + (account % 5));
        var pools = Enumerable.Range(0, Accounts)
            .Select(account => (Home: map.Map.PoolOf(
                new TenantId(1 + (account % 5))), Awake: silos.PoolOf(Grain(silos, 1 + (account % 5), account))))
            .ToList();
        Assert.DoesNotContain(pools, each => each.Home != each.Awake);
        Assert.Contains(pools, each => each.Awake == "a");
        Assert.Contains(pools, each => each.Awake == "b");
    }

    [Fact]
    public async Task Accounts_AfterTheirTenantMoved_LeaveTheOldPoolAndGoOnAnswering()
    {
        var map = new MovablePools((1, "a"));
        await using var silos = await RiskSilos.Start(
            map, FourSilosTwoPools, RiskSilos.Silent(new SilentStores()), AllStayAwake);
        await Describe(silos, Enumerable.Range(0, Accounts), _ => 1);
        Assert.All(Enumerable.Range(0, Accounts), account => Assert.Equal("a", silos.PoolOf(Grain(silos, 1, account))));

        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var call = caller; !stop.IsCancellationRequested; call += Callers)
            {
                await Answered(silos, call % FourSilosTwoPools.Length, call % Accounts);
            }
        })));
        map.Move(1, "b");
        await silos.Of<PoolMapCache>(3).Refresh(default); // one silo knows; its calls bring the news to the others
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Accounts), new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce },
            async (account, _) => await Answered(silos, 3, account));

        // The last ones to leave may still be on their way out.
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var left = Enumerable.Range(0, Accounts).ToList();
        while (left.Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
            left = left.Where(account => silos.PoolOf(Grain(silos, 1, account)) == "a").ToList();
        }

        await stop.CancelAsync();
        await load;
        Assert.All(
            Enumerable.Range(0, Accounts), account => Assert.NotEqual("a", silos.PoolOf(Grain(silos, 1, account))));
    }

    [Fact]
    public async Task Account_OfATenantNobodyKnows_WakesNowhere()
    {
        await using var silos = await RiskSilos.Start(
            new MovablePools((1, "a")), ["a", "b"], RiskSilos.Silent(new SilentStores()));
        var outcome = await silos.Actors(0).Account(new TenantId(99), new AccountKey(1)).Describe(RiskSilos.Caller(99));
        Assert.IsType<Failure.Unknown>(outcome.Failure);
        Assert.Null(silos.PoolOf(Grain(silos, 99, 1)));
    }

    [Fact]
    public async Task Account_OfAPoolWithoutSilos_IsNotServedElsewhere()
    {
        await using var silos = await RiskSilos.Start(
            new MovablePools((1, "a"), (2, "c")), ["a", "b"], RiskSilos.Silent(new SilentStores()));
        var outcome = await silos.Actors(0).Account(new TenantId(2), new AccountKey(1)).Describe(RiskSilos.Caller(2));
        Assert.IsType<Failure.Unknown>(outcome.Failure);
        Assert.Null(silos.PoolOf(Grain(silos, 2, 1)));
    }

    [Fact]
    public async Task Map_NeverGoesBack_AndIsReadForAHigherEpochOnly()
    {
        var map = new MovablePools((1, "a"));
        using var cache = new PoolMapCache(map, NullLogger<PoolMapCache>.Instance);
        Assert.True(await cache.Reach(1));
        map.Move(1, "b");
        Assert.True(await cache.Reach(1));
        Assert.Equal("a", cache.Current.PoolOf(new TenantId(1)));
        Assert.True(await cache.Reach(2));
        Assert.Equal("b", cache.Current.PoolOf(new TenantId(1)));
        Assert.False(await cache.Reach(3));
    }

    private static async Task Describe(RiskSilos silos, IEnumerable<int> accounts, Func<int, int> tenantOf) =>
        await Parallel.ForEachAsync(
            accounts, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnce },
            async (account, _) =>
            {
                var tenant = tenantOf(account);
                var actors = silos.Actors(account % silos.Cluster.Silos.Count);
                var outcome = await actors.Account(
                    new TenantId(tenant), new AccountKey((UInt128)account)).Describe(RiskSilos.Caller(tenant));
                Assert.IsType<Failure.NotFound>(outcome.Failure);
            });

    /// <summary>Asks until it is answered: a call that meets the move is told to come again.</summary>
    private static async Task Answered(RiskSilos silos, int silo, int account)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var reference = silos.Actors(silo).Account(new TenantId(1), new AccountKey((UInt128)account));
        while ((await reference.Describe(RiskSilos.Caller(1))).Failure is not Failure.NotFound)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    private static IAccountGrain Grain(RiskSilos silos, int tenant, int account) =>
        silos.Client.GetGrain<IAccountGrain>(
            GrainKey.Of(new TenantId(tenant), new AccountKey((UInt128)account)).ToString());
}
