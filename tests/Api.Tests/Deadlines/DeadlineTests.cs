using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Deadlines;

/// <summary>
/// Whatever does not answer in time, the caller is: with what its tenant has stated. The clock is the test's, and moves
/// only while a call waits: a call that ends has not waited longer than its deadline.
/// </summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(200);

    public enum Trouble
    {
        SlowActor,
        SilentJournal,
        DisabledKey,
        NoTenantKeys,
        StoreAway,
        StoreHangs,
    }

    public static TheoryData<Trouble, Fallback, decimal, int, string, string> Table()
    {
        var table = new TheoryData<Trouble, Fallback, decimal, int, string, string>();
        foreach (var (trouble, cause, refusal) in new[]
        {
            (Trouble.SlowActor, "deadline", "deadline_passed"),
            (Trouble.SilentJournal, "journal_unavailable", "journal_unavailable"),
            (Trouble.DisabledKey, "key_disabled", "account_unavailable"),
            (Trouble.NoTenantKeys, "vault_unreachable", "account_unavailable"),
            (Trouble.StoreAway, "key_not_checked", "journal_unavailable"),
            (Trouble.StoreHangs, "key_not_checked", "journal_unavailable"),
        })
        {
            table.Add(trouble, Fallback.Refuse, 10, 503, refusal, cause);
            table.Add(trouble, Fallback.Review, 10, 200, "review", cause);
            table.Add(trouble, Fallback.Approve, 50, 200, "approve", cause);
            table.Add(trouble, Fallback.Approve, 50.01m, 200, "review", cause);
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Call_InTrouble_IsAnsweredByItsDeadlineWithTheStatedFallback(
        Trouble trouble, Fallback fallback, decimal amount, int status, string said, string cause)
    {
        var time = new ManualTime();
        await using var host = await Host(time, fallback);
        using var counted = new Counted(host);
        using var client = host.Client1();
        await Post(client, time, Wire.Line("T-0")); // the key is known, and a score
        using var release = Bring(trouble, host, time);

        var before = time.GetUtcNow();
        var (code, answer) = await Post(client, time, Line("T-1", amount));

        Assert.InRange(time.GetUtcNow() - before, TimeSpan.Zero, Deadline + TimeSpan.FromMilliseconds(20));
        Assert.Equal(status, code);
        if (status == 503)
        {
            Assert.Equal(said, answer.GetProperty("code").GetString());
        }
        else
        {
            var degraded = answer.GetProperty("degraded");
            Assert.Equal((said, cause, "fallback", false), (
                answer.GetProperty("outcome").GetString(), degraded.GetProperty("cause").GetString(),
                answer.GetProperty("outcome_kind").GetString(), answer.GetProperty("recorded").GetBoolean()));
            Assert.False(answer.TryGetProperty("decision", out _));
            var scored = trouble is Trouble.SlowActor or Trouble.SilentJournal or Trouble.DisabledKey;
            Assert.Equal(scored ? "742" : "null", degraded.GetProperty("last_score").GetRawText());
            Assert.Equal([$"{cause} {said}"], counted.Seen);
        }
    }

    [Fact]
    public async Task Call_AnsweredByAFallback_GetsTheRecordedDecisionWhenSentAgainAndIsToldThatItCameLate()
    {
        var time = new ManualTime();
        await using var host = await Host(time, Fallback.Review);
        using var client = host.Client1();
        var slow = new TaskCompletionSource();
        var recorded = new HashSet<string>();
        host.Actors.OnAssess = async (_, _, batch) =>
        {
            await slow.Task;
            lock (recorded)
            {
                return host.Actors.Decided(batch, duplicate: !recorded.Add(batch.Items[0].Id));
            }
        };
        var late = await Post(client, time, Line("T-1", 10));
        slow.SetResult();
        await Wire.Until(() =>
        {
            lock (recorded)
            {
                return recorded.Count == 1;
            }
        });

        var again = await Post(client, time, Line("T-1", 10));
        var other = await Post(client, time, Line("T-2", 10));
        var duplicate = await Post(client, time, Line("T-2", 10));

        Assert.False(late.Answer.GetProperty("recorded").GetBoolean());
        Assert.StartsWith("dec_", again.Answer.GetProperty("decision").GetString(), StringComparison.Ordinal);
        Assert.True(again.Answer.GetProperty("late_for_caller").GetBoolean());
        Assert.True(again.Answer.GetProperty("duplicate").GetBoolean());
        Assert.False(other.Answer.TryGetProperty("late_for_caller", out _));
        Assert.False(duplicate.Answer.TryGetProperty("late_for_caller", out _));
    }

    [Fact]
    public async Task Stream_WithASlowAccount_IsAnsweredInOrderAndTheLineGoesNoFurther()
    {
        var time = new ManualTime();
        await using var host = await Host(time, Fallback.Review);
        using var client = host.Client();
        var slow = new TaskCompletionSource();
        host.Actors.OnAssess = async (_, _, batch) =>
        {
            if (batch.Account == "slow")
            {
                await slow.Task;
            }

            return host.Actors.Decided(batch);
        };
        await using var upload = await Duplex.Open(client, "?deadline_ms=50");
        await upload.Say(Wire.Line("T-1", "slow") + "\n");
        await Wire.Until(() => !host.Actors.Asked.IsEmpty);
        await upload.Say(Wire.Line("T-2", "slow") + "\n" + Wire.Line("T-3", "quick") + "\n");
        await Wire.Until(() => host.Actors.Asked.Count == 2);
        List<JsonElement> heard = [];
        for (var line = 1; line <= 3; line++)
        {
            heard.Add((await Moving(time, upload.Hear()))!.Value);
        }

        slow.SetResult();
        upload.Finish();
        var end = (await Moving(time, upload.Hear()))!.Value;

        Assert.Equal([1L, 2L, 3L], heard.Select(each => each.GetProperty("line").GetInt64()));
        Assert.Equal([false, false], heard.Take(2).Select(each => each.GetProperty("recorded").GetBoolean()));
        Assert.Equal("deadline", heard[0].GetProperty("degraded").GetProperty("cause").GetString());
        Assert.True(heard[2].TryGetProperty("decision", out _));
        Assert.Equal((3, 1, 2), (
            end.GetProperty("received").GetInt32(), end.GetProperty("scored").GetInt32(),
            end.GetProperty("not_recorded").GetInt32()));
        // The second line still waited for the first: nobody heard its answer any more, so it was never sent.
        Assert.Equal(["T-1", "T-3"], host.Actors.Asked.SelectMany(
            each => each.Batch.Items.Select(item => item.Id)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task WhatIfAndHistory_InTrouble_GetNoFallback()
    {
        var time = new ManualTime();
        await using var host = await Host(time, Fallback.Approve);
        using var client = host.Client1(host.Tenants.Key(Roles.History | Roles.Ingest));
        host.Actors.OnAssess = (_, _, _) => new(new Failure.Unavailable(UnavailableCause.KeyDisabled));
        foreach (var mode in new[] { "what_if", "history" })
        {
            var (code, answer) = await Post(client, time, Line("T-1", 10), $"?mode={mode}");
            Assert.Equal((503, "account_unavailable"), (code, answer.GetProperty("code").GetString()));
        }
    }

    private static async Task<ApiHost> Host(ManualTime time, Fallback fallback)
    {
        var host = await ApiHost.Start(time);
        host.Tenants.Put(1, new TenantSettings
        {
            Name = "one",
            Region = "my",
            DeadlineMs = (int)Deadline.TotalMilliseconds,
            Fallback = fallback,
            FallbackUpToMinor = 5_000,
        });
        return host;
    }

    private static Released Bring(Trouble trouble, ApiHost host, ManualTime time)
    {
        var never = new TaskCompletionSource();
        switch (trouble)
        {
            case Trouble.SlowActor:
                host.Actors.OnAssess = async (_, _, batch) =>
                {
                    await never.Task;
                    return host.Actors.Decided(batch);
                };
                break;
            case Trouble.SilentJournal:
                host.Actors.OnAssess = (_, _, _) => new(new Failure.Retry(TimeSpan.Zero, "away"));
                break;
            case Trouble.DisabledKey:
                host.Actors.OnAssess = (_, _, _) => new(new Failure.Unavailable(UnavailableCause.KeyDisabled));
                break;
            case Trouble.NoTenantKeys:
                host.Keys.Missing = UnavailableCause.VaultUnreachable;
                break;
            default:
                time.Advance(TimeSpan.FromSeconds(2)); // what is known of the key is not fresh any more
                host.Tenants.OutOfReach = trouble == Trouble.StoreAway;
                host.Tenants.Held = trouble == Trouble.StoreHangs ? never.Task : null;
                break;
        }

        return new Released(never);
    }

    private static string Line(string id, decimal amount) => Wire.Line(
        id, amount: $"\"{amount.ToString("F2", System.Globalization.CultureInfo.InvariantCulture)}\"");

    private static async Task<(int Status, JsonElement Answer)> Post(
        HttpClient client, ManualTime time, string line, string query = "")
    {
        using var response = await Moving(time, client.PostAsync(
            new Uri("/v1/transactions" + query, UriKind.Relative), Wire.Content(line, "application/json")));
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    /// <summary>Lets the clock go on by small steps while something is waited for.</summary>
    private static async Task<T> Moving<T>(ManualTime time, Task<T> waiting)
    {
        for (var moved = TimeSpan.Zero; !waiting.IsCompleted;)
        {
            await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
            if (!waiting.IsCompleted && time.ArmedTimers > 0 && moved <= Deadline)
            {
                time.Advance(TimeSpan.FromMilliseconds(10));
                moved += TimeSpan.FromMilliseconds(10);
            }
        }

        return await waiting;
    }

    private sealed class Released(TaskCompletionSource never) : IDisposable
    {
        public void Dispose() => never.TrySetResult();
    }

    /// <summary>What <c>risk.api.degraded</c> of this host counts.</summary>
    private sealed class Counted : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly List<string> _seen = [];

        public Counted(ApiHost host)
        {
            var meters = host.App.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "risk.api.degraded" && instrument.Meter.Scope == meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
            {
                lock (_seen)
                {
                    _seen.AddRange(Enumerable.Repeat($"{tags[0].Value} {tags[1].Value}", (int)count));
                }
            });
            _ = host.App.Services.GetRequiredService<ApiMetrics>();
            _listener.Start();
        }

        public IReadOnlyList<string> Seen
        {
            get
            {
                lock (_seen)
                {
                    return [.. _seen];
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }
}
