using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Tenants.Stores;

public sealed record TenantRow(TenantId Id, TenantSettings Settings);

/// <param name="SecretHash">SHA-256 of the 256-bit secret.</param>
public sealed record ApiKeyRow(
    string Id, TenantId? Tenant, string Label, Roles Roles, ReadOnlyMemory<byte> SecretHash,
    long CreatedAt, long? ExpiresAt, long? RevokedAt, int LinesPerSecond = 0);

public interface ITenantStore
{
    /// <summary>Null where the name is taken.</summary>
    ValueTask<TenantRow?> Add(TenantSettings settings, CancellationToken cancel);

    ValueTask<TenantRow?> Find(TenantId tenant, CancellationToken cancel);

    ValueTask<IReadOnlyList<TenantRow>> All(CancellationToken cancel);

    /// <summary>False unless the stored version is one less than the new one.</summary>
    ValueTask<bool> Update(TenantRow row, CancellationToken cancel);

    ValueTask AddKey(ApiKeyRow key, CancellationToken cancel);

    ValueTask<ApiKeyRow?> FindKey(string id, CancellationToken cancel);

    ValueTask<IReadOnlyList<ApiKeyRow>> Keys(TenantId tenant, CancellationToken cancel);

    /// <summary>False where there is no such key of this tenant.</summary>
    ValueTask<bool> RevokeKey(TenantId tenant, string id, long at, CancellationToken cancel);

    /// <summary>Keys added or changed since an earlier asking, for caches to drop.</summary>
    ValueTask<KeyChanges> KeyChanges(long after, CancellationToken cancel);
}

/// <param name="Newest">
/// Number of the newest change, to be handed back with the next asking. The store counts changes in the order in which
/// they are seen, so no clock has to agree with another.
/// </param>
/// <param name="Ids">What has a change after the number that was asked with.</param>
public sealed record KeyChanges(long Newest, IReadOnlyList<string> Ids);
