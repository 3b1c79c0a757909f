using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using OrleansRisk.Contract;

namespace OrleansRisk.Api;

/// <summary>The description of the interface, made from the endpoints and the contract's own shapes.</summary>
internal static class RiskOpenApi
{
    public static IServiceCollection AddRiskOpenApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;
            // Numbers are numbers here, never text: the framework's default would describe each as either.
            options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractJson.Default);
        });
        return services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "OrleansRisk",
                Version = "v1",
                Description =
                    "Scores lenders' transactions and accounts, with reasons; every decision can be replayed.",
            };
            document.Servers?.Clear(); // the address is the reader's, and would differ with every host
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key: ork_…",
                },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        }));
    }
}
