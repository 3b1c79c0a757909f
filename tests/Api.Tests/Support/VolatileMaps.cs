using System.Collections.Concurrent;
using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>Column maps in memory.</summary>
internal sealed class VolatileMaps : IMapStore
{
    private readonly ConcurrentDictionary<(TenantId Tenant, string Name), List<MapRow>> _maps = new();

    public ValueTask<MapRow?> Put(
        TenantId tenant, string name, ReadOnlyMemory<byte> content, long at, CancellationToken cancel)
    {
        var versions = _maps.GetOrAdd((tenant, name), _ => []);
        var hash = SHA256.HashData(content.Span);
        lock (versions)
        {
            if (versions.Count == 0 || !versions[^1].Hash.Span.SequenceEqual(hash))
            {
                versions.Add(new MapRow(name, versions.Count + 1, hash, at, content));
            }

            return new(versions[^1]);
        }
    }

    public ValueTask<MapRow?> Find(TenantId tenant, string name, int? version, CancellationToken cancel) =>
        new(_maps.TryGetValue((tenant, name), out var versions)
            ? versions.LastOrDefault(row => version is null || row.Version == version) : null);

    public ValueTask<IReadOnlyList<MapRow>> All(TenantId tenant, CancellationToken cancel) =>
        new([.. _maps.Where(map => map.Key.Tenant == tenant).Select(map => map.Value[^1]).OrderBy(row => row.Name)]);
}
