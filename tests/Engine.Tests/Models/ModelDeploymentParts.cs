using OrleansRisk.Actors.Access;
using OrleansRisk.Engine.Tests.ReferenceData;
using OrleansRisk.Engine.Tests.Volatile;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Engine.Tests.Models;

/// <summary>
/// Model deployments over a registry and versions in memory; each node is a process of its own over them.
/// </summary>
internal sealed class ModelDeploymentParts : IDisposable
{
    private readonly List<ReferenceDataCache> _caches = [];

    public static TenantId Tenant { get; } = new(1);

    public ManualTime Time { get; } = new();

    public VolatileReferenceDataStore Store { get; } = new();

    public VolatileModelStore Models { get; } = new();

    public ushort ScoringVersion { get; set; } = 3;

    public long Now => Time.GetUtcNow().ToUnixTimeMilliseconds();

    public (ModelDeployments ModelDeployments, ReferenceDataCache Cache) Node()
    {
        var cache = new ReferenceDataCache(Store, Time, Models);
        _caches.Add(cache);
        return (new ModelDeployments(Store, Models, new FixedScoringVersions(() => ScoringVersion), cache, Time),
            cache);
    }

    public static ModelDeploymentPlan Plan(string? anomaly, params string[] challengers) =>
        new(0, 0, "", anomaly, challengers, null);

    public void Dispose() => _caches.ForEach(static cache => cache.Dispose());
}
