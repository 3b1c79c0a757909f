using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Api.Models;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Models;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Api;

internal static partial class RiskRoutes
{
    private static void MapModels(IEndpointRouteBuilder routes)
    {
        var models = routes.ServiceProvider.GetRequiredService<ModelEndpoints>();
        routes.MapPost(Routes.Models, (Delegate)models.Add)
            .Allows(AddModels, "add_model", "Keeps a model in the registry, once every check has passed.")
            .Accepts<ModelRequest>(MediaTypes.Json).Produces<ModelBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.Models, (Delegate)models.All)
            .Allows(ReadModels, "models", "The tenant's models, the oldest first.").Produces<ModelList>().IsCut();
        routes.MapGet(Routes.Model, (HttpContext context, string hash) => models.One(context, hash))
            .Allows(ReadModels, "model", "A model with its report.").Produces<ModelBody>();
        routes.MapGet(Routes.ModelFile, (HttpContext context, string hash) => models.File(context, hash))
            .Allows(ExportModels, "model_file", "A model's file as it is kept.")
            .Produces<System.Text.Json.JsonElement>();
        routes.MapPost(Routes.ModelApproval, (HttpContext context, string hash) => models.Approve(context, hash))
            .Allows(ApproveModels, "approve_model", "Approves a model that another key has brought.")
            .Produces<ModelBody>();
        var monitor = routes.ServiceProvider.GetRequiredService<MonitorEndpoint>();
        routes.MapGet(Routes.ModelMonitor, (HttpContext context, string hash) => monitor.Show(context, hash))
            .Allows(ReadModels, "monitor", "How a model fares: drift, alerts beside the budget, outcomes.")
            .Produces<MonitorBody>()
            .Takes(
                MonitorParameters.From, MonitorParameters.To, MonitorParameters.ReferenceFrom,
                MonitorParameters.ReferenceTo, MonitorParameters.LabelDays);
        var deployments = routes.ServiceProvider.GetRequiredService<ModelDeploymentEndpoints>();
        routes.MapPost(Routes.ModelDeployments, (Delegate)deployments.Activate)
            .Allows(DeployModels, "activate", "Puts models up to count from a time on.")
            .Accepts<ModelDeploymentRequest>(MediaTypes.Json).Idempotency()
            .Produces<ModelDeploymentBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.ModelDeployments, (Delegate)deployments.All)
            .Allows(ReadModels, "model_deployments", "Every model deployment there was, the newest first.")
            .Produces<ModelDeploymentList>()
            .Takes(ModelDeploymentEndpoints.Limit, ModelDeploymentEndpoints.Before);
        routes.MapPost(Routes.ModelDeploymentRollback, (Delegate)deployments.RollBack)
            .Allows(RollBackModels, "roll_back", "Puts the models of an earlier model deployment up again, at once.")
            .Accepts<RollbackRequest>(MediaTypes.Json).Idempotency()
            .Produces<ModelDeploymentBody>(StatusCodes.Status201Created);
    }
}
