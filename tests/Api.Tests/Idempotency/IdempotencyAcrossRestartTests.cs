using System.Net;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Idempotency;

/// <summary>An administrative call whose host dies behind it, sent again to the next one.</summary>
public sealed class IdempotencyAcrossRestartTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly string _keyFile = Path.Combine(Path.GetTempPath(), $"risk-repeat-{Guid.NewGuid():n}.kek");
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        File.Delete(_keyFile);
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task Call_SentAgainToTheHostThatCameAfterAKill_IsAnsweredTheSameAndMakesNothing()
    {
        string key, made;
        await using (var first = await HostProcess.Start(_database, _keyFile))
        {
            (_, key) = await first.Tenant("read");
            using var client = first.Client(key);
            var answer = await Subscribe(client);
            Assert.Equal((HttpStatusCode.Created, false), (answer.Status, answer.Replayed));
            made = answer.Body;
            await first.Kill();
        }

        await using var second = await HostProcess.Start(_database, _keyFile);
        using var again = second.Client(key);

        Assert.Equal((HttpStatusCode.Created, made, true), await Subscribe(again));
        Assert.Equal(1, await _database.Ask<long>("select count(*) from risk.subscriptions"));
    }

    private static async Task<(HttpStatusCode Status, string Body, bool Replayed)> Subscribe(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/subscriptions")
        {
            Content = Wire.Content("""{"filter":{"segments":["retail"]}}""", "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "made-once");
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(),
            response.Headers.Contains("Idempotency-Replayed"));
    }
}
