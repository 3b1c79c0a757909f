using OrleansRisk.Engine;
using OrleansRisk.Engine.Accounts;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Engine.Publications;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Postgres;
using OrleansRisk.Silo.Options;
using OrleansRisk.Vaults;

namespace OrleansRisk.Silo.Running;

/// <summary>
/// What the grains of this silo stand on: database, vault, journal and publications, exactly as in standalone; built
/// from the bottom up, taken down from the top. Only the scheduler is not here, for Orleans is.
/// </summary>
internal sealed class SiloEngine : IAsyncDisposable
{
    private static readonly TimeSpan MonthsEvery = TimeSpan.FromHours(1);

    private readonly LocalFileKey _vaultKey;
    private readonly ProjectionFolder _folder;
    private readonly GroupCommitter _journal;
    private readonly SnapshotGroups _snapshots;
    private readonly EngineMetrics _metrics = new();
    private readonly PublishedCache _published;
    private readonly KeyRing _keys;
    private readonly ITimer _months;

    public SiloEngine(SiloSettings settings, TimeProvider time, ILoggerFactory logs)
    {
        Stores = PostgresStores.Open(SettingsReader.Databases(settings), time, logs);
        _vaultKey = LocalFileKey.Open(settings.KeyFile!, settings.Region, settings.Environment, settings.Production);
        _keys = new KeyRing(
            Stores.Keys, VaultKek.Local(_vaultKey), new KeyRingOptions(settings.Region, settings.Environment), time,
            logs.CreateLogger<KeyRing>());
        _published = new PublishedCache(Stores.Publications, time);
        _folder = new ProjectionFolder(
            new FolderSources(Stores.Journal, Stores.Publications, _keys, Stores.Keys, Stores.Tenants), _published,
            new PublicationOptions { Every = TimeSpan.FromSeconds(settings.PublishSeconds) }, time,
            logs.CreateLogger<ProjectionFolder>());
        _journal = new GroupCommitter(
            Stores.Lanes, new GroupCommitterOptions { Lanes = settings.Lanes }, [_folder], time,
            logs.CreateLogger<GroupCommitter>());
        var logger = logs.CreateLogger<SiloEngine>();
        _snapshots = new SnapshotGroups(Stores.Snapshots, logger);
        var directory = new TenantDirectory(Stores.Tenants, _keys, time);
        Accounts = new AccountServices(
            new AccountStores(_journal, Stores.Journal, _snapshots), _keys, _published, directory,
            new AccountRuntime(time, new StateBuffers(), _metrics, new AccountOptions(), logger));
        Tenants = new TenantServices(Stores.Tenants, directory, _published, time, logger);
        _months = time.CreateTimer(_ => _ = EnsureMonths(logger), null, MonthsEvery, MonthsEvery);
    }

    public PostgresStores Stores { get; }

    public AccountServices Accounts { get; }

    public TenantServices Tenants { get; }

    public IPublished Published => _published;

    public IKeyRing Keys => _keys;

    /// <summary>Loads what accounts read from outside themselves; before it, the silo does not join.</summary>
    public Task Start(CancellationToken cancel) => _folder.Start(cancel);

    /// <summary>
    /// Writes the snapshots that the grains left behind on their way out, for as long as the caller waits.
    /// </summary>
    public ValueTask Drain(CancellationToken cancel) => _snapshots.Finish(cancel);

    public async ValueTask DisposeAsync()
    {
        await _months.DisposeAsync();
        await _snapshots.DisposeAsync();
        await _journal.DisposeAsync();
        await _folder.DisposeAsync();
        await Stores.DisposeAsync();
        _published.Dispose();
        _keys.Dispose();
        _vaultKey.Dispose();
        _metrics.Dispose();
    }

    private async Task EnsureMonths(ILogger logger)
    {
        try
        {
            await Stores.Periods.Ensure(CancellationToken.None);
        }
        catch (JournalUnavailableException failure)
        {
            SiloLog.MonthsNotMade(logger, failure.Message); // the next hour tries again; months are made well ahead
        }
    }
}
