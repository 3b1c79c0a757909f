using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Host.Membership;
using OrleansRisk.Host.Settings;
using OrleansRisk.Host.Storage;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Storage;

/// <summary>A silo with Orleans' own tables in a real database, as the host sets them up.</summary>
public sealed class OrleansTables : IAsyncLifetime
{
    private readonly StateSeal _seal = new(Some.Bytes(32));

    internal TestDatabase Database { get; private set; } = null!;

    internal RiskSilos Silos { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.Create();
        await ClusterMigrations.Apply(Database.Administrator, default);
        var stores = RiskSilos.Silent(new SilentStores());
        var connection = SiloDatabase.Of(new HostSettings { Database = Database.Administrator });
        Silos = await RiskSilos.Start(new MovablePools((1, "a")), ["a"], services =>
        {
            stores(services);
            services.AddStorage(connection, _seal);
        });
    }

    public async Task DisposeAsync()
    {
        await Silos.DisposeAsync();
        await Database.DisposeAsync();
    }
}
