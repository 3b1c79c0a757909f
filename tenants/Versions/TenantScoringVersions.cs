using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// A tenant's scoring version is published, like its thresholds: numbered, never taken back, and the same for every
/// node. Nothing here is needed for a decision to be right: each record names its scoring version, and of two writers
/// one fails. It is needed for every account to be readable wherever it wakes.
/// </summary>
public sealed class TenantScoringVersions(IReferenceDataStore store) : ITenantScoringVersions
{
    public async ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel) =>
        (await Published(tenant, cancel).ConfigureAwait(false))?.ScoringVersion
            ?? throw new ReferenceDataUnreadableException($"tenant {tenant} has no scoring version");

    /// <summary>
    /// Tenants whose scoring version this program does not compute, with that version: it must not serve them.
    /// </summary>
    public async ValueTask<IReadOnlyList<(TenantId Tenant, ushort ScoringVersion)>> Unknown(
        IEnumerable<TenantId> tenants, CancellationToken cancel)
    {
        var unknown = new List<(TenantId, ushort)>();
        foreach (var tenant in tenants)
        {
            if (await Published(tenant, cancel).ConfigureAwait(false) is { } published
                && !ScoringVersions.Knows(published.ScoringVersion))
            {
                unknown.Add((tenant, published.ScoringVersion));
            }
        }

        return unknown;
    }

    internal async ValueTask<(int Version, ushort ScoringVersion)?> Published(
        TenantId tenant, CancellationToken cancel) =>
        await store.Newest(tenant, ReferenceDataKind.ScoringVersion, cancel).ConfigureAwait(false) is { } published
            ? (published.Version, ScoringVersionContent.Read(published))
            : null;
}
