using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Access;

public sealed class AccessTests
{
    [Fact]
    public async Task Key_MissingUnknownExpiredRevokedOrWrong_GetsOneAnswer()
    {
        await using var host = await ApiHost.Start();
        var revoked = host.Tenants.Key(Roles.Ingest);
        host.Tenants.Revoke(revoked);
        var good = host.Tenants.Key(Roles.Ingest);
        string?[] keys =
        [
            null, "", "nonsense", "ork_my_0000_1111", revoked, host.Tenants.Key(Roles.Ingest, expiresAt: 1),
                good[..^1] + "x",
            host.Tenants.Key(Roles.Ingest, tenant: 99), new string('k', 10_000),
        ];
        var answers = new HashSet<string>();
        foreach (var key in keys)
        {
            answers.Add(await Ask(host, key, "/v1/transactions", HttpMethod.Post));
        }

        var one = Assert.Single(answers);
        Assert.StartsWith("401", one, StringComparison.Ordinal);
        Assert.Contains("key_invalid", one, StringComparison.Ordinal);
    }

    /// <summary>Whoever revokes may have another clock than who holds the key: an hour behind, say.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task Key_Revoked_OpensNothingAfterASecond(int minutesBehind)
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        host.Tenants.Behind = TimeSpan.FromMinutes(minutesBehind);
        var key = host.Tenants.Key(Roles.Ingest);
        Assert.StartsWith(
            "200", await Ask(host, key, "/v1/transactions", HttpMethod.Post, Wire.Line()), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith(
            "200", await Ask(host, key, "/v1/transactions", HttpMethod.Post, Wire.Line()), StringComparison.Ordinal);
        var reads = host.Tenants.Reads;

        host.Tenants.Revoke(key);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith(
            "401", await Ask(host, key, "/v1/transactions", HttpMethod.Post, Wire.Line()), StringComparison.Ordinal);
        Assert.Equal(1, reads);
    }

