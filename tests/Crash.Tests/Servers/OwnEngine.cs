using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Crash.Tests.Rounds;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Postgres;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Vaults;

namespace OrleansRisk.Crash.Tests.Servers;

/// <summary>
/// The engine as a host makes it, over the real database, inside the test: for what needs a clock that a test moves
/// through months. The hosts of a deployment open what it writes.
/// </summary>
public sealed class OwnEngine : IAsyncDisposable
{
    private readonly LocalFileKey _vaultKey;
    private readonly KeyRing _keys;
    private readonly ReferenceDataCache _reference;
    private readonly GroupCommitter _journal;
    private readonly SnapshotGroups _snapshots;
    private readonly EngineMetrics _metrics = new();
    private readonly TurnKeeper _actors;

    private OwnEngine(Deployment deployment, ManualTime time, TenantId tenant)
    {
        var place = deployment.Keys;
        (Time, Tenant) = (time, tenant);
        Stores = PostgresStores.Open(deployment.Database.Options(), TimeProvider.System, NullLoggerFactory.Instance);
        _vaultKey = LocalFileKey.Open(place.File, place.Region, place.Environment, production: false);
        _keys = new KeyRing(
            Stores.Keys, VaultKek.Local(_vaultKey), new KeyRingOptions(place.Region, place.Environment), time,
            NullLogger<KeyRing>.Instance);
        _reference = new ReferenceDataCache(Stores.ReferenceData, time);
        _journal = new GroupCommitter(
            Stores.Writers, new GroupCommitterOptions(), [], TimeProvider.System, NullLogger<GroupCommitter>.Instance);
        _snapshots = new SnapshotGroups(Stores.Snapshots, NullLogger.Instance);
        var directory = new TenantDirectory(
            Stores.Tenants, _keys, new TenantScoringVersions(Stores.ReferenceData), time, _reference);
        var services = new AccountServices(
            new AccountStores(_journal, Stores.Journal, _snapshots), _keys, _reference, directory,
            new AccountRuntime(time, new StateBuffers(), _metrics, new AccountOptions(), NullLogger.Instance));
        _actors = new TurnKeeper(services, Stores.Services(directory, time));
    }

    public PostgresStores Stores { get; }

    public ManualTime Time { get; }

    public TenantId Tenant { get; }

    public Caller Caller => new(Tenant, "tests", Roles.Ingest | Roles.Read, "request-1");

    private IPseudonyms Pseudonyms { get; set; } = null!;

    public static async Task<OwnEngine> Start(Deployment deployment, ManualTime time, TenantId tenant)
    {
        var engine = new OwnEngine(deployment, time, tenant);
        engine.Pseudonyms = await engine._keys.Pseudonyms(tenant, CancellationToken.None);
        return engine;
    }

    public Core.Accounts.AccountKey Key(string account) => Pseudonyms.Account(account);

    public IAccount Account(string account) => _actors.Account(Tenant, Key(account));

    public async ValueTask DisposeAsync()
    {
        await _actors.PutOut();
        await _snapshots.DisposeAsync();
        await _journal.DisposeAsync();
        await Stores.DisposeAsync();
        _reference.Dispose();
        _keys.Dispose();
        _vaultKey.Dispose();
        _metrics.Dispose();
    }
}
