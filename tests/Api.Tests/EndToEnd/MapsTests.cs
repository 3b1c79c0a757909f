using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansRisk.Contract;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Column maps over the host as it is and PostgreSQL.</summary>
public sealed class MapsTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Put_ChangedTwice_KeepsEveryVersionAndTheSameContentOnce()
    {
        var (_, client) = await host.Tenant("admin");

        var first = await Put(client, "core-banking", Map("a"));
        var again = await Put(client, "core-banking", Map("a"));
        var second = await Put(client, "core-banking", Map("b"));

        Assert.Equal([1, 1, 2], new[] { first, again, second }.Select(b => b.Body.GetProperty("version").GetInt32()));
        Assert.Equal(first.Body.GetRawText(), again.Body.GetRawText());
        Assert.Equal("a", About(await Json(client, "/v1/maps/core-banking?version=1")));
        Assert.Equal("b", About(await Json(client, "/v1/maps/core-banking")));
        var list = await Json(client, "/v1/maps");
        Assert.Equal([("core-banking", 2)], list.GetProperty("maps").EnumerateArray()
            .Select(m => (m.GetProperty("name").GetString()!, m.GetProperty("version").GetInt32())));
    }

    [Fact]
    public async Task Map_OfAnotherTenant_IsAnsweredAsOneThatIsNotThere()
    {
        var (_, owner) = await host.Tenant("admin");
        var (_, other) = await host.Tenant("admin", "read");
        await Put(owner, "theirs", Map("a"));

        var theirs = await Answer(other, "/v1/maps/theirs");
        var nobodys = await Answer(other, "/v1/maps/nobodys");

        Assert.Equal(HttpStatusCode.NotFound, theirs.Status);
        Assert.Equal(nobodys, theirs);
        Assert.Empty((await Json(other, "/v1/maps")).GetProperty("maps").EnumerateArray());
    }

    [Theory]
    [InlineData("core", """{"fields":{"colour":"x"},"amount":{}}""", "map_invalid", "fields")]
    [InlineData("core", "[1]", "map_invalid", "top")]
    [InlineData("core", "{", "map_invalid", "top")]
    [InlineData("Core", "{}", "name_invalid", "name")]
    [InlineData("1core", "{}", "name_invalid", "name")]
    public async Task Put_OfNoUse_IsRefusedByItsPlaceAndKeepsNothing(
        string name, string map, string code, string field)
    {
        var (_, client) = await host.Tenant("admin");

        var refused = await Put(client, name, map);

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal((code, field), (refused.Body.GetProperty("code").GetString(),
            refused.Body.GetProperty("field").GetString()));
        Assert.DoesNotContain("colour", refused.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Empty((await Json(client, "/v1/maps")).GetProperty("maps").EnumerateArray());
    }

    [Fact]
    public async Task Put_WithAKeyThatMayOnlyRead_IsForbidden()
    {
        var (_, client) = await host.Tenant("ingest", "read");

        Assert.Equal(HttpStatusCode.Forbidden, (await Put(client, "core", Map("a"))).Status);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("newest")]
    public async Task Get_VersionOfNoNumber_IsRefused(string version)
    {
        var (_, client) = await host.Tenant("read");

        var refused = await Answer(client, $"/v1/maps/core?version={version}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("parameter_invalid", refused.Body, StringComparison.Ordinal);
    }

    private static string Map(string about) => $$"""
        { "about": "{{about}}", "fields": { "id": "a", "account": "a", "currency": "a", "date": { "column": "a" } },
          "amount": { "column": "a", "positive": "debit" } }
        """;

    private static string? About(JsonElement map) => map.GetProperty("map").GetProperty("about").GetString();

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Put(HttpClient client, string name, string map)
    {
        using var content = new StringContent(map, Encoding.UTF8, new MediaTypeHeaderValue(MediaTypes.Json));
        using var response = await client.PutAsync($"/v1/maps/{name}", content);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement);
    }

    private static Task<JsonElement> Json(HttpClient client, string path) =>
        EngineHost.Json(client, HttpMethod.Get, path);

    /// <summary>Without what differs in every answer.</summary>
    private static async Task<(HttpStatusCode Status, string Body)> Answer(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        var body = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        return (response.StatusCode, string.Join(' ', body.EnumerateObject()
            .Where(property => property.Name != "request_id").Select(property => property.ToString())));
    }
}
