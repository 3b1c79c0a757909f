using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Api.Scoring;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Scoring;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Api;

internal static partial class RiskRoutes
{
    private static void MapScoring(IEndpointRouteBuilder routes)
    {
        var scoring = routes.ServiceProvider.GetRequiredService<ScoringEndpoints>();
        routes.MapPost(Routes.ScoringProposals, (Delegate)scoring.Propose)
            .Allows(ProposeScoring, "propose_scoring", "Proposes a scoring version; nothing moves by it.")
            .Accepts<ScoringProposalRequest>(MediaTypes.Json).Idempotency()
            .Produces<ScoringProposalBody>(StatusCodes.Status201Created);
        routes.MapGet(
                Routes.ScoringReport, (HttpContext context, string proposal) => scoring.Report(context, proposal))
            .Allows(ReportScoring, "scoring_report",
                "What accounts would be under a proposed scoring version: who crosses a score, how far scores move.")
            .Produces<ScoringReportBody>().Takes(ScoringEndpoints.Accounts, ScoringEndpoints.CreditAt);
        routes.MapPost(
                Routes.ScoringApproval, (HttpContext context, string proposal) => scoring.Approve(context, proposal))
            .Allows(ApproveScoring, "approve_scoring",
                "Puts a scoring version that another key has proposed into force from a time on.")
            .Accepts<ScoringApprovalRequest>(MediaTypes.Json).Idempotency()
            .Produces<ScoringDeploymentBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.ScoringDeployments, (Delegate)scoring.All)
            .Allows(ReadScoring, "scoring_deployments",
                "Scoring deployments and proposals, and how far accounts have been rebuilt.")
            .Produces<ScoringDeploymentList>();
        routes.MapPost(Routes.ScoringRollback, (Delegate)scoring.RollBack)
            .Allows(RollBackScoring, "roll_back_scoring", "Goes back to the scoring version of an earlier deployment.")
            .Accepts<ScoringRollbackRequest>(MediaTypes.Json).Idempotency()
            .Produces<ScoringDeploymentBody>(StatusCodes.Status201Created);
    }
}
