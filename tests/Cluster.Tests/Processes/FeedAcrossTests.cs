using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;
using Xunit.Abstractions;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>
/// The feed across silos: whoever reads from one of them sees what all of them decide, in each account's order, also
/// where another one falls.
/// </summary>
public sealed class FeedAcrossTests(ITestOutputHelper output)
{
    private const int Accounts = 12;
    private const int Each = 40;
    private const int All = Accounts * Each;

    [Fact]
    public async Task Subscribers_WhileASiloIsKilledAndBothAreWrittenTo_SeeEveryUpdateInOrder()
    {
        await using var silos = await SiloProcesses.Start(2, probeSeconds: 1);
        var (stays, falls) = (silos.Silos[0], silos.Silos[1]);
        using var load = new AcknowledgedLoad(
            silos.Key, () => [.. silos.Silos.Where(silo => !silo.HasExited).Select(silo => silo.Http)]);
        var (subscription, start) = await Subscribe(silos, stays.Http);
        using var done = new CancellationTokenSource();
        var onTheOther = new Reader(silos.Key, subscription, start, () => stays.Http);
        var onTheOneThatFalls = new Reader(
            silos.Key, subscription, start, () => falls.HasExited ? stays.Http : falls.Http);
        var reading = Task.WhenAll(onTheOther.Run(done.Token), onTheOneThatFalls.Run(done.Token));

        var running = load.Run(Accounts, Each);
        await load.Reach(running, All / 3);
        await falls.Kill();
        await running;
        await silos.Until(() => Task.FromResult(
            onTheOther.Decisions >= All && onTheOneThatFalls.Decisions >= All));
        await done.CancelAsync();
        await reading;

        output.WriteLine($"resent {load.Resent}; opened {onTheOther.Opened} and {onTheOneThatFalls.Opened} streams");
        Assert.Equal((0, 0), await load.SendAgain());
        foreach (var reader in (Reader[])[onTheOther, onTheOneThatFalls])
        {
            var seen = reader.Seen;
            Assert.Equal(load.Decisions.Values.Order(), seen.Select(told => told.Decision).Distinct().Order());
            Assert.All(
                seen.GroupBy(told => told.Decision), same => Assert.Single(same.Select(told => told.Id).Distinct()));
            foreach (var account in seen.DistinctBy(told => told.Id).GroupBy(told => told.Account))
            {
                Assert.Equal(Enumerable.Range(0, Each), account.Select(told => told.Number));
            }
        }
    }

    private static async Task<(string Subscription, string Start)> Subscribe(SiloProcesses silos, Uri edge)
    {
        using var http = new HttpClient { BaseAddress = edge };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", silos.Key);
        var wanted = new { filter = new { events = new[] { "score.updated" } } };
        using var made = await http.PostAsJsonAsync(new Uri("/v1/subscriptions", UriKind.Relative), wanted);
        made.EnsureSuccessStatusCode();
        var body = await made.Content.ReadFromJsonAsync<JsonElement>();
        var subscription = body.GetProperty("subscription").GetString();
        var page = await http.GetFromJsonAsync<JsonElement>(
            new Uri($"/v1/feed?subscription={subscription}&after=now", UriKind.Relative));
        return (subscription!, page.GetProperty("after").GetString()!);
    }

    private sealed record Told(string Id, string Decision, string Account, int Number);

    /// <summary>Reads a stream; where it ends, goes on from its cursor at whoever is there.</summary>
    private sealed class Reader(string key, string subscription, string start, Func<Uri> edge)
    {
        private readonly ConcurrentQueue<Told> _seen = new();
        private readonly ConcurrentDictionary<string, bool> _decisions = new();
        private string _cursor = start;

        public IReadOnlyList<Told> Seen => [.. _seen];

        public int Decisions => _decisions.Count;

        public int Opened { get; private set; }

        public async Task Run(CancellationToken done)
        {
            while (!done.IsCancellationRequested)
            {
                try
                {
                    await Read(done);
                }
                catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
                }
            }
        }

        private async Task Read(CancellationToken done)
        {
            using var http = new HttpClient { BaseAddress = edge() };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
            Opened++;
            await using var stream = await http.GetStreamAsync(
                new Uri($"/v1/feed?subscription={subscription}&after={_cursor}", UriKind.Relative), done);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(done))
            {
                var told = JsonSerializer.Deserialize<JsonElement>(item.Data);
                var data = told.GetProperty("data");
                var transaction = data.GetProperty("transaction").GetString()!;
                _seen.Enqueue(new Told(
                    told.GetProperty("id").GetString()!, data.GetProperty("decision").GetString()!,
                    data.GetProperty("account").GetString()!,
                    int.Parse(transaction[(transaction.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture)));
                _decisions.TryAdd(data.GetProperty("decision").GetString()!, true);
                _cursor = item.EventId!;
            }
        }
    }
}
