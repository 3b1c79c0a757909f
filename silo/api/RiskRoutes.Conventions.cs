using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Idempotency;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Contract;
using OrleansRisk.Trust.Permissions;

namespace OrleansRisk.Api;

internal static partial class RiskRoutes
{
    /// <summary>Endpoints of one subject, as the description groups them.</summary>
    private static RouteGroupBuilder Of(this IEndpointRouteBuilder routes, string subject) =>
        routes.MapGroup("").WithTags(subject);

    private static RouteHandlerBuilder Allows(
        this RouteHandlerBuilder route, Permission permission, string name, string summary) =>
        route.Allows([permission], null, name, summary);

    private static RouteHandlerBuilder Allows(
        this RouteHandlerBuilder route, PermissionSet oneOf, Func<HttpRequest, Permission>? byRequest, string name,
        string summary) => route
        .RequireAuthorization(new RequiredPermission(oneOf, byRequest).Policy()).WithName(name).WithSummary(summary)
        .Produces<Contract.Errors.Problem>(StatusCodes.Status400BadRequest, MediaTypes.Problem)
        .Produces<Contract.Errors.Problem>(StatusCodes.Status401Unauthorized, MediaTypes.Problem)
        .Produces<Contract.Errors.Problem>(StatusCodes.Status503ServiceUnavailable, MediaTypes.Problem);

    /// <summary>States the parameters of the address; <see cref="ParameterCheck"/> refuses all others.</summary>
    private static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, params QueryParameter[] parameters) =>
        route.WithMetadata([.. parameters]).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            foreach (var parameter in parameters)
            {
                operation.Parameters.Add(parameter.Described());
            }

            return Task.CompletedTask;
        });

    /// <summary>A body as it may be sent, for readers of the description.</summary>
    private static RouteHandlerBuilder Shows(this RouteHandlerBuilder route, string body) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.RequestBody?.Content?[MediaTypes.Json] is OpenApiMediaType json)
            {
                json.Example = JsonNode.Parse(body);
            }

            return Task.CompletedTask;
        });

    /// <summary>A short list: all of it, or a part by <see cref="ListPage"/>.</summary>
    private static RouteHandlerBuilder IsCut(this RouteHandlerBuilder route, bool times = true) => times
        ? route.Takes(
            SharedParameters.ListLimit, SharedParameters.AfterItem, SharedParameters.MadeFrom, SharedParameters.MadeTo)
        : route.Takes(SharedParameters.ListLimit, SharedParameters.AfterItem);

    /// <summary>Takes an Idempotency-Key: sent again with it, nothing is done twice.</summary>
    private static RouteHandlerBuilder Idempotency(this RouteHandlerBuilder route) => route
        .WithMetadata(new IdempotentRoute()).AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotentRoute.Header,
                In = ParameterLocation.Header,
                Description = "Of the caller's choice, 1-255 characters: for 24 hours the same call with it is "
                    + "answered as before, without a secret, and not carried out again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });

    private static IEndpointConventionBuilder OpenToAll(this IEndpointConventionBuilder route, string name) =>
        route.AllowAnonymous().WithDisplayName(name);
}
