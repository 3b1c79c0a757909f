using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Parameters;

namespace OrleansRisk.Api.Tests.Parameters;

/// <summary>Parameters of addresses: one that is not stated is refused, and what is wrong is named.</summary>
public sealed partial class ParameterTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const Roles AllRoles = Roles.Ingest | Roles.History | Roles.Read | Roles.Analyst | Roles.Admin
        | Roles.Auditor | Roles.Operator;

    [Fact]
    public async Task Parameter_ThatNoAddressStates_IsRefusedEverywhereWithWhatIsAllowed()
    {
        using var client = host.Client(host.Tenants.Key(AllRoles));
        var asked = 0;
        foreach (var (route, known) in Guarded())
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var problem = await Ask(client, new HttpMethod(method), Address(route) + "?limti=5");
                Assert.Equal(("parameter_unknown", "limti"), (Text(problem, "code"), Text(problem, "field")));
                Assert.Equal(
                    known.Count == 0 ? "none" : string.Join(", ", known.Select(each => each.Name)),
                    Text(problem, "allowed"));
                asked++;
            }
        }

        Assert.True(asked > 40, $"only {asked} addresses");
    }

    [Fact]
    public async Task Parameter_WithAValueThatIsNotTaken_IsRefusedWithTheValueAndWhatIsAllowed()
    {
        using var client = host.Client(host.Tenants.Key(AllRoles));
        foreach (var (route, known) in Guarded())
        {
            var method = new HttpMethod(route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]);
            foreach (var parameter in known.Where(static each => each is not Token))
            {
                foreach (var wrong in new[] { "-1", "", "x y", "1e3", "99999999999", "2026-01-01" })
                {
                    var problem = await Ask(
                        client, method, $"{Address(route)}?{parameter.Name}={Uri.EscapeDataString(wrong)}");
                    Assert.Equal(
                        ("parameter_invalid", parameter.Name, wrong, parameter.Allowed), (
                            Text(problem, "code"), Text(problem, "field"), Text(problem, "given"),
                            Text(problem, "allowed")));
                }

                var twice = await Ask(client, method, $"{Address(route)}?{parameter.Name}=5&{parameter.Name}=5");
                Assert.Equal(("parameter_invalid", parameter.Name), (Text(twice, "code"), Text(twice, "field")));
            }
        }
    }

    [Fact]
    public async Task Parameter_ThatMayBePersonal_IsNotRepeated()
    {
        using var client = host.Client(host.Tenants.Key(AllRoles));
        var account = OrleansRisk.Contract.Ids.Account(OrleansRisk.Tests.Support.Some.Account().ToString());
        using var response = await client.GetAsync(
            new Uri($"/v1/accounts/{account}/decisions?transaction=%20Siti%20", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.DoesNotContain("Siti", text, StringComparison.Ordinal);
        Assert.Contains("at most 64 characters", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameter_ThatIsRequired_IsNamedIfItIsMissing()
    {
        using var client = host.Client(host.Tenants.Key(AllRoles));
        var problem = await Ask(client, HttpMethod.Get, "/v1/feed");
        Assert.Equal(("parameter_missing", "subscription"), (Text(problem, "code"), Text(problem, "field")));
    }

    [Fact]
    public async Task Problem_OfASetting_SaysWhatWasGivenWhatIsAllowedAndWhatToDo()
    {
        using var client = host.Client(host.Tenants.Key(AllRoles));
        var problem = await Ask(
            client, HttpMethod.Post, "/v1/tenants/ten_1/keys", """{"label":"desk","roles":["read","reed"]}""");
        Assert.Equal(
            ("value_unknown", "roles", "reed", "ingest, history, read, analyst, admin, auditor",
                "Send one that is allowed."), (
                Text(problem, "code"), Text(problem, "field"), Text(problem, "given"), Text(problem, "allowed"),
                Text(problem, "next")));
    }

    private IEnumerable<(RouteEndpoint Route, IReadOnlyList<QueryParameter> Known)> Guarded() =>
        host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static route => route.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(static route => (route, route.Metadata.GetOrderedMetadata<QueryParameter>()));

    private static string Address(RouteEndpoint route) => InBraces().Replace(route.RoutePattern.RawText!, "x");

    private static async Task<JsonElement> Ask(HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : Wire.Content(body, "application/json"),
        };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} {response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static string? Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex InBraces();
}
