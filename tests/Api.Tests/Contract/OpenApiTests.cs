using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using OrleansRisk.Api.Access;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Tests.Contract;

/// <summary>The description, read back by Microsoft's library: valid, and of every endpoint there is.</summary>
public sealed class OpenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Description_ReadByALibrary_HasNoErrorsAndResolvesEveryReference()
    {
        var (document, diagnostic) = await Read();
        Assert.Empty(diagnostic.Errors.Select(error => error.ToString()));
        Assert.Empty(diagnostic.Warnings.Select(warning => warning.ToString()));
        Assert.Empty(document.Validate(ValidationRuleSet.GetDefaultRuleSet()).Select(error => error.ToString()));
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            Assert.NotEmpty(operation.Summary!);
            Assert.NotEmpty(operation.OperationId!);
            Assert.All(["400", "401", "503"], status => Assert.Contains(status, operation.Responses!.Keys));
        }
    }

    [Fact]
    public async Task Description_OfEveryEndpoint_HasItsAddressMethodAndBody()
    {
        var (document, _) = await Read();
        var described = document.Paths
            .SelectMany(path => path.Value.Operations!.Select(operation => $"{operation.Key} {path.Key}"));
        var endpoints = host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<OpenToAll>() is null).ToList();
        var mapped = endpoints.SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>()
            .HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.Equal(mapped.Order(), described.Order());
        Assert.True(endpoints.Count >= 14);

        var send = document.Paths[Routes.Transactions].Operations![HttpMethod.Post];
        Assert.Equal([MediaTypes.Json, MediaTypes.Ndjson], send.RequestBody!.Content!.Keys.Order());
        var fields = send.RequestBody.Content[MediaTypes.Json].Schema!.Properties!.Keys;
        Assert.Equal(ContractJson.Default.TransactionBody.Properties.Select(each => each.Name).Order(), fields.Order());
    }

    private async Task<(OpenApiDocument Document, OpenApiDiagnostic Diagnostic)> Read()
    {
        using var client = host.Client1();
        var text = await client.GetStringAsync(new Uri(Routes.OpenApi, UriKind.Relative));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var read = await OpenApiDocument.LoadAsync(stream, "json");
        return (read.Document!, read.Diagnostic!);
    }
}
