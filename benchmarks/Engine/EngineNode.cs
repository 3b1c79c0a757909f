using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Projections;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Vaults;

namespace OrleansRisk.Benchmarks.Engine;

/// <summary>
/// Accounts in this process, with neither HTTP nor a silo in front: sealed, durable, over a real database.
/// </summary>
internal sealed class EngineNode : IAsyncDisposable
{
    private readonly PostgresStores _stores;
    private readonly KeyRing _keys;
    private readonly ReferenceDataCache _reference;
    private readonly ProjectionRunner _runner;
    private readonly GroupCommitter _journal;
    private readonly SnapshotGroups _snapshots;

    private EngineNode(BenchDatabase database, int writers, TimeProvider time)
    {
        var logs = NullLoggerFactory.Instance;
        _stores = PostgresStores.Open(
            new PostgresOptions
            {
                Writer = database.As("risk_writer"),
                Reader = database.As("risk_reader"),
                Projector = database.As("risk_projector"),
                Operator = database.As("risk_operator"),
            }, time, logs);
        var kek = VaultKek.Local(LocalFileKey.Open(
            Path.Combine(Path.GetTempPath(), database.Name + ".key"), "local", "bench", production: false));
        _keys = new KeyRing(
            _stores.Keys, kek, new KeyRingOptions("local", "bench"), time, NullLogger<KeyRing>.Instance);
        _reference = new ReferenceDataCache(_stores.ReferenceData, time);
        _runner = new ProjectionRunner(
            new ProjectionSources(_stores.Journal, _stores.ReferenceData, _keys, _stores.Keys, _stores.Tenants),
            _reference, new ReferenceDataOptions(), time, NullLogger<ProjectionRunner>.Instance);
        _journal = new GroupCommitter(
            _stores.Writers, new GroupCommitterOptions { Writers = writers }, [_runner], time,
            NullLogger<GroupCommitter>.Instance);
        _snapshots = new SnapshotGroups(_stores.Snapshots, NullLogger.Instance);
        var directory = new TenantDirectory(
            _stores.Tenants, _keys, new TenantScoringVersions(_stores.ReferenceData), time);
        Actors = new TurnKeeper(
            new AccountServices(
                new AccountStores(_journal, _stores.Journal, _snapshots), _keys, _reference, directory,
                new AccountRuntime(
                    time, new StateBuffers(), new EngineMetrics(), new AccountOptions(), NullLogger.Instance)),
            _stores.Services(directory, time));
    }

    public TurnKeeper Actors { get; }

    public TenantId Tenant { get; private set; }

    public IPseudonyms Pseudonyms { get; private set; } = null!;

    public static async Task<EngineNode> Start(
        BenchDatabase database, int writers = 1, TimeProvider? time = null)
    {
        var node = new EngineNode(database, writers, time ?? TimeProvider.System);
        await node._runner.Start(CancellationToken.None);
        var settings = new TenantSettings { Name = "bench", Region = "local", RetentionMonths = 120 };
        var all = await node._stores.Tenants.All(CancellationToken.None);
        var tenant = all.Count > 0 ? all.Single() : await node._stores.Make(settings);
        node.Tenant = tenant.Id;
        await node._keys.CreateTenant(tenant.Id, CancellationToken.None);
        node.Pseudonyms = await node._keys.Pseudonyms(tenant.Id, CancellationToken.None);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        await _runner.DisposeAsync();
        await _snapshots.DisposeAsync();
        _reference.Dispose();
        _keys.Dispose();
        await _stores.DisposeAsync();
    }
}
