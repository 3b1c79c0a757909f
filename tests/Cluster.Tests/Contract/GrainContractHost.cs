using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Core.Accounts;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Hosting;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support.InMemory;

namespace OrleansRisk.Cluster.Tests.Contract;

/// <summary>
/// Two silos over a journal in memory. They are called in turn, so that a grain is reached from its own silo and from
/// the other.
/// </summary>
internal sealed class GrainContractHost : IAsyncDisposable
{
    private readonly VolatileEngine _engine;
    private readonly RiskSilos _silos;
    private int _calls;

    private GrainContractHost(VolatileEngine engine, RiskSilos silos) => (_engine, _silos) = (engine, silos);

    public VolatileJournal Journal => _engine.Journal;

    public TenantId Tenant => _engine.Tenant;

    public static async Task<GrainContractHost> Start(GrainOptions? options = null)
    {
        var engine = await VolatileEngine.Create();
        return new GrainContractHost(engine, await RiskSilos.Start(
            new MovablePools((engine.Tenant.Value, "a")), ["a", "a"], services => Add(services, engine), options));
    }

    /// <summary>How many accounts are in memory, on both silos.</summary>
    public int Awake => Enumerable.Range(0, 2).Sum(silo => _silos.Of<TenantTurns>(silo).Awake(Tenant));

    public AccountKey Key(string account) => _engine.Key(account);

    public IAccount Account(string account) => _silos.Actors(_calls++ % 2).Account(Tenant, Key(account));

    /// <summary>Someone of the tenant who may do all that accounts offer.</summary>
    public Caller Caller() => _engine.Caller();

    public bool IsAwake(string account) => Find(account) is not null;

    /// <summary>Puts an account out of memory.</summary>
    public async Task Forget(string account)
    {
        if (Find(account) is { } context)
        {
            context.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "a test"));
            await context.Deactivated;
        }
    }

    public async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Journal.Release();
        await _silos.DisposeAsync();
        await _engine.DisposeAsync();
    }

    private IGrainContext? Find(string account)
    {
        var key = GrainKey.Of(Tenant, Key(account)).ToString();
        return _silos.Cluster.TryGetGrainContext(
            _silos.Client.GetGrain<IAccountGrain>(key).GetGrainId(), out var context) ? context : null;
    }

    private static void Add(IServiceCollection services, VolatileEngine engine) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton<IReferenceData>(engine.Published)
        .AddSingleton<ITenantStore>(engine.Tenants)
        .AddSingleton<IKeyRing>(engine.Keys)
        .AddSingleton(engine.TenantServices)
        .AddSingleton(engine.Services);
}
