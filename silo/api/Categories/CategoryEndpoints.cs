using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Categories;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Categories;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Api.Categories;

/// <summary>A tenant's rules of what payees are paid for: seen, replaced as a whole, and tried.</summary>
internal sealed class CategoryEndpoints(ICategoryRules rules)
{
    public async Task Show(HttpContext context)
    {
        var newest = await rules.Newest(Call.Of(context).Caller.Tenant, context.RequestAborted);
        await Json.Write(context, CategoryShapes.Of(newest), ContractJson.Default.CategoryRulesBody);
    }

    public async Task Put(HttpContext context)
    {
        if (await AdminBodies.CategoryRules(context) is not { } request)
        {
            return;
        }

        if (CategoryShapes.Read(request, out var stated) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        var tenant = Call.Of(context).Caller.Tenant;
        var kept = await rules.Publish(tenant, request.Country, stated, request.Version, CancellationToken.None);
        await (kept is null ? ApiError.Write(context, ErrorCodes.VersionConflict, "version")
            : Json.Write(context, CategoryShapes.Of(kept), ContractJson.Default.CategoryRulesBody));
    }

    public async Task Test(HttpContext context)
    {
        if (await AdminBodies.CategoryTest(context) is not { } request)
        {
            return;
        }

        if (CategoryTrial.Read(request, out var transaction) is { } fault)
        {
            await ApiError.Of(fault).Write(context);
            return;
        }

        var newest = await rules.Newest(Call.Of(context).Caller.Tenant, context.RequestAborted);
        var own = CategoryEvidence.OfTransaction(transaction);
        var match = own.Found ? new RuleMatch(own, null) : newest.Find(transaction);
        await Json.Write(
            context, CategoryTrial.Of(transaction, match, own.Found ? 0 : newest.Version),
            ContractJson.Default.CategoryTestBody);
    }
}
