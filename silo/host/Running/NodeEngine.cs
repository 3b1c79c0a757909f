using Microsoft.Extensions.Logging;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Host.Alone;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Exports;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Records;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models.Monitoring;
using OrleansRisk.Tenants.Projections;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Vaults;

namespace OrleansRisk.Host.Running;

/// <summary>
/// What the actors stand on: database, vault, journal and versions; built from the bottom up, taken down from the
/// top.
/// </summary>
internal sealed class NodeEngine : IAsyncDisposable
{
    private static readonly TimeSpan MonthsEvery = TimeSpan.FromHours(1);

    private readonly LocalFileKey _vaultKey;
    private readonly ProjectionRunner _runner;
    private readonly GroupCommitter _journal;
    private readonly SnapshotGroups _snapshots;
    private readonly EngineMetrics _metrics = new();
    private readonly ReferenceDataCache _reference;
    private readonly KeyRing _keys;
    private readonly ITimer _months;

    public NodeEngine(HostSettings settings, NodeListeners listeners, TimeProvider time, ILoggerFactory logs)
    {
        Name = Neighbours.NameOf(settings);
        Stores = PostgresStores.Open(Databases.Of(settings), time, logs);
        NodeHeartbeat = new NodeHeartbeat(
            Stores.Nodes, Name, SchemaMigrations.Version, time, logs.CreateLogger<NodeHeartbeat>());
        _vaultKey =
            LocalFileKey.Open(KeyFiles.Of(settings), settings.Region, settings.Environment, settings.Production);
        _keys = new KeyRing(
            Stores.Keys, VaultKek.Local(_vaultKey), settings.KeyRing, time,
            logs.CreateLogger<KeyRing>());
        _reference = new ReferenceDataCache(Stores.ReferenceData, time, Stores.Models);
        var versions = new ReferenceDataOptions
        {
            Every = TimeSpan.FromSeconds(settings.PublishSeconds),
            EventTime = settings.EventTime,
        };
        _runner = new ProjectionRunner(
            new ProjectionSources(Stores.Journal, Stores.ReferenceData, _keys, Stores.Keys, Stores.Tenants),
            _reference, versions, time, logs.CreateLogger<ProjectionRunner>());
        Feed = new LiveFeed(
            new FeedSources(Stores.Feed, _keys, Stores.Keys, listeners.Notifications)
            {
                Consents = Stores.ConsentEvents,
            },
            time,
            logs.CreateLogger<LiveFeed>());
        _journal = new GroupCommitter(
            Stores.Writers, new GroupCommitterOptions { Writers = settings.JournalWriters },
            [_runner, Feed, .. listeners.Committed], time,
            logs.CreateLogger<GroupCommitter>());
        var logger = logs.CreateLogger<NodeEngine>();
        _snapshots = new SnapshotGroups(Stores.Snapshots, logger);
        ScoringVersions = new TenantScoringVersions(Stores.ReferenceData, time);
        ModelDeployments = new ModelDeployments(Stores.ReferenceData, _reference);
        Export = new TransactionExport(
            Stores.Feed, Stores.Journal, _keys, Stores.Keys, logs.CreateLogger<TransactionExport>());
        Monitor = new ModelMonitor(
            new MonitorSources(Stores.Feed, Stores.Journal, _keys, Stores.Keys, _reference), time,
            logs.CreateLogger<ModelMonitor>());
        var directory = new TenantDirectory(Stores.Tenants, _keys, ScoringVersions, time, _reference);
        Accounts = new AccountServices(
            new AccountStores(_journal, Stores.Journal, _snapshots), _keys, _reference, directory,
            new AccountRuntime(time, new StateBuffers(), _metrics, new AccountOptions(), logger));
        listeners.Tenants.Follow(directory.Follow);
        listeners.Tenants.Follow((tenant, _) =>
        {
            Feed.Consents.Noticed(tenant);
            return ValueTask.CompletedTask;
        });
        var changes = new ChangeWriter(
            Stores.TenantWrites, Stores.TenantChanges, listeners.Tenants, time, logs.CreateLogger<ChangeWriter>());
        Tenants = new TenantServices(
            new TenantStores(
                Stores.Tenants, Stores.Maps, Stores.Models, Stores.ReferenceData, Stores.Consents), directory,
            ScoringVersions, changes, Stores.Nodes, time)
        {
            Feed = Stores.Feed,
        };
        NewTenants = new NewTenants(Stores.Tenants, changes, Stores.Nodes, time);
        PlatformKeys = new PlatformKeys(Stores.Tenants, changes, time);
        _months = time.CreateTimer(_ => _ = EnsureMonths(logger), null, MonthsEvery, MonthsEvery);
    }

    /// <summary>This process and no other, also after a restart on the same machine.</summary>
    public string Name { get; }

    public PostgresStores Stores { get; }

    /// <summary>With which scoring version each tenant goes on.</summary>
    public TenantScoringVersions ScoringVersions { get; }

    /// <summary>With which models each tenant goes on.</summary>
    public ModelDeployments ModelDeployments { get; }

    /// <summary>How models fare.</summary>
    public ModelMonitor Monitor { get; }

    /// <summary>A tenant's journal, as models are trained on it.</summary>
    public TransactionExport Export { get; }

    /// <summary>That this node is there, for the others to know.</summary>
    public NodeHeartbeat NodeHeartbeat { get; }

    public AccountServices Accounts { get; }

    public TenantServices Tenants { get; }

    public NewTenants NewTenants { get; }

    public PlatformKeys PlatformKeys { get; }

    public IReferenceData Published => _reference;

    /// <summary>What payees are paid for, by each tenant's rules.</summary>
    public ICategoryRules CategoryRules => _reference.Rules;

    public IKeyRing Keys => _keys;

    public ITenantSeal Seal => _keys;

    /// <summary>What is committed, as it happens.</summary>
    public LiveFeed Feed { get; }

    /// <summary>Whether <see cref="Start"/> has come to its end.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Loads what accounts read from outside themselves; before it, nothing is served.</summary>
    public async Task Start(CancellationToken cancel)
    {
        await NodeHeartbeat.Start(cancel);
        await _runner.Start(cancel);
        IsLoaded = true;
    }

    /// <summary>
    /// Writes the snapshots that actors left behind on their way out, for as long as the caller waits.
    /// </summary>
    public ValueTask Drain(CancellationToken cancel) => _snapshots.Finish(cancel);

    public async ValueTask DisposeAsync()
    {
        await _months.DisposeAsync();
        await NodeHeartbeat.DisposeAsync();
        await _snapshots.DisposeAsync();
        await _journal.DisposeAsync();
        await _runner.DisposeAsync();
        await Feed.DisposeAsync();
        await Stores.DisposeAsync();
        _reference.Dispose();
        _keys.Dispose();
        _vaultKey.Dispose();
        _metrics.Dispose();
    }

    /// <summary>Lets go of a tenant's keys, which is served elsewhere from now on.</summary>
    public void Forget(TenantId tenant) => _keys.Forget(tenant);

    /// <summary>Takes over what others counted for a tenant that is served here from now on.</summary>
    public void TakeOver() => _runner.LoadAgain();

    /// <summary>Has everything counted and written that is in the journal by now.</summary>
    public void CountUp() => _runner.WriteSoon();

    private async Task EnsureMonths(ILogger logger)
    {
        try
        {
            await Stores.Months.Ensure(CancellationToken.None);
        }
        catch (JournalUnavailableException failure)
        {
            NodeEngineLog.MonthsNotMade(logger, failure.Message); // the next hour tries again; made well ahead
        }
    }
}
