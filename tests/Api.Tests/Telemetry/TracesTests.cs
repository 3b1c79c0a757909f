using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OrleansRisk.Api.Tests.EndToEnd;
using OrleansRisk.Api.Tests.Webhooks;
using OrleansRisk.Contract;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Telemetry;

/// <summary>
/// What a collector gets of a transaction's way, from the request to the webhook that its decision raised.
/// </summary>
public sealed class TracesTests
{
    private const string Caller = "b7ad6b7169203331", Account = "A-PERSONAL";
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Trace_OfACall_GoesFromTheEdgeToTheGrainToTheRecordToTheWebhook()
    {
        var (spans, _) = await Run("1", async (client, hooks) =>
        {
            await client.Send(Recent.Lines(1));
            await Wire.Until(() => hooks.Came.Count == 1); // somebody carries the webhook by now
            using var request = Call();
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            await Wire.Until(() => hooks.Came.Count == 2);
        });
        var traced = spans.Where(span => span.Trace == Trace).ToList();
        var sent = Assert.Single(traced, span => span.Name == Traces.Event);
        var way = Way(traced, sent);
        Assert.Equal(Caller, way[^1].Parent);
        Assert.Equal("POST /v1/transactions", way[^1].Name);
        Assert.Equal(Traces.Batch, way[^2].Name);
        Assert.Equal(2, way.Count(span => span.Name.EndsWith("/Assess", StringComparison.Ordinal))); // call and turn
        Assert.Equal([Traces.Event, Traces.Append], way.Take(2).Select(span => span.Name));
        Assert.Contains(("risk.result", "delivered"), sent.Tags);

        // The group's commit belongs to none of its records' traces, and is linked to each.
        var commit = Assert.Single(spans, span => span.Name == Traces.Commit && span.Links.Contains(way[1].Id));
        Assert.NotEqual(Trace, commit.Trace);
        Assert.Contains(spans, span => span.Parent == commit.Id); // what the database did for it
    }

    [Fact]
    public async Task Traces_OfAStream_AreThoseOfItsBatchesLinkedToItAndNameNobody()
    {
        var (spans, accounts) = await Run("1", async (client, hooks) =>
        {
            await client.Send(Recent.Lines(200, accounts: 5));
            using var request = Call();
            using var answer = await client.SendAsync(request);
            await Wire.Until(() => hooks.Came.Count == 201);
        });
        var upload = spans.First(span => span.Name == "POST /v1/transactions" && span.Trace != Trace);
        var batches = spans.Where(span => span.Name == Traces.Batch && span.Trace != Trace).ToList();
        Assert.All(batches, batch => Assert.Equal([upload.Id], batch.Links));
        Assert.Equal(batches.Count, batches.Select(batch => batch.Trace).Distinct().Count());
        Assert.Equal(200, batches.Sum(batch => int.Parse(
            batch.Tags.Single(tag => tag.Name == Traces.LinesTag).Value, CultureInfo.InvariantCulture)));

        Assert.NotEmpty(accounts);
        Assert.All(spans, span => Assert.DoesNotContain(span.Tags, tag =>
            tag.Value.Contains(Account, StringComparison.Ordinal)
            || accounts.Any(letters => tag.Value.Contains(letters, StringComparison.Ordinal))));
        Assert.All(spans, span => Assert.DoesNotContain("exception", span.Events));
        Assert.DoesNotContain(spans, span => span.Parent.Length == 0
            && span.Name is not ("POST /v1/transactions" or Traces.Batch or Traces.Commit)
            && !span.Name.Contains("/v1/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trace_ThatACallerWants_IsNotRecordedWhereTheHostRecordsNone()
    {
        var (spans, _) = await Run("0", async (client, hooks) =>
        {
            using var request = Call();
            using var answer = await client.SendAsync(request);
            await Wire.Until(() => hooks.Came.Count == 1);
        });
        Assert.Empty(spans);
    }

    /// <summary>What a host sends of this work, and the letters of the accounts in it.</summary>
    private static async Task<(IReadOnlyList<ReceivedSpan> Spans, IReadOnlyList<string> Accounts)> Run(
        string ratio, Func<HttpClient, HookReceiver, Task> work)
    {
        await using var receiver = await OtlpReceiver.Start();
        await using var hooks = await HookReceiver.Start();
        await using var database = await TestDatabase.Create();
        var keyFile = Path.Combine(Path.GetTempPath(), $"risk-traces-{Guid.NewGuid():n}.kek");
        await using (var host = await HostProcess.Start(
            database, keyFile, "--otlpendpoint", $"{receiver.Address}", "--traceratio", ratio,
            "--webhooknetworks", "127.0.0.0/8", "--webhookplainhttp", "true"))
        {
            var (_, key) = await host.Tenant("ingest", "admin");
            using var client = new HttpClient
            {
                BaseAddress = host.Http2,
                DefaultRequestVersion = HttpVersion.Version20,
                DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
                DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
            };
            await client.Hook(hooks.Url);
            await work(client, hooks);
            Assert.Equal(0, await host.Stop());
        }

        File.Delete(keyFile);
        var accounts = hooks.Came.Select(static posted => JsonDocument.Parse(posted.Body).RootElement
            .GetProperty("data").GetProperty("account_id").GetString()![Ids.AccountPrefix.Length..]);
        return ([.. receiver.Spans], [.. accounts.Distinct()]);
    }

    private static HttpRequestMessage Call() => new(HttpMethod.Post, "/v1/transactions")
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = new StringContent(Recent.Line("T-traced", Account), null, "application/json"),
        Headers = { { "traceparent", $"00-{Trace}-{Caller}-01" } },
    };

    /// <summary>A span, its parent, and so on.</summary>
    private static List<ReceivedSpan> Way(List<ReceivedSpan> spans, ReceivedSpan from)
    {
        var way = new List<ReceivedSpan> { from };
        while (spans.SingleOrDefault(span => span.Id == way[^1].Parent) is { } parent)
        {
            way.Add(parent);
        }

        return way;
    }
}
