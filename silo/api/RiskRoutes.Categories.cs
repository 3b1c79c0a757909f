using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Api.Categories;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Categories;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Api;

internal static partial class RiskRoutes
{
    private static void MapCategories(IEndpointRouteBuilder routes)
    {
        var categories = routes.ServiceProvider.GetRequiredService<CategoryEndpoints>();
        routes.MapGet(Routes.CategoryRules, (Delegate)categories.Show)
            .Allows(ReadCategories, "category_rules", "The tenant's rules of what payees are paid for.")
            .Produces<CategoryRulesBody>();
        routes.MapPut(Routes.CategoryRules, (Delegate)categories.Put)
            .Allows(ChangeCategories, "keep_category_rules", "Puts a whole set of rules in place of the one before.")
            .Accepts<CategoryRulesRequest>(MediaTypes.Json).Produces<CategoryRulesBody>();
        routes.MapPost(Routes.CategoryRulesTest, (Delegate)categories.Test)
            .Allows(TryCategories, "test_category_rules", "What a transaction would be taken to be for, and why.")
            .Accepts<CategoryTestRequest>(MediaTypes.Json).Produces<CategoryTestBody>();
    }
}
