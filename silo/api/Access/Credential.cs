using OrleansRisk.Actors.Access;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Access;

/// <summary>What a key opens; <see cref="Key"/> is null where there is no such key.</summary>
/// <param name="LoadedAt">Timestamp of the clock when it was read.</param>
internal sealed record Credential(ApiKeyRow? Key, TenantRow? Tenant, long LoadedAt)
{
    /// <summary>Whether the key still opens anything at this moment, milliseconds since 1970.</summary>
    public bool Holds(long now) =>
        Key is { RevokedAt: null, Roles: not Roles.None } key && (key.ExpiresAt is not { } end || now < end)
        && (key.Tenant is not null) == (Tenant is not null);
}
