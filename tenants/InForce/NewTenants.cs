using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Makes tenants, on the silo that is asked: a tenant has no grain before it has a number. Its first change holds its
/// settings, its thresholds and the newest scoring version that every live node computes.
/// </summary>
public sealed class NewTenants(ITenantStore store, ChangeWriter changes, INodes nodes, TimeProvider time)
{
    private static readonly Failure.Retry NumberTaken = new(TimeSpan.Zero, "number_taken");

    /// <summary>Refused as <c>name_taken</c> if another tenant has the name.</summary>
    public async ValueTask<Outcome<TenantRow>> Add(string by, TenantSettings settings, CancellationToken cancel)
    {
        var live = await nodes.Live(cancel).ConfigureAwait(false);
        var version = live.Select(static node => node.NewestScoringVersion).Append(ScoringVersions.Newest).Min();
        while (true)
        {
            // The number after the last one. A sequence would leave out 32 of them whenever the server was not stopped
            // in good order.
            var last = (await store.All(cancel).ConfigureAwait(false)).Select(static row => row.Id.Value)
                .DefaultIfEmpty().Max();
            var row = new TenantRow(new TenantId(last + 1), settings, Changes: 1);
            var made = await changes.Write(row.Id, by, () => Propose(row, version, cancel), cancel)
                .ConfigureAwait(false);
            if (made.Failure != NumberTaken)
            {
                return made;
            }
        }
    }

    private async ValueTask<ChangeProposal<TenantRow>> Propose(
        TenantRow row, ushort scoringVersion, CancellationToken cancel)
    {
        var all = await store.All(cancel).ConfigureAwait(false);
        if (all.Any(each => each.Settings.Name == row.Settings.Name || each.Id == row.Id))
        {
            return new(all.Any(each => each.Settings.Name == row.Settings.Name)
                ? new Failure.Refused("name_taken", "name") : NumberTaken);
        }

        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        List<TenantEffect> effects =
        [
            new TenantEffect.TenantMade(row),
            new TenantEffect.Published(ScoringVersionContent.Version(row.Id, 1, scoringVersion, at)),
        ];
        if (Thresholds.Next(row.Id, null, row.Settings, at) is { } thresholds)
        {
            effects.Add(new TenantEffect.Published(thresholds));
        }

        return new(row, effects)
        {
            Kind = TenantChangeKind.TenantCreated,
            Version = row.Settings.Version,
            ContentHash = SettingsContent.Hash(row.Settings),
        };
    }
}
