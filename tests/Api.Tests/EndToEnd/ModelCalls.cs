using System.Net;
using System.Text;
using System.Text.Json;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Calls about models over the host as it is.</summary>
internal static class ModelCalls
{
    /// <summary>A tenant with two admins, each with a key of its own.</summary>
    public static async Task<(string Tenant, HttpClient One, HttpClient Two)> Admins(this EngineHost host)
    {
        var (tenant, one) = await host.Tenant("admin", "ingest", "read", "analyst");
        return (tenant, one, host.Client(await host.Key(tenant, "admin")));
    }

    public static string Request(byte[] file, string owner = "risk team") => JsonSerializer.Serialize(
        new Dictionary<string, object>
        {
            ["owner"] = owner,
            ["purpose"] = "cards",
            ["report"] = "<p>held</p>",
            ["trained_from"] = "2026-01-01",
            ["file"] = Encoding.UTF8.GetString(file),
        });

    /// <summary>A model that is kept and approved; its hash.</summary>
    public static async Task<string> Approved(HttpClient one, HttpClient two, int above = 650)
    {
        var kept = await Call(one, HttpMethod.Post, "/v1/models", Request(SomeModel.File(SomeModel.Card(above))));
        var hash = kept.Body.GetProperty("hash").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await Call(two, HttpMethod.Post, $"/v1/models/{hash}/approval")).Status);
        return hash;
    }

    public static async Task<(HttpStatusCode Status, JsonElement Body)> Call(
        HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = body is null ? null : Wire.Content(body, "application/json"),
        };
        using var response = await client.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement);
    }

    public static int Int(this JsonElement body, string name) => body.GetProperty(name).GetInt32();

    public static string? Text(this JsonElement body, string name) => body.GetProperty(name).GetString();
}
