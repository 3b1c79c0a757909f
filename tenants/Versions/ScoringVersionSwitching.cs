using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Tenants.Versions;

/// <summary>
/// Switches a tenant to a newer scoring version, once every live node computes it. An operator does it beside the
/// silos, as a change of the tenant like any other.
/// </summary>
public sealed class ScoringVersionSwitching(
    TenantScoringVersions versions, INodes nodes, ChangeWriter changes, TimeProvider time)
{
    /// <summary>Switches, or says why not.</summary>
    public async ValueTask<Outcome<ScoringVersionSwitch>> Switch(
        TenantId tenant, string by, ushort scoringVersion, CancellationToken cancel)
    {
        var live = await nodes.Live(cancel).ConfigureAwait(false);
        var behind = live.Where(node => node.NewestScoringVersion < scoringVersion).ToList();
        return !ScoringVersions.Knows(scoringVersion) || behind.Count > 0
            ? new ScoringVersionSwitch(ScoringVersionSwitchResult.NotEverywhere, 0, behind)
            : await changes.Write(tenant, by, () => Propose(tenant, scoringVersion, cancel), cancel)
                .ConfigureAwait(false);
    }

    private async ValueTask<ChangeProposal<ScoringVersionSwitch>> Propose(
        TenantId tenant, ushort scoringVersion, CancellationToken cancel)
    {
        var now = await versions.Published(tenant, cancel).ConfigureAwait(false);
        if (now is { } published && published.ScoringVersion >= scoringVersion)
        {
            return new(new ScoringVersionSwitch(
                published.ScoringVersion == scoringVersion ? ScoringVersionSwitchResult.AlreadyThere
                : ScoringVersionSwitchResult.WouldGoBack,
                published.ScoringVersion, []));
        }

        var next = ScoringVersionContent.Version(
            tenant, (now?.Number ?? 0) + 1, scoringVersion, time.GetUtcNow().ToUnixTimeMilliseconds());
        return new(
            new ScoringVersionSwitch(ScoringVersionSwitchResult.Switched, scoringVersion, []),
            new TenantEffect.Published(next))
        {
            Kind = TenantChangeKind.ScoringVersionChanged,
            Version = next.Version,
            ContentHash = next.Hash,
        };
    }
}
