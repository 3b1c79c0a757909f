using System.Net;
using OrleansRisk.Actors.Access;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Idempotency;

/// <summary>What becomes of an <c>Idempotency-Key</c> with time, and of a call that broke off.</summary>
public sealed class IdempotencyTimesTests
{
    private const string Filter = """{"filter":{}}""";

    [Fact]
    public async Task Key_OfADayAgo_IsForgotten()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        using var client = host.Client(host.Tenants.Key(Roles.Read));
        await Post(client, Filter);

        time.Advance(TimeSpan.FromHours(24));
        Assert.True((await Post(client, Filter)).Replayed);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False((await Post(client, Filter)).Replayed);
    }

    [Fact]
    public async Task Call_ThatBrokeOff_IsUnderWayThenUnknownAndNeverCarriedOutTwice()
    {
        var time = new ManualTime();
        await using var host = await ApiHost.Start(time);
        using var client = host.Client(host.Tenants.Key(Roles.Read));
        host.Subscriptions.Breaks = true;
        Assert.Equal(HttpStatusCode.InternalServerError, (await Post(client, Filter)).Status);
        host.Subscriptions.Breaks = false;

        Assert.Contains("idempotency_under_way", (await Post(client, Filter)).Body, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Contains("idempotency_unknown", (await Post(client, Filter)).Body, StringComparison.Ordinal);
        Assert.Equal(1, host.Subscriptions.Adds);
    }

    [Fact]
    public async Task Key_OfOtherCharactersOrTooLong_IsRefused()
    {
        await using var host = await ApiHost.Start();
        using var client = host.Client(host.Tenants.Key(Roles.Read));

        foreach (var key in new[] { "two words", new string('k', 256) })
        {
            var refused = await Post(client, Filter, key);
            Assert.Contains("idempotency_key_invalid", refused.Body, StringComparison.Ordinal);
        }
    }

    private static async Task<(HttpStatusCode Status, string Body, bool Replayed)> Post(
        HttpClient client, string body, string key = "key")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/subscriptions")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = Wire.Content(body, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.Contains("Idempotency-Replayed"));
    }
}
