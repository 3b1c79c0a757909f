using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansRisk.Tests.Support;
using Xunit.Abstractions;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// PostgreSQL takes no record, for another session holds the journal: calls are answered by their deadline, and what
/// was recorded after all is what the later resend gets. How late they were is printed, for this clock is the machine's.
/// </summary>
public sealed class PausedDatabaseTests(EngineHost host, ITestOutputHelper output) : IClassFixture<EngineHost>
{
    private const int DeadlineMs = 250, Calls = 12;

    [Fact]
    public async Task Calls_WhileTheJournalIsHeld_GetTheFallbackThenTheRecordedDecision()
    {
        var (tenant, client) = await host.Tenant("ingest", "read");
        await EngineHost.Json(
            host.Operator, HttpMethod.Put, $"/v1/tenants/{tenant}",
            $$"""{"deadline_ms":{{DeadlineMs}},"fallback":"review"}""");
        using var counted = new Degraded(host.Services.GetRequiredService<IMeterFactory>());
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => Recorded(client, "first", i)));
        var before = counted.Count;

        await using var holding = await Hold();
        var held = await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => Timed(client, "held", i)));
        await holding.DisposeAsync();

        var late = held.Select(each => each.Milliseconds - DeadlineMs).Order().ToList();
        output.WriteLine($"behind a deadline of {DeadlineMs} ms: median {late[Calls / 2]:0} ms, most {late[^1]:0} ms");
        Assert.All(held, each =>
        {
            var degraded = each.Answer.GetProperty("degraded");
            Assert.Equal(("review", "deadline", false), (
                each.Answer.GetProperty("outcome").GetString(), degraded.GetProperty("cause").GetString(),
                each.Answer.GetProperty("recorded").GetBoolean()));
            Assert.False(each.Answer.TryGetProperty("decision", out _));
        });
        Assert.Equal(Calls, counted.Count - before);
        for (var i = 0; i < Calls; i++)
        {
            var again = await Recorded(client, "held", i);
            Assert.True(again.GetProperty("duplicate").GetBoolean(), again.GetRawText());
            Assert.True(again.GetProperty("late_for_caller").GetBoolean(), again.GetRawText());
        }
    }

    /// <summary>What stops every writer, as a server would that stands still.</summary>
    private async Task<NpgsqlConnection> Hold()
    {
        var connection = await TestDatabase.Connect(host.Database.Administrator);
        await using var command = new NpgsqlCommand(
            "begin; lock table risk.journal in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    /// <summary>Sent again until it is recorded, as a sender does.</summary>
    private static async Task<JsonElement> Recorded(HttpClient client, string id, int account)
    {
        JsonElement answer = default;
        for (var i = 0; i < 100; i++)
        {
            answer = await Post(client, id, account);
            if (answer.TryGetProperty("decision", out _))
            {
                return answer;
            }
        }

        throw new InvalidOperationException($"It was never recorded: {answer.GetRawText()}");
    }

    private static async Task<(double Milliseconds, JsonElement Answer)> Timed(
        HttpClient client, string id, int account)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = await Post(client, id, account);
        return (Stopwatch.GetElapsedTime(began).TotalMilliseconds, answer);
    }

    private static async Task<JsonElement> Post(HttpClient client, string id, int account)
    {
        using var response = await client.PostAsync(
            new Uri("/v1/transactions", UriKind.Relative),
            Wire.Content(Recent.Line($"{id}-{account}", $"A-{account}"), "application/json"));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    /// <summary>How many answers <c>risk.api.degraded</c> of this host counts by the deadline.</summary>
    private sealed class Degraded : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public Degraded(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "risk.api.degraded" && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
                Interlocked.Add(ref _count, tags[0].Value is "deadline" ? count : 0));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
