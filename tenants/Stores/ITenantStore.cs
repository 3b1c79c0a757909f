using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Tenants.Stores;

/// <param name="Changes">Number of the tenant's newest change when this was read.</param>
public sealed record TenantRow(TenantId Id, TenantSettings Settings, long Changes = 0);

/// <param name="SecretHash">SHA-256 of the 256-bit secret.</param>
public sealed record ApiKeyRow(
    string Id, TenantId? Tenant, string Label, Roles Roles, ReadOnlyMemory<byte> SecretHash,
    long CreatedAt, long? ExpiresAt, long? RevokedAt, int LinesPerSecond = 0);

/// <summary>Tenants and their API keys, to read.</summary>
public interface ITenantStore
{
    ValueTask<TenantRow?> Find(TenantId tenant, CancellationToken cancel);

    ValueTask<IReadOnlyList<TenantRow>> All(CancellationToken cancel);

    ValueTask<ApiKeyRow?> FindKey(string id, CancellationToken cancel);

    ValueTask<IReadOnlyList<ApiKeyRow>> Keys(TenantId tenant, CancellationToken cancel);

    /// <summary>Keys added or changed since an earlier asking, for caches to drop.</summary>
    ValueTask<KeyChanges> KeyChanges(long after, CancellationToken cancel);
}

/// <param name="Newest">
/// Number of the newest change, to be handed back with the next asking. The store counts changes in the order in which
/// they are seen, so no clock has to agree with another.
/// </param>
/// <param name="Ids">What has a change after the number that was asked with.</param>
public sealed record KeyChanges(long Newest, IReadOnlyList<string> Ids);
