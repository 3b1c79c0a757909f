using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using OrleansRisk.Api.Loads;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Loads;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Api;

internal static partial class RiskRoutes
{
    // A file of any content type may be the body as well: it is recognised by what it holds.
    private static RouteHandlerBuilder TakesFiles(this RouteHandlerBuilder route) =>
        route.AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = "Files in parts of a form, each with a file name; or one file as the body itself.",
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [MediaTypes.Form] = new()
                    {
                        Schema = new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Properties = new Dictionary<string, IOpenApiSchema>
                            {
                                ["file"] = new OpenApiSchema
                                {
                                    Type = JsonSchemaType.Array,
                                    Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                                },
                            },
                        },
                    },
                },
            };
            return Task.CompletedTask;
        });

    private static void MapLoads(IEndpointRouteBuilder routes)
    {
        var loads = routes.ServiceProvider.GetRequiredService<LoadEndpoints>();
        routes.MapPost(Routes.Loads, (Delegate)loads.Create)
            .Allows(CreateLoads, "create_load", "Reads files and checks them whole; records nothing.")
            .Takes(
                LoadParameters.Account, LoadParameters.Map, LoadParameters.Currency, LoadParameters.Zone,
                LoadParameters.Encoding, LoadParameters.Days, LoadParameters.DecimalMark,
                LoadParameters.ExtraDecimals, LoadParameters.Twins, LoadParameters.Consent)
            .TakesFiles().Produces<LoadBody>(StatusCodes.Status201Created);
        routes.MapGet(Routes.Loads, (Delegate)loads.All)
            .Allows(ReadLoads, "loads", "Loads, drafts and committed ones, the newest first.")
            .Takes(
                SharedParameters.Limit, SharedParameters.AfterPage, SharedParameters.MadeFrom, SharedParameters.MadeTo)
            .Produces<LoadPage>();
        routes.MapGet(Routes.Load, (HttpContext context, string load) => loads.One(context, load))
            .Allows(ReadLoads, "load", "A load as it was checked, and how far its commit is.").Produces<LoadBody>();
        routes.MapDelete(Routes.Load, (HttpContext context, string load) => loads.Delete(context, load))
            .Allows(DeleteLoads, "delete_load", "Throws a draft away; what was committed stays.")
            .Produces(StatusCodes.Status204NoContent);
        routes.MapGet(Routes.LoadAccounts, (HttpContext context, string load) => loads.Accounts(context, load))
            .Allows(ReadLoads, "load_accounts", "A load's accounts, each with what comes of it.")
            .Takes(SharedParameters.Limit, LoadParameters.After).Produces<LoadAccountPage>();
        routes.MapGet(Routes.LoadRows, (HttpContext context, string load) => loads.Rows(context, load))
            .Allows(ReadLoads, "load_rows", "A load's rows, each with what becomes of it.")
            .Takes(SharedParameters.Limit, LoadParameters.After, LoadParameters.Outcome).Produces<LoadRowPage>();
        routes.MapGet(Routes.LoadFindings, (HttpContext context, string load) => loads.Findings(context, load))
            .Allows(ReadLoads, "load_findings", "What someone should know about the files of a load.")
            .Takes(SharedParameters.Limit, LoadParameters.After).Produces<LoadFindingPage>();
        routes.MapPost(Routes.LoadCommit, (HttpContext context, string load) => loads.Commit(context, load))
            .Allows(CommitLoads, "commit_load", "Records what passed; again, it goes on where it broke off.")
            .Produces<LoadBody>();
    }
}
