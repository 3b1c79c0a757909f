using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Tenants.InForce;

/// <summary>Keys of the platform's own operators: of no tenant, and changes of the platform.</summary>
public sealed class PlatformKeys(ITenantStore store, ChangeWriter changes, TimeProvider time)
{
    /// <summary>Keeps a key, unless it is there.</summary>
    public ValueTask<Outcome<ApiKeySecret>> Add(ApiKeySecret secret, string by, CancellationToken cancel) =>
        changes.Write(TenantChange.Platform, by, async () =>
        {
            if (await store.FindKey(secret.Id, cancel).ConfigureAwait(false) is not null)
            {
                return new(secret);
            }

            var row = new ApiKeyRow(
                secret.Id, Tenant: null, "operator", Roles.Operator, secret.Hash(),
                time.GetUtcNow().ToUnixTimeMilliseconds(), ExpiresAt: null, RevokedAt: null);
            return new ChangeProposal<ApiKeySecret>(secret, new TenantEffect.KeyAdded(row))
            {
                Kind = TenantChangeKind.KeyIssued,
                Subject = row.Id,
                ContentHash = SettingsContent.Hash(TenantActor.Shown(row)),
            };
        }, cancel);
}
