using System.Collections.Concurrent;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tests.Support.InMemory;

/// <summary>Column maps in memory.</summary>
internal sealed class VolatileMaps : IMapStore
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Name), List<MapRow>> _maps = new();

    public void Apply(TenantEffect.MapKept kept) => _maps.GetOrAdd((kept.Tenant, kept.Map.Name), _ => []).Add(kept.Map);

    public ValueTask<MapRow?> Find(TenantId tenant, string name, int? version, CancellationToken cancel) =>
        new(_maps.TryGetValue((tenant, name), out var versions)
            ? versions.LastOrDefault(row => version is null || row.Version == version) : null);

    public ValueTask<IReadOnlyList<MapRow>> All(TenantId tenant, CancellationToken cancel) =>
        new([.. _maps.Where(map => map.Key.Tenant == tenant).Select(map => map.Value[^1]).OrderBy(row => row.Name)]);
}
