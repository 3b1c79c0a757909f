using OrleansRisk.Actors.Access;

namespace OrleansRisk.Tenants.Stores;

/// <param name="Hash">SHA-256 of <paramref name="Content"/>.</param>
/// <param name="CreatedAt">Milliseconds since 1970-01-01T00:00Z.</param>
/// <param name="Content">The map file, UTF-8 JSON; the engine does not read it.</param>
public sealed record MapRow(
    string Name, int Version, ReadOnlyMemory<byte> Hash, long CreatedAt, ReadOnlyMemory<byte> Content);

/// <summary>Column maps of tenants, by name, to read; a version never changes once it is kept.</summary>
public interface IMapStore
{
    /// <summary>That version, or the newest where it is null.</summary>
    ValueTask<MapRow?> Find(TenantId tenant, string name, int? version, CancellationToken cancel);

    /// <summary>The newest version of each, by name.</summary>
    ValueTask<IReadOnlyList<MapRow>> All(TenantId tenant, CancellationToken cancel);
}
