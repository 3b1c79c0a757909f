using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using OrleansRisk.Contract;

namespace OrleansRisk.Api;

/// <summary>The description of the interface, made from the endpoints and the contract's own shapes.</summary>
internal static class RiskOpenApi
{
    /// <summary>Subjects as a reader meets them, each a tag.</summary>
    private static readonly (string Name, string About)[] Subjects =
    [
        ("Transactions", "Sent in, one or a stream of them; answered by decisions."),
        ("Loads", "Files of banks and lenders: checked as a draft, then committed or thrown away."),
        ("Labels", "What became known of a transaction: fraud, genuine, or withdrawn."),
        ("Accounts", "Accounts with both scores, and what the lender says of them."),
        ("Customers", "A customer's accounts."),
        ("Decisions", "Decisions as they were made, made again from the journal, and what would have changed them."),
        ("Credit assessments", "A loan applied for, judged; kept as it was answered."),
        ("Feed", "What happens, as server-sent events or page by page."),
        ("Webhooks", "The feed, posted to a receiver."),
        ("Models", "Trained models: kept, approved, put in force, watched."),
        ("Scoring deployments", "Scoring versions: proposed, looked at, approved by another key, taken back."),
        ("Categories", "What payees are paid for."),
        ("Column maps", "How a lender's files are read."),
        ("Consents", "What customers let be used, and for how long."),
        ("Tenants", "A lender's defaults and thresholds."),
        ("API keys", "Keys of a lender's programs and people."),
    ];

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
            document.Tags = Subjects.Select(static subject =>
                new OpenApiTag { Name = subject.Name, Description = subject.About }).ToHashSet();
            DescribedWords.Rewrite(document);
            document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        }));
    }
}
