using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OrleansRisk.Tests.Support;
using Xunit.Abstractions;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// PostgreSQL stands still or is slow: calls are answered by their deadline, and what was recorded after all is what
/// the later resend gets. How late they were is printed, for this clock is the machine's.
/// </summary>
public sealed class PausedDatabaseTests(EngineHost host, ITestOutputHelper output) : IClassFixture<EngineHost>
{
    private const int DeadlineMs = 250, Calls = 12;

    /// <summary>The record is given up where its table cannot be had: what is sent again is decided then.</summary>
    [Fact]
    public async Task Calls_WhileTheJournalIsHeld_GetTheFallbackAndAreRecordedOnceWhenSentAgain()
    {
        var client = await Client();
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => Recorded(client, "first", i)));

        await using (await Hold())
        {
            await AllGetTheFallback(client, "held");
        }

        for (var i = 0; i < Calls; i++)
        {
            var decided = (await Recorded(client, "held", i)).GetProperty("decision").GetString();
            var again = await Recorded(client, "held", i);
            Assert.True(again.GetProperty("duplicate").GetBoolean());
            Assert.Equal(decided, again.GetProperty("decision").GetString());
        }
    }

    /// <summary>The record is written, and late: what is sent again gets it, and is told so.</summary>
    [Fact]
    public async Task Calls_WhileEveryCommitIsSlow_GetTheFallbackThenTheDecisionThatWasRecordedMeanwhile()
    {
        var client = await Client();
        await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => Recorded(client, "quick", i)));
        await host.Database.Execute(Slow);

        await AllGetTheFallback(client, "slow");

        await host.Database.Execute("delete from risk.test_slow");
        for (var i = 0; i < Calls; i++)
        {
            var again = await Recorded(client, "slow", i);
            Assert.True(again.GetProperty("duplicate").GetBoolean(), again.GetRawText());
            Assert.True(again.GetProperty("late_for_caller").GetBoolean(), again.GetRawText());
        }
    }

    /// <summary>While the table has its row, each statement that adds records sleeps first.</summary>
    private const string Slow = """
        create table if not exists risk.test_slow (seconds int);
        insert into risk.test_slow values (2);
        create or replace function risk.test_sleep() returns trigger language plpgsql security definer as
        'begin perform pg_sleep(seconds) from risk.test_slow; return null; end';
        create or replace trigger test_sleeps before insert on risk.journal
        for each statement execute function risk.test_sleep();
        """;

    private async Task<HttpClient> Client()
    {
        var (tenant, client) = await host.Tenant("ingest", "read");
        await EngineHost.Json(
            host.Operator, HttpMethod.Put, $"/v1/tenants/{tenant}",
            $$"""{"deadline_ms":{{DeadlineMs}},"fallback":"review"}""");
        return client;
    }

    private async Task AllGetTheFallback(HttpClient client, string id)
    {
        using var counted = new Degraded(host.Services.GetRequiredService<IMeterFactory>());
        var held = await Task.WhenAll(Enumerable.Range(0, Calls).Select(i => Timed(client, id, i)));
        var late = held.Select(each => each.Milliseconds - DeadlineMs).Order().ToList();
        output.WriteLine($"behind a deadline of {DeadlineMs} ms: median {late[Calls / 2]:0} ms, most {late[^1]:0} ms");
        Assert.All(held, each =>
        {
            var degraded = each.Answer.GetProperty("degraded");
            Assert.Equal(("review", false), (
                each.Answer.GetProperty("outcome").GetString(), each.Answer.GetProperty("recorded").GetBoolean()));
            Assert.Contains(degraded.GetProperty("cause").GetString(), Degraded.Causes);
            Assert.False(each.Answer.TryGetProperty("decision", out _));
        });
        Assert.Equal(Calls, counted.Count);
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

    /// <summary>How many answers <c>risk.api.degraded</c> of this host counts by these causes.</summary>
    private sealed class Degraded : IDisposable
    {
        /// <summary>By the deadline, or before it where the writer gives the record up.</summary>
        public static readonly string[] Causes = ["deadline", "journal_unavailable"];

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
                Interlocked.Add(ref _count, Causes.Contains(tags[0].Value) ? count : 0));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
