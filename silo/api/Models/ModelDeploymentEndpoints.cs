using System.Globalization;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
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
internal sealed class ModelDeploymentEndpoints(ModelDeployments deployments)
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

        var plan = new ModelDeploymentPlan(0, 0, "", request.Anomaly, challengers, request.Credit);
        if (plan.Hashes.FirstOrDefault(static hash => !ModelShapes.IsHash(hash)) is not null)
        {
            await ApiError.Write(context, ErrorCodes.ModelUnknown);
            return;
        }

        var caller = Call.Of(context).Caller;
        try
        {
            await Answer(context, await deployments.Activate(
                caller.Tenant, caller.Principal, request.From?.ToUnixTimeMilliseconds(), plan, CancellationToken.None));
        }
        catch (ModelUnreadableException wrong)
        {
            await new ApiError(ErrorCodes.ModelInvalid, Cause: ModelShapes.Cause(wrong)).Write(context);
        }
    }

    public async Task RollBack(HttpContext context)
    {
        if (await AdminBodies.Rollback(context) is { } request)
        {
            var caller = Call.Of(context).Caller;
            await Answer(context, await deployments.RollBack(
                caller.Tenant, caller.Principal, request.To, CancellationToken.None));
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

    private static Task Answer(HttpContext context, ModelDeploymentOutcome outcome) => outcome.Row is { } row
        ? Json.Write(
        context, ModelShapes.Of(row), ContractJson.Default.ModelDeploymentBody, StatusCodes.Status201Created)
        : outcome.Refusal switch
        {
            ModelDeploymentRefusal.ScoringVersionTooOld => ApiError.Write(context, ErrorCodes.ScoringVersionTooOld),
            ModelDeploymentRefusal.FromOutOfRange => ApiError.Write(context, ErrorCodes.FromOutOfRange, "from"),
            ModelDeploymentRefusal.ModelTwice => ApiError.Write(context, ErrorCodes.FieldConflict, "challengers"),
            ModelDeploymentRefusal.NotApproved =>
                new ApiError(ErrorCodes.ModelNotApproved, Cause: outcome.Hash).Write(context),
            ModelDeploymentRefusal.NoSuchModel =>
                new ApiError(ErrorCodes.ModelUnknown, Cause: outcome.Hash).Write(context),
            ModelDeploymentRefusal.NoSuchModelDeployment =>
                ApiError.Write(context, ErrorCodes.ModelDeploymentUnknown, "to"),
            _ => ApiError.Write(context, ErrorCodes.LimitReached),
        };
}
