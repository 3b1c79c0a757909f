using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.Feed;

/// <summary>An event as a subscriber sees it.</summary>
internal sealed record Told(string Cursor, string Id, string Type, JsonElement Data)
{
    public string Account => Data.GetProperty("account_id").GetString()!;

    public string Decision => Data.GetProperty("decision").GetString()!;

    public static Told Of(JsonElement body) => new(
        body.GetProperty("cursor").GetString()!, body.GetProperty("id").GetString()!,
        body.GetProperty("type").GetString()!, body.GetProperty("data"));
}

/// <summary>Reads the feed with a parser that is not ours.</summary>
internal static class EventReader
{
    public static async Task<string> Subscribe(this HttpClient client, string request = "{}")
    {
        using var response = await client.PostAsync(
            new Uri("/v1/subscriptions", UriKind.Relative), Wire.Content(request, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("subscription").GetString()!;
    }

    public static async Task<(List<Told> Items, string After, bool HasMore)> FeedPage(
        this HttpClient client, string subscription, string? after, int limit = 1_000)
    {
        var text = await client.GetStringAsync(Path(subscription, after, $"&limit={limit}"));
        var page = JsonDocument.Parse(text).RootElement;
        return (
            [.. page.GetProperty("items").EnumerateArray().Select(Told.Of)],
            page.GetProperty("after").GetString()!, page.GetProperty("has_more").GetBoolean());
    }

    /// <summary>All that there is after a cursor, page by page, and where to go on.</summary>
    public static async Task<(List<Told> Items, string After)> All(
        this HttpClient client, string subscription, string? after, int limit = 1_000)
    {
        var all = new List<Told>();
        while (true)
        {
            var page = await client.FeedPage(subscription, after, limit);
            all.AddRange(page.Items);
            after = page.After;
            if (!page.HasMore)
            {
                return (all, after);
            }
        }
    }

    /// <summary>Opens a stream; it ends with the enumeration, or when it is cut.</summary>
    public static async IAsyncEnumerable<Told> Stream(
        this HttpClient client, string subscription, string? after,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(subscription, after, ""))
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(cancel))
            .EnumerateAsync(cancel))
        {
            var told = Told.Of(JsonDocument.Parse(item.Data).RootElement);
            Assert.Equal((told.Cursor, told.Type), (item.EventId, item.EventType));
            yield return told;
        }
    }

    public static Uri Path(string subscription, string? after, string more) => new(
        $"/v1/feed?subscription={subscription}{(after is null ? "" : "&after=" + after)}{more}", UriKind.Relative);
}
