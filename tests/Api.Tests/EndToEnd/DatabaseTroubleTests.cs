using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>
/// PostgreSQL goes away in the middle: what was not acknowledged is not counted, and sending again gives each exactly
/// once.
/// </summary>
public sealed class DatabaseTroubleTests
{
    [Fact]
    public async Task Stream_WhoseDatabaseIsCutOffInTheMiddle_CountsWhatItAcknowledgedAndResendsToExactlyOnce()
    {
        await using var host = new EngineHost();
        await host.InitializeAsync();
        var (_, client) = await host.Tenant("ingest", "read");
        await client.Send(Recent.Lines(50, accounts: 50, from: 900_000)); // accounts are in memory
        await using var upload = await Duplex.Open(client);
        var acknowledged = new HashSet<string>();
        var owed = new HashSet<string>();
        for (var piece = 0; piece < 20; piece++)
        {
            if (piece == 8)
            {
                host.Relay.Refusing = true;
                host.Relay.CutAll();
            }

            await upload.Say(Recent.Lines(50, accounts: 50, from: piece * 50));
        }

        upload.Finish();
        while (await upload.Hear() is { } line && !line.TryGetProperty("end", out _))
        {
            var known = line.TryGetProperty("decision", out _);
            (known ? acknowledged : owed).Add(line.GetProperty("transaction").GetString()!);
            Assert.True(known || line.Code() is "not_recorded" or "outcome_unknown", line.GetRawText());
        }

        Assert.Equal(1_000, acknowledged.Count + owed.Count);
        Assert.NotEmpty(owed);
        await IsReadyAndSaysWhenToAskAgain(client);

        host.Relay.Refusing = false;
        await SendUntil(client, end => end.GetProperty("not_recorded").GetInt32() == 0);
        await SendUntil(client, end => end.GetProperty("duplicates").GetInt32() == 1_000);
        Assert.Equal(
            1_050, await host.Database.Ask<long>(
                "select sum(last_sequence - first_sequence + 1)::bigint from risk.journal"));
    }

    /// <summary>
    /// Trouble of the database is said to the callers, by a typed answer; taking the host out of service would not
    /// mend it, so it stays ready and alive.
    /// </summary>
    private static async Task IsReadyAndSaysWhenToAskAgain(HttpClient client)
    {
        using var response = await client.PostAsync(
            new Uri("/v1/transactions", UriKind.Relative), Wire.Content(Recent.Line("alone"), "application/json"));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((503, "journal_unavailable"), (
            (int)response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.True(response.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.True(problem.GetProperty("retry_after_ms").GetInt64() > 0);
        foreach (var path in new[] { "/health/ready", "/health/live" })
        {
            using var health = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal(200, (int)health.StatusCode);
        }
    }

    /// <summary>
    /// Sends everything again until the end line says so: while writers open again, answers are 503, and while the
    /// queue drains, 429.
    /// </summary>
    private static async Task SendUntil(HttpClient client, Func<JsonElement, bool> enough)
    {
        for (var i = 0; i < 100; i++)
        {
            using var response = await client.PostAsync(
                new Uri("/v1/transactions?answers=none", UriKind.Relative),
                    Wire.Content(Recent.Lines(1_000, accounts: 50)));
            var text = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode && enough(Wire.Parse(text)[^1]))
            {
                return;
            }

            Assert.True(response.IsSuccessStatusCode || (int)response.StatusCode is 429 or 503, text);
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        }

        Assert.Fail("Sending again did not record everything.");
    }
}
