using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using OrleansRisk.Cluster.Tests.Processes;
using OrleansRisk.Cluster.Tests.Support;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Running;

/// <summary>A silo says what it still waits for, in the order in which it comes, until nothing is missing.</summary>
public sealed class ReadyWordsTests : IAsyncLifetime
{
    private readonly string _runner = Directory.CreateTempSubdirectory("risk-ready-").FullName;
    private TestDatabase _database = null!;

    [Fact]
    public async Task Missing_FromJoiningToServing_NamesEachThingUntilItIsThere()
    {
        var (oracle, member) = JoiningMember.Create();
        await using var engine = Engine();
        using var pools = new PoolMapCache(new MovablePools(), NullLogger<PoolMapCache>.Instance);
        using var keys = new PoolKeys(
            engine.Keys, pools, new Locality("local", "main"), TimeProvider.System, NullLogger<PoolKeys>.Instance);
        var ready = new SiloCheck(oracle, pools, engine, keys);

        Assert.Equal("membership", await Missing(ready));
        member.Status = SiloStatus.Active;
        Assert.Equal("pool_map", await Missing(ready));
        await pools.Refresh(default);
        Assert.Equal("publications", await Missing(ready));
        await engine.Start(default);
        Assert.Equal("keys", await Missing(ready));
        await keys.StartAsync(default);
        await keys.ExecuteTask!;
        Assert.Null(await Missing(ready));

        member.Status = SiloStatus.ShuttingDown;
        Assert.Equal("membership", await Missing(ready));
    }

    private static async Task<string?> Missing(SiloCheck check) =>
        (await check.CheckHealthAsync(new HealthCheckContext(), default)).Description;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.Create();
        await SiloProcess.Command(
            new Dictionary<string, string>
            {
                ["RISK_DATABASE"] = _database.Administrator,
                ["RISK_KEYFILE"] = Path.Combine(_runner, "vault.key"),
                ["RISK_SECRETS"] = _runner,
            }, "migrate");
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_runner, recursive: true);
    }

    private NodeEngine Engine() => new(
        new HostSettings { Database = _database.Administrator, KeyFile = Path.Combine(_runner, "vault.key") },
        NodeListeners.None, TimeProvider.System, NullLoggerFactory.Instance);
}
