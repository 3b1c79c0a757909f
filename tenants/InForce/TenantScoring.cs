using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Tenants.InForce;

/// <summary>
/// Has a tenant's scoring version proposed by one and approved by another, and goes back to an earlier one. A
/// deployment is never taken back: going back is a new one.
/// </summary>
public sealed class TenantScoring
{
    /// <summary>Programs that were built for an older schema do not read deployments, nor accounts that went back.
    /// </summary>
    private const int Schema = 22;

    private readonly TenantServices _services;
    private readonly TenantId _tenant;

    internal TenantScoring(TenantServices services, TenantId tenant) => (_services, _tenant) = (services, tenant);

    private TenantScoringVersions Versions => new(_services.Stores.Reference, _services.Time);

    /// <summary>Answers the proposal's number.</summary>
    public ValueTask<Outcome<int>> Propose(Caller caller, int scoringVersion, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            if (scoringVersion > ushort.MaxValue || !ScoringVersions.Knows((ushort)scoringVersion))
            {
                return new(Refused("value_unknown", "scoring_version"));
            }

            var newest = await _services.Stores.Reference.Newest(_tenant, ReferenceDataKind.ScoringProposal, cancel)
                .ConfigureAwait(false);
            var proposal = new ScoringProposal(
                (newest?.Version ?? 0) + 1, (ushort)scoringVersion, caller.Principal, Now()).Published(_tenant);
            return new(proposal.Version, new TenantEffect.Published(proposal))
            {
                Kind = TenantChangeKind.ScoringVersionProposed,
                Version = proposal.Version,
                ContentHash = proposal.Hash,
            };
        }, cancel);

    /// <summary>
    /// Puts a proposal of another's into force from a time on, at once where it is null; answers the deployment's
    /// number. Approving twice is approving once: the first one stands.
    /// </summary>
    public ValueTask<Outcome<int>> Approve(Caller caller, int proposal, long? from, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            if (await Versions.Proposal(_tenant, proposal, cancel).ConfigureAwait(false) is not { } proposed)
            {
                return new(new Failure.NotFound());
            }

            var all = await Versions.All(_tenant, int.MaxValue, int.MaxValue, cancel).ConfigureAwait(false);
            if (all.FirstOrDefault(each => each.Proposal == proposal && each.Of == 0) is { } there)
            {
                return new(there.Number);
            }

            var now = Now();
            return proposed.By == caller.Principal ? new(Refused("own_approval"))
                : from < now || from > now + (long)TenantLimits.ModelDeploymentAheadMax.TotalMilliseconds
                    ? new(Refused("from_out_of_range", "from"))
                : from > now && all.Count(each => each.From > now) >= TenantLimits.ModelDeploymentsWaitingMax
                    ? new(Refused("limit_reached"))
                : await Next(
                    all, new ScoringDeployment(0, proposed.ScoringVersion, from ?? now, now)
                    {
                        Proposal = proposal,
                        By = caller.Principal,
                    },
                    cancel).ConfigureAwait(false);
        }, cancel);

    /// <summary>
    /// The scoring version of an earlier deployment again, at once. Where it is null: of the one that counts if another
    /// waits for its time, else of the one before. What never counted comes into force by approval alone.
    /// </summary>
    public ValueTask<Outcome<int>> RollBack(Caller caller, int? to, CancellationToken cancel) =>
        Write(caller, async () =>
        {
            var all = await Versions.All(_tenant, int.MaxValue, int.MaxValue, cancel).ConfigureAwait(false);
            var now = Now();
            var counted = Counted(all, now);
            return (to is null ? Before(all, counted) : counted.Find(each => each.Number == to)) is not { } earlier
                ? new(new Failure.NotFound())
                : await Next(
                    all, new ScoringDeployment(0, earlier.ScoringVersion, now, now)
                    {
                        Proposal = earlier.Proposal,
                        Of = earlier.Number,
                        By = caller.Principal,
                    },
                    cancel).ConfigureAwait(false);
        }, cancel);

    /// <summary>Those that counted at some time, the newest first; the first of them counts now.</summary>
    private static List<ScoringDeployment> Counted(IReadOnlyList<ScoringDeployment> all, long now) =>
        [.. all.Where((each, place) => each.From <= now && all.Take(place).All(later => later.From >= each.From))];

    /// <summary>Asked for twice, going back goes further back and never forwards again.</summary>
    private static ScoringDeployment? Before(
        IReadOnlyList<ScoringDeployment> all, List<ScoringDeployment> counted) =>
        counted is not [var counts, ..] ? null
        : all[0].Number > counts.Number ? counts
        : counted.Find(each => each.Number < (counts.Of > 0 ? counts.Of : counts.Number));

    private async ValueTask<ChangeProposal<int>> Next(
        IReadOnlyList<ScoringDeployment> all, ScoringDeployment deployment, CancellationToken cancel)
    {
        var live = await _services.Nodes.Live(cancel).ConfigureAwait(false);
        if (live.FirstOrDefault(node => node.NewestScoringVersion < deployment.ScoringVersion || node.Schema < Schema)
            is { } behind)
        {
            return new(new Failure.Refused("node_behind", "", behind.Node));
        }

        var next = ScoringVersionContent.Deployment(
            _tenant, deployment with { Number = (all.Count > 0 ? all[0].Number : 0) + 1 });
        return new(next.Version, new TenantEffect.Published(next))
        {
            Kind = TenantChangeKind.ScoringVersionChanged,
            Version = next.Version,
            ContentHash = next.Hash,
        };
    }

    private ValueTask<Outcome<int>> Write(
        Caller caller, Func<ValueTask<ChangeProposal<int>>> propose, CancellationToken cancel) =>
        _services.Changes.Write(_tenant, caller.Principal, propose, cancel);

    private long Now() => _services.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static Failure.Refused Refused(string code, string field = "") => new(code, field);
}
