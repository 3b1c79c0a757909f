using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Tenants;
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
internal sealed class CategoryEndpoints(ICategoryRules rules, IActors actors)
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

        var caller = Call.Of(context).Caller;
        var upload = new CategoryRulesUpload(CategoryRulesContent.Write(request.Country, stated), request.Version);
        var kept = await actors.Tenant(caller.Tenant).KeepCategoryRules(caller, upload);
        if (!kept.IsDone)
        {
            await Outcomes.Of(kept.Failure).Write(context);
            return;
        }

        var newest = await rules.Newest(caller.Tenant, CancellationToken.None);
        await Json.Write(context, CategoryShapes.Of(newest), ContractJson.Default.CategoryRulesBody);
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