    [Fact]
    public async Task Key_WhereTheDatabaseIsAway_Gets503AndTheHostStaysReady()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        host.Tenants.OutOfReach = true;
        using var client = host.Client1(host.Tenants.Key(Roles.Ingest));
        using var response =
            await client.PostAsync(
                new Uri("/v1/transactions", UriKind.Relative), Wire.Content(Wire.Line(), "application/json"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("journal_unavailable", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.StartsWith("200", await Ask(host, null, "/health/ready"), StringComparison.Ordinal);
        Assert.StartsWith("200", await Ask(host, null, "/health/live"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenant_StatedBesideTheKey_IsTheKeysNevertheless()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Tenants.Key(Roles.Ingest, tenant: 1));
        client.DefaultRequestHeaders.Add("X-Tenant", "ten_2");
        var line = Wire.Line()[..^1] + ",\"tenant\":\"ten_2\",\"tenant_id\":2}";
        using var response = await client.PostAsync(
            new Uri("/v1/transactions", UriKind.Relative), Wire.Content(line, "application/json"));
        var asked = Assert.Single(host.Actors.Asked);
        Assert.Equal((1, 1), (asked.Tenant.Value, asked.Caller.Tenant.Value));
    }

    [Fact]
    public async Task Endpoint_OfTheApplication_HasAPolicyEach()
    {
        await using var host = await ApiHost.Start();
        var endpoints = host.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .ToList();
        Assert.True(endpoints.Count >= 15, $"only {endpoints.Count} endpoints");
        Assert.All(endpoints, endpoint => Assert.True(
            endpoint.Metadata.GetMetadata<AuthorizationPolicy>()?.Requirements.OfType<RequiredPermission>()
                    .SingleOrDefault() is { OneOf.IsEmpty: false }
                || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            $"{endpoint.RoutePattern.RawText} has no policy"));
        Assert.Equal(
            [
                "/", "/docs/favicon.svg", "/docs/scalar.aspnetcore.js", "/docs/scalar.js", "/docs/{documentName?}",
                "/health/live", "/health/ready", "/live", "/live.js", "/openapi/v1.json",
            ],
            endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .Select(endpoint => endpoint.RoutePattern.RawText!).Order());
    }

    [Fact]
    public async Task Endpoint_WithoutAPermission_KeepsTheHostFromStarting()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => ApiHost.Start(
            more: app => app.MapGet("/forgotten", (HttpContext context) => context.Response.WriteAsync("open"))));
        Assert.Contains("/forgotten states no permission", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        Roles.Ingest, "POST /v1/transactions 200", "GET /v1/accounts/acct_x 403", "POST /v1/labels 200",
            "GET /v1/tenants 403")]
    [InlineData(
        Roles.Read, "POST /v1/transactions 403", "GET /v1/accounts/acct_x 404", "POST /v1/labels 403",
            "POST /v1/tenants 403")]
    [InlineData(
        Roles.Admin, "POST /v1/transactions 403", "GET /v1/accounts/acct_x 403", "GET /v1/tenants 200",
            "POST /v1/tenants 403")]
    [InlineData(
        Roles.Auditor, "POST /v1/transactions 403", "GET /v1/decisions/dec_x/replay 404",
            "GET /v1/decisions/dec_x 403")]
    [InlineData(
        Roles.Operator, "POST /v1/transactions 403", "GET /v1/accounts/acct_x 403", "GET /v1/tenants 200",
            "POST /v1/labels 403")]
    [InlineData(Roles.History, "POST /v1/transactions 403", "POST /v1/transactions?mode=what_if 403")]
    [InlineData(
        Roles.Analyst, "POST /v1/transactions 403", "POST /v1/transactions?mode=what_if 200", "POST /v1/labels 200")]
    public async Task Role_OnEachEndpoint_MayDoWhatItsNameSays(Roles role, params string[] expected)
    {
        await using var host = await ApiHost.Start();
        var key = host.Tenants.Key(role);
        foreach (var row in expected)
        {
            var cells = row.Split(' ');
            var body = cells[1].StartsWith("/v1/labels", StringComparison.Ordinal)
                ? """{"account":"A-1","transaction":"T-1","label":"fraud","source":"analyst"}""" : Wire.Line();
            var answer = await Ask(host, key, cells[1], new HttpMethod(cells[0]), body);
            Assert.True(answer.StartsWith(cells[2], StringComparison.Ordinal), $"{role}: {row}, but {answer}");
        }
    }

    [Fact]
    public async Task Id_OfNothingOrOfNobody_GetsOneAnswer()
    {
        await using var host = await ApiHost.Start();
        var key = host.Tenants.Key(Roles.Read);
        var letters = Some.Account("of-the-other").ToString();
        string[] paths =
        [
            $"/v1/accounts/acct_{letters}", "/v1/accounts/acct_short", "/v1/accounts/x",
                "/v1/accounts/acct_..%2F..%2Fb",
            $"/v1/accounts/acct_{letters.ToUpperInvariant()}", $"/v1/decisions/dec_{letters}aaaaaaaaaaaab",
                "/v1/decisions/dec_",
            $"/v1/decisions/dec_{letters}7777777777777", $"/v1/decisions/dec_{letters}aaaaaaaaaaaab/replay",
            $"/v1/accounts/acct_{letters}/decisions", "/v1/nowhere",
        ];
        var answers = new HashSet<string>();
        foreach (var path in paths)
        {
            answers.Add(await Ask(host, key, path));
        }

        Assert.StartsWith("404", Assert.Single(answers), StringComparison.Ordinal);
    }

    /// <summary>Status, content type and body, request ids taken out.</summary>
    private static async Task<string> Ask(
        ApiHost host, string? key, string path, HttpMethod? method = null, string? body = null)
    {
        using var client = new HttpClient { BaseAddress = host.Http1 };
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", key is null ? null : "Bearer " + key);
        request.Content = method == HttpMethod.Post ? Wire.Content(body ?? "{}", "application/json") : null;
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return Regex.Replace(
            $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {text}", "req_[0-9A-Z-]+", "req");
    }
}
