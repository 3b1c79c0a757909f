using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// A tenant's scoring version is published, like its thresholds: numbered, never taken back, and the same for every
/// node. Nothing here is needed for a decision to be right: each record names its scoring version, and of two writers
/// one fails. It is needed for every account to be readable wherever it wakes.
/// </summary>
public sealed class TenantScoringVersions(IReferenceDataStore store, TimeProvider? time = null) : ITenantScoringVersions
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    public async ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel) =>
        (await Deployed(tenant, cancel).ConfigureAwait(false))[^1].ScoringVersion;

    public async ValueTask<IReadOnlyList<ScoringDeployment>> Deployed(TenantId tenant, CancellationToken cancel)
    {
        var (now, found) = (_time.GetUtcNow().ToUnixTimeMilliseconds(), new List<ScoringDeployment>());
        for (var next = await Published(tenant, cancel).ConfigureAwait(false); next is not null;
            next = await Find(tenant, next.Number - 1, cancel).ConfigureAwait(false))
        {
            found.Add(next);
            if (next.From <= now || next.Number == 1)
            {
                return found;
            }
        }

        throw new ReferenceDataUnreadableException($"tenant {tenant} has no scoring version");
    }

    /// <summary>Those before a number, the newest first.</summary>
    public async ValueTask<IReadOnlyList<ScoringDeployment>> All(
        TenantId tenant, int before, int most, CancellationToken cancel)
    {
        var newest = await Published(tenant, cancel).ConfigureAwait(false);
        var found = new List<ScoringDeployment>();
        for (var number = Math.Min(before - 1, newest?.Number ?? 0); number > 0 && found.Count < most; number--)
        {
            found.Add((await Find(tenant, number, cancel).ConfigureAwait(false))!);
        }

        return found;
    }

    /// <summary>Null if there is none of that number.</summary>
    public async ValueTask<ScoringDeployment?> Find(TenantId tenant, int number, CancellationToken cancel) =>
        await store.Find(tenant, ReferenceDataKind.ScoringVersion, number, cancel).ConfigureAwait(false) is { } found
            ? ScoringVersionContent.Read(found)
            : null;

    /// <summary>Null if there is none of that number.</summary>
    public async ValueTask<ScoringProposal?> Proposal(TenantId tenant, int number, CancellationToken cancel) =>
        await store.Find(tenant, ReferenceDataKind.ScoringProposal, number, cancel).ConfigureAwait(false) is { } found
            ? ScoringProposal.Read(found)
            : null;

    /// <summary>The newest first.</summary>
    public async ValueTask<IReadOnlyList<ScoringProposal>> Proposals(
        TenantId tenant, int most, CancellationToken cancel)
    {
        var newest = await store.Newest(tenant, ReferenceDataKind.ScoringProposal, cancel).ConfigureAwait(false);
        var found = new List<ScoringProposal>();
        for (var number = newest?.Version ?? 0; number > 0 && found.Count < most; number--)
        {
            found.Add((await Proposal(tenant, number, cancel).ConfigureAwait(false))!);
        }

        return found;
    }

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

    /// <summary>The newest, also if its time is still to come.</summary>
    internal async ValueTask<ScoringDeployment?> Published(TenantId tenant, CancellationToken cancel) =>
        await store.Newest(tenant, ReferenceDataKind.ScoringVersion, cancel).ConfigureAwait(false) is { } published
            ? ScoringVersionContent.Read(published)
            : null;
}
