using OrleansRisk.Contract.Scoring;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;

namespace OrleansRisk.Api.Scoring;

/// <summary>Scoring deployments between the contract's shapes and the engine's.</summary>
internal static class ScoringShapes
{
    public static ScoringProposalBody Of(ScoringProposal proposal) => new()
    {
        Proposal = proposal.Number,
        ScoringVersion = proposal.ScoringVersion,
        By = proposal.By,
        At = Time(proposal.At),
    };

    public static ScoringDeploymentBody Of(ScoringDeployment deployment) => new()
    {
        ScoringDeployment = deployment.Number,
        ScoringVersion = deployment.ScoringVersion,
        From = Time(deployment.From == 0 ? deployment.At : deployment.From),
        Proposal = deployment.Proposal,
        Of = deployment.Of,
        By = deployment.By,
        At = Time(deployment.At),
    };

    public static RestatementBody Of(RestatementProgress progress) => new()
    {
        ScoringDeployment = progress.Deployment,
        Begun = Time(progress.Begun),
        Done = progress.Done is { } done ? Time(done) : null,
        Asked = progress.Accounts.Asked,
        Restated = progress.Accounts.Restated,
        Moved = progress.Accounts.Moved,
        LeftAsIs = progress.Accounts.LeftAsIs,
    };

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
