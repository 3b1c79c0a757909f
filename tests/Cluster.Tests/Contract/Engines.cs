using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Contract;

/// <summary>
/// One silo, and two, over one real database: with everything a silo has but its transport.
/// </summary>
public sealed class Engines : IAsyncLifetime
{
    private readonly string _runner = Directory.CreateTempSubdirectory("risk-engines-").FullName;
    private readonly List<NodeEngine> _standing = [];
    private TestDatabase _database = null!;

    internal TenantId Tenant { get; private set; }

    internal IPseudonyms Pseudonyms { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create();
        var engine = Open();
        Tenant = (await engine.Stores.Make(new TenantSettings { Name = "lender", Region = "my" })).Id;
        await engine.Keys.CreateTenant(Tenant, default);
        Pseudonyms = await engine.Keys.Pseudonyms(Tenant, default);
    }

    public async Task DisposeAsync()
    {
        foreach (var engine in _standing)
        {
            await engine.DisposeAsync();
        }

        await _database.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    /// <summary>Runs something on one silo, which leaves at its end.</summary>
    internal async Task OnOne(Func<IActors, Task> run)
    {
        await using var silos = await Start(1);
        await run(silos.Actors(0));
    }

    /// <summary>Runs something on two silos, which leave at its end; it gets the edge of each.</summary>
    internal async Task OnTwo(Func<IActors, IActors, Task> run)
    {
        await using var silos = await Start(2);
        await run(silos.Actors(0), silos.Actors(1));
    }

    private Task<RiskSilos> Start(int count) => RiskSilos.Start(
        new MovablePools((Tenant.Value, "a")), [.. Enumerable.Repeat("a", count)], services =>
        {
            var engine = Open();
            engine.Start(default).GetAwaiter().GetResult();
            services.AddSingleton(engine.Accounts).AddSingleton(engine.Tenants).AddSingleton(engine.Published);
        });

    private NodeEngine Open()
    {
        var settings = new HostSettings
        {
            Database = _database.Administrator,
            KeyFile = Path.Combine(_runner, "vault.key"),
            Secrets = _runner,
            PublishSeconds = 86_400,
        };
        var engine = new NodeEngine(settings, NodeListeners.None, TimeProvider.System, NullLoggerFactory.Instance);
        _standing.Add(engine);
        return engine;
    }
}
