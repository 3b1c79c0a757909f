using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;

namespace OrleansRisk.Tenants.Tests.Models;

/// <summary>
/// Model deployments over a registry and versions in memory; each node is a process of its own over them.
/// </summary>
internal sealed class ModelDeploymentParts : IDisposable
{
    private readonly List<ReferenceDataCache> _caches = [];
    private VolatileChanges? _changes;

    public static TenantId Tenant { get; } = new(1);

    public ManualTime Time { get; } = new();

    public VolatileReferenceDataStore Store { get; } = new();

    public VolatileModelStore Models { get; } = new();

    public ushort ScoringVersion { get; set; } = 3;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A process of its own; its actors tell its cache what has changed.</summary>
    public (TenantModels Models, ReferenceDataCache Cache) Node(TenantId? of = null)
    {
        var (tenant, tenants) = (of ?? Tenant, new VolatileTenants());
        var cache = new ReferenceDataCache(Store, Time, Models);
        _caches.Add(cache);
        var versions = new FixedScoringVersions(() => ScoringVersion);
        var notices = new TenantNotices([]);
        notices.Follow((changed, _) => cache.FollowModelDeployments(changed, default));
        _changes ??= new VolatileChanges(tenants, Models, Store);
        var services = new TenantServices(
            new TenantStores(tenants, _changes.Maps, Models, Store, null!), null!, versions,
            new ChangeWriter(_changes, _changes, notices, Time, NullLogger.Instance), new VolatileNodes(), Time);
        return (new TenantModels(services, tenant), cache);
    }

    public static Caller Caller(TenantId? tenant = null) => new(tenant ?? Tenant, "key:three", Roles.Admin, "request");

    public static DeploymentRequest Plan(string? anomaly, params string[] challengers) =>
        new(null, anomaly, challengers, null);

    public void Dispose() => _caches.ForEach(static cache => cache.Dispose());
}
