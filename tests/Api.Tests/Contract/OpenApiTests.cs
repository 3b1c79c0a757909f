using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
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
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).ToList();
        var mapped = endpoints.SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>()
            .HttpMethods.Select(method => $"{method} {endpoint.RoutePattern.RawText}"));
        Assert.Equal(mapped.Order(), described.Order());
        Assert.True(endpoints.Count >= 14);

        var send = document.Paths[Routes.Transactions].Operations![HttpMethod.Post];
        Assert.Equal([MediaTypes.Json, MediaTypes.Ndjson], send.RequestBody!.Content!.Keys.Order());
        var fields = send.RequestBody.Content[MediaTypes.Json].Schema!.Properties!.Keys;
        Assert.Equal(ContractJson.Default.TransactionBody.Properties.Select(each => each.Name).Order(), fields.Order());
    }

    [Fact]
    public async Task Description_OfEachOperation_HasOneSubjectThatIsExplained()
    {
        var (document, _) = await Read();
        var explained = document.Tags!.Select(tag => tag.Name).ToList();
        Assert.All(document.Tags!, tag => Assert.NotEmpty(tag.Description!));
        var used = document.Paths.Values.SelectMany(path => path.Operations!.Values)
            .Select(operation => Assert.Single(operation.Tags!).Name).ToHashSet();
        Assert.Equal(explained.Order(), used.Order());
    }

    [Fact]
    public async Task Description_OfEachParameter_HasATypeAndItsBounds()
    {
        var (document, _) = await Read();
        var parameters = document.Paths.Values.SelectMany(path => path.Operations!.Values)
            .SelectMany(operation => operation.Parameters ?? []).Where(each => each.In == ParameterLocation.Query)
            .ToList();
        Assert.True(parameters.Count >= 52, $"only {parameters.Count} parameters");
        Assert.All(parameters, parameter => Assert.True(
            parameter.Schema switch
            {
                { Type: JsonSchemaType.Integer } number => number.Minimum is not null,
                { Enum: { Count: > 0 } } words => words.Default is not null,
                { Format: "date-time" } => parameter.Example is not null,
                _ => parameter.Schema!.MaxLength is not null,
            },
            parameter.Name));
    }

    [Fact]
    public async Task Descriptions_OfTheContract_NameNothingOfCSharp()
    {
        var (document, _) = await Read();
        var shapes = document.Components!.Schemas!;
        var texts = shapes.Values.Concat(shapes.Values.SelectMany(shape => shape.Properties?.Values ?? []))
            .Select(schema => schema.Description).OfType<string>().ToList();
        Assert.True(texts.Count > 400, $"only {texts.Count} descriptions");
        var types = typeof(Routes).Assembly.GetExportedTypes().Select(type => type.Name).ToHashSet();
        Assert.All(texts, text =>
        {
            Assert.DoesNotMatch(@"\n|[A-Z][A-Za-z]+\.[A-Z]|\bint\?|\bstring\?", text);
            Assert.DoesNotContain(
                text.Split(' ', '.', ',', ';', ':', '(', ')'),
                word => word.Count(char.IsUpper) > 1 && types.Contains(word));
        });
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
