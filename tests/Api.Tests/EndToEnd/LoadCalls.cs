using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Loads over HTTP.</summary>
internal static class LoadCalls
{
    /// <summary>Has files checked; by name and content.</summary>
    public static async Task<JsonElement> Load(
        this HttpClient client, string query, int status, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } },
                "file", name);
        }

        using var response = await client.PostAsync("/v1/loads" + query, form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static Task<JsonElement> Load(this HttpClient client, string query, params string[] contents) =>
        client.Load(query, 201, [.. contents.Select(
            static (content, at) => ($"{(char)('a' + at)}.txt", Encoding.UTF8.GetBytes(content)))]);

    public static Task<JsonElement> Commit(this HttpClient client, JsonElement load, int status = 200) =>
        EngineHost.Json(client, HttpMethod.Post, $"/v1/loads/{Id(load)}/commit", status: status);

    public static string Id(this JsonElement load) => load.GetProperty("load").GetString()!;

    public static async Task<List<JsonElement>> Rows(this HttpClient client, JsonElement load, string query = "") =>
        [.. (await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads/{load.Id()}/rows?limit=1000{query}"))
            .GetProperty("rows").EnumerateArray()];

    public static async Task<List<JsonElement>> AccountsOf(this HttpClient client, JsonElement load) =>
        [.. (await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads/{load.Id()}/accounts"))
            .GetProperty("accounts").EnumerateArray()];

    /// <summary>Read, taken, known, repeated, likely, refused.</summary>
    public static int[] Counts(this JsonElement load) =>
        [.. new[] { "read", "taken", "known", "repeated", "likely", "refused" }
            .Select(name => load.GetProperty("rows").GetProperty(name).GetInt32())];
}
