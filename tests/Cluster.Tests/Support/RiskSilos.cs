using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Hosting;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Cluster.Tests.Support;

/// <summary>
/// Silos in this process, with our grains over stores that a test chooses, and a client at a gateway that production
/// keeps closed.
/// </summary>
internal sealed class RiskSilos : IAsyncDisposable
{
    public const string Region = "my";

    private const string Subscriptions = "PubSubStore";

    private readonly InProcessTestCluster _cluster;

    private RiskSilos(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Client => _cluster.Client;

    public InProcessTestCluster Cluster => _cluster;

    public static CallTokenKeySet Keys { get; } = new(new CallTokenKey(7, Enumerable.Repeat((byte)7, 32).ToArray()));

    /// <param name="pools">One silo for each, in that pool.</param>
    public static async Task<RiskSilos> Start(
        IPoolMapSource map, string[] pools, Action<IServiceCollection> stores, GrainOptions? options = null)
    {
        var builder = new InProcessTestClusterBuilder((short)pools.Length);
        builder.Options.ConfigureFileLogging = Environment.GetEnvironmentVariable("SILO_LOGS") is not null;
        builder.Options.UseRealEnvironmentStatistics = true;
        var subscriptions = new VolatileGrainStorage();
        builder.ConfigureSilo((silo, host) =>
        {
            var pool = pools[NumberOf(silo.SiloName) % pools.Length];
            stores(host.Services);
            host.Services.TryAddKeyedSingleton<IGrainStorage>(Subscriptions, subscriptions);
            host.Services.AddSingleton(map);
            host.Services.AddSingleton(new CallTokenKeys(Keys));
            host.AddRiskGrains(new Locality(Region, pool), options ?? new GrainOptions()).AddCommitNotifications();
        });
        // Not DeployAsync: it asks the silos through an interface of the test host, which our filter refuses, as it
        // should.
        var cluster = builder.Build();
        await cluster.StartSilosAsync(pools.Length);
        await cluster.InitializeClientAsync();
        var silos = new RiskSilos(cluster);
        await silos.Settle(pools.Length);
        return silos;
    }

    /// <summary>Waits until every silo knows all the others with their metadata.</summary>
    public async Task Settle(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_cluster.GetActiveSilos().Any(silo => Known(silo.ServiceProvider) != count))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Services of nothing but silence.</summary>
    public static Action<IServiceCollection> Silent(SilentStores stores) => services => services
        .AddSingleton<IReferenceData>(stores)
        .AddSingleton<ITenantStore>(stores)
        .AddSingleton<ITenantScoringVersions>(stores)
        .AddSingleton<IKeyRing, SilentKeys>()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(_ => stores.Notices())
        .AddSingleton(provider => new TenantDirectory(
            stores, provider.GetRequiredService<IKeyRing>(), stores, TimeProvider.System))
        .AddSingleton(provider => new TenantServices(
            new TenantStores(stores, null!, null!, null!, stores), provider.GetRequiredService<TenantDirectory>(),
            stores,
            new ChangeWriter(
                null!, stores, provider.GetRequiredService<TenantNotices>(), TimeProvider.System, NullLogger.Instance),
            null!, TimeProvider.System))
        .AddSingleton(provider => new AccountServices(
            new AccountStores(stores, stores, new SnapshotGroups(stores, NullLogger.Instance)),
            provider.GetRequiredService<IKeyRing>(), stores, provider.GetRequiredService<TenantDirectory>(),
            new AccountRuntime(
                TimeProvider.System, new StateBuffers(), new EngineMetrics(), new AccountOptions(),
                NullLogger.Instance)));

    /// <summary>Something of one silo.</summary>
    public T Of<T>(int silo)
        where T : notnull => _cluster.GetSiloServiceProvider(_cluster.Silos[silo].SiloAddress).GetRequiredService<T>();

    /// <summary>Pool of the silo where a grain is awake; null where it is nowhere.</summary>
    public string? PoolOf(IAddressable grain) => _cluster.TryGetGrainContext(grain.GetGrainId(), out var context)
        ? _cluster.GetSiloServiceProvider(context.Address.SiloAddress).GetRequiredService<Locality>().Pool
        : null;

    public IActors Actors(int silo) => Of<IActors>(silo);

    public static Caller Caller(int tenant, Roles roles = (Roles)255) =>
        new(new TenantId(tenant), "key_1", roles, "req_1");

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static int Known(IServiceProvider silo)
    {
        var metadata = silo.GetRequiredService<ISiloMetadataCache>();
        return silo.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Keys
            .Count(address => metadata.GetSiloMetadata(address).Metadata.Count > 0);
    }

    private static int NumberOf(string siloName) =>
        int.Parse(siloName.AsSpan(siloName.LastIndexOf('_') + 1), CultureInfo.InvariantCulture);
}
