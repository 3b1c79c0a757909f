using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Models;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models;

namespace OrleansRisk.Api.Models;

/// <summary>Which of a tenant's models count, and from when on.</summary>
internal sealed class ModelDeploymentEndpoints(ModelDeployments deployments, IActors actors)
{
    public static readonly WholeNumber Limit = new(
        "limit", "Line-ups on a page.", 1, Limits.ModelDeploymentPageMax, Limits.ModelDeploymentPageMax);

    public static readonly WholeNumber Before = new("before", "Only numbers before this one.", 1, int.MaxValue);

    public async Task Activate(HttpContext context)
    {
        if (await AdminBodies.ModelDeployment(context) is not { } request)
        {
            return;
        }

        var challengers = request.Challengers ?? [];
        if (challengers.Count > ModelDeployment.ChallengersMax)
        {
            await ApiError.Write(context, ErrorCodes.LimitReached, "challengers");
            return;
        }

        var hashes = challengers.Append(request.Anomaly).Append(request.Credit).OfType<string>();
        if (hashes.Any(static hash => !ModelShapes.IsHash(hash)))
        {
            await ApiError.Write(context, ErrorCodes.ModelUnknown);
            return;
        }

        var caller = Call.Of(context).Caller;
        await Answer(context, await actors.Tenant(caller.Tenant).DeployModels(caller, new DeploymentRequest(
            request.From?.ToUnixTimeMilliseconds(), request.Anomaly, [.. challengers], request.Credit)));
    }

    public async Task RollBack(HttpContext context)
    {
        if (await AdminBodies.Rollback(context) is { } request)
        {
            var caller = Call.Of(context).Caller;
            await Answer(context, await actors.Tenant(caller.Tenant).RollBackModels(caller, request.To));
        }
    }

    public async Task All(HttpContext context)
    {
        var (limit, before) = (Limit.Of(context.Request), Before.Find(context.Request) ?? int.MaxValue);
        var tenant = Call.Of(context).Caller.Tenant;
        var rows = await deployments.All(tenant, before, limit, context.RequestAborted);
        await Json.Write(
            context,
            new ModelDeploymentList
            {
                Counting = await deployments.Counting(tenant, context.RequestAborted),
                ModelDeployments = [.. rows.Select(static row => ModelShapes.Of(row))],
                HasMore = rows.Count > 0 && rows[^1].Version > 1,
            },
            ContractJson.Default.ModelDeploymentList);
    }

    private async Task Answer(HttpContext context, Outcome<int> outcome)
    {
        if (!outcome.IsDone)
        {
            var error = Outcomes.Of(outcome.Failure);
            await (error with { Cause = error.Cause is { } cause ? ModelShapes.Cause(cause) : null }).Write(context);
            return;
        }

        var row = await deployments.Find(Call.Of(context).Caller.Tenant, outcome.Value, CancellationToken.None);
        await Json.Write(
            context, ModelShapes.Of(row!), ContractJson.Default.ModelDeploymentBody, StatusCodes.Status201Created);
    }
}
