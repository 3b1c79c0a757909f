using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Journal.Snapshots;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>
/// Actors, key ring and sealing as they are, over a journal in memory and a clock that stands still. A restart makes
/// all of them anew over what the journal holds.
/// </summary>
internal sealed class VolatileEngine : IAsyncDisposable
{
    private readonly EngineOptions _options;

    private VolatileEngine(EngineOptions options)
    {
        _options = options;
        Time = options.Time ?? new ManualTime();
        Journal = options.Journal ?? new VolatileJournal();
        Kek = (options.SameKeysAs ?? options.SameVaultAs)?.Kek ?? new VolatileKek();
        KeyRows = new VolatileKeyRows(Journal, options.SameKeysAs?.KeyRows)
        {
            Deployment = options.Deployment,
        };
        Reference = new VolatileReferenceDataStore();
        Models = new VolatileModelStore();
        Changes = new VolatileChanges(Tenants, Models, Reference)
        {
            Told = published => Published.Follow(published.Version),
        };
        (Keys, Services, TenantServices) = Start();
        Actors = new TurnKeeper(Services, TenantServices, options.AccountsInMemory);
    }

    public VolatileJournal Journal { get; }

    public VolatileTenants Tenants { get; } = new();

    public VolatileReferenceDataStore Reference { get; }

    public VolatileModelStore Models { get; }

    public VolatileChanges Changes { get; }

    public FixedPublished Published { get; } = new();

    public VolatileKek Kek { get; }

    public VolatileKeyRows KeyRows { get; }

    public ManualTime Time { get; }

    public KeyRing Keys { get; private set; }

    public AccountServices Services { get; private set; }

    public TenantServices TenantServices { get; private set; }

    public TurnKeeper Actors { get; private set; }

    public TenantId Tenant { get; private set; }

    /// <summary>Fold of the records written after the next restart.</summary>
    public ushort ScoringVersion { get; set; } = ScoringVersions.Newest;

    public IPseudonyms Pseudonyms { get; private set; } = null!;

    public static async Task<VolatileEngine> Create(EngineOptions? options = null)
    {
        var engine = new VolatileEngine(options ?? new EngineOptions());
        engine.Tenant = await engine.AddTenant("lender");
        engine.Pseudonyms = await engine.Keys.Pseudonyms(engine.Tenant, default);
        return engine;
    }

    public async Task<TenantId> AddTenant(string name)
    {
        var row = await Tenants.Add(new TenantSettings { Name = name, Region = "my" }, default);
        await Keys.CreateTenant(row!.Id, default);
        return row.Id;
    }

    /// <summary>Goes on with another tenant than the one it began with.</summary>
    public async Task Adopt(string name) => Tenant = await AddTenant(name);

    public Caller Caller(
        Roles roles = Roles.Ingest | Roles.History | Roles.Read | Roles.Analyst, TenantId? tenant = null) =>
        new(tenant ?? Tenant, "tests", roles, "request-1");

    public AccountKey Key(string account) => Pseudonyms.Account(account);

    public IAccount Account(string account) => Actors.Account(Tenant, Key(account));

    /// <summary>Everything in memory is gone; what stays is the journal and the keys.</summary>
    public async Task Restart()
    {
        await Services.Stores.Snapshots.Finish(default);
        await Services.Stores.Snapshots.DisposeAsync();
        Keys.Dispose();
        (Keys, Services, TenantServices) = Start();
        Actors = new TurnKeeper(Services, TenantServices, _options.AccountsInMemory);
        Pseudonyms = await Keys.Pseudonyms(Tenant, default);
    }

    public async ValueTask DisposeAsync()
    {
        Journal.Release();
        await Services.Stores.Snapshots.DisposeAsync();
        Services.Runtime.Metrics.Dispose();
        Keys.Dispose();
    }

    private (KeyRing Keys, AccountServices Services, TenantServices Tenants) Start()
    {
        var keys = new KeyRing(KeyRows, Kek, new KeyRingOptions("my", "test"), Time, NullLogger<KeyRing>.Instance);
        var runtime = new AccountRuntime(
            Time, new StateBuffers(), new EngineMetrics(), _options.Accounts, NullLogger.Instance);
        var versions = new FixedScoringVersions(() => ScoringVersion);
        var directory = new TenantDirectory(Tenants, keys, versions, Time);
        var notices = new TenantNotices([]);
        notices.Follow(directory.Follow);
        var stores = new AccountStores(Journal, Journal, new SnapshotGroups(Journal, NullLogger.Instance, Time));
        var services = new AccountServices(stores, keys, Published, directory, runtime);
        return (keys, services, new TenantServices(
            new TenantStores(Tenants, Changes.Maps, Models, Reference, null!), directory, versions,
            new ChangeWriter(Changes, Changes, notices, Time, NullLogger.Instance), new VolatileNodes(), Time));
    }
}

internal sealed record EngineOptions
{
    public ManualTime? Time { get; init; }

    /// <summary>A journal that another engine writes too.</summary>
    public VolatileJournal? Journal { get; init; }

    /// <summary>Another engine with the same tenant keys, so that pseudonyms and states can be compared.</summary>
    public VolatileEngine? SameKeysAs { get; init; }

    public Guid Deployment { get; init; } = new("0b6f5c1e-5d9a-4a0e-9c2f-6f2a4d1b7e33");

    /// <summary>Another engine whose tenants' keys can be unwrapped here.</summary>
    public VolatileEngine? SameVaultAs { get; init; }

    public AccountOptions Accounts { get; init; } = new();

    /// <summary>Above it the account used longest ago is put out.</summary>
    public int AccountsInMemory { get; init; } = int.MaxValue;
}
