using System.Text.Json;
using OrleansRisk.Api.Tests.EndToEnd;

namespace OrleansRisk.Api.Tests.Webhooks;

/// <summary>Webhooks as an admin handles them.</summary>
internal static class Hooks
{
    public static async Task<(string Id, string Secret)> Hook(
        this HttpClient admin, Uri url, string filter = """{"events":["score.updated"]}""")
    {
        var made = await EngineHost.Json(
            admin, HttpMethod.Post, "/v1/webhooks", $$"""{"url":"{{url}}","filter":{{filter}}}""", 201);
        return (made.GetProperty("webhook").GetString()!, made.GetProperty("secret").GetString()!);
    }

    public static Task<JsonElement> Show(this HttpClient admin, string webhook) =>
        EngineHost.Json(admin, HttpMethod.Get, $"/v1/webhooks/{webhook}");

    public static async Task<List<JsonElement>> Items(this HttpClient admin, string webhook, string list) =>
        [.. (await EngineHost.Json(admin, HttpMethod.Get, $"/v1/webhooks/{webhook}/{list}"))
            .GetProperty("items").EnumerateArray()];

    /// <summary>Decisions of an account in their order, as they were answered.</summary>
    public static List<string> Decided(this IEnumerable<JsonElement> answers, string account) =>
        [.. answers.Where(each => each.TryGetProperty("account", out var of) && of.GetString() == account)
            .Select(each => each.GetProperty("decision").GetString()!)];

    /// <summary>The event of a decision's new score.</summary>
    public static string Updated(string decision) => "evt_" + decision["dec_".Length..] + "u";
}
