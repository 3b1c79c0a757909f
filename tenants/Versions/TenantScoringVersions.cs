using System.Security.Cryptography;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// A tenant's scoring version is published, like its thresholds: numbered, never taken back, and the same for every
/// node. A tenant that has none yet gets the newest that every live node computes; a newer one is switched on by an
/// operator, once every live node computes it. Nothing here is needed for a decision to be right: each record names its
/// scoring version, and of two writers one fails. It is needed for every account to be readable wherever it wakes.
/// </summary>
public sealed class TenantScoringVersions(IReferenceDataStore store, INodes nodes, TimeProvider time)
    : ITenantScoringVersions
{
    public async ValueTask<ushort> Of(TenantId tenant, CancellationToken cancel)
    {
        while (true)
        {
            if (await Published(tenant, cancel).ConfigureAwait(false) is { } published)
            {
                return published.ScoringVersion;
            }

            await Add(tenant, 1, Common(await nodes.Live(cancel).ConfigureAwait(false)), cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Switches a tenant to a newer scoring version, or says why not.</summary>
    public async ValueTask<ScoringVersionSwitch> Switch(
        TenantId tenant, ushort scoringVersion, CancellationToken cancel)
    {
        var live = await nodes.Live(cancel).ConfigureAwait(false);
        var behind = live.Where(node => node.NewestScoringVersion < scoringVersion).ToList();
        if (!ScoringVersions.Knows(scoringVersion) || behind.Count > 0)
        {
            return new ScoringVersionSwitch(ScoringVersionSwitchResult.NotEverywhere, 0, behind);
        }

        while (true)
        {
            var now = await Published(tenant, cancel).ConfigureAwait(false);
            if (now is { } published && published.ScoringVersion >= scoringVersion)
            {
                return new ScoringVersionSwitch(
                    published.ScoringVersion == scoringVersion ? ScoringVersionSwitchResult.AlreadyThere
                    : ScoringVersionSwitchResult.WouldGoBack,
                    published.ScoringVersion, []);
            }

            if (await Add(tenant, (now?.Version ?? 0) + 1, scoringVersion, cancel).ConfigureAwait(false))
            {
                return new ScoringVersionSwitch(ScoringVersionSwitchResult.Switched, scoringVersion, []);
            }
        }
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

    /// <summary>The newest scoring version that all of them compute, and this process too.</summary>
    private static ushort Common(IReadOnlyList<NodeRow> live) =>
        live.Select(static node => node.NewestScoringVersion).Append(ScoringVersions.Newest).Min();

    private async ValueTask<(int Version, ushort ScoringVersion)?> Published(
        TenantId tenant, CancellationToken cancel) =>
        await store.Newest(tenant, ReferenceDataKind.ScoringVersion, cancel).ConfigureAwait(false) is { } published
            ? (published.Version, ScoringVersionContent.Read(published))
            : null;

    private ValueTask<bool> Add(TenantId tenant, int version, ushort scoringVersion, CancellationToken cancel)
    {
        var content = ScoringVersionContent.Write(scoringVersion);
        return store.Add(
            new ReferenceDataVersion(
                tenant, ReferenceDataKind.ScoringVersion, version, time.GetUtcNow().ToUnixTimeMilliseconds(),
                SHA256.HashData(content), content), cancel);
    }
}
