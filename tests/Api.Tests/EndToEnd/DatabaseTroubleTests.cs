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
        var problem =
            await EngineHost.Json(client, HttpMethod.Post, "/v1/transactions", Recent.Line("alone"), status: 503);
        Assert.Equal("journal_unavailable", problem.GetProperty("code").GetString());

        host.Relay.Refusing = false;
        await SendUntil(client, end => end.GetProperty("not_recorded").GetInt32() == 0);
        await SendUntil(client, end => end.GetProperty("duplicates").GetInt32() == 1_000);
        Assert.Equal(
            1_050, await host.Database.Ask<long>(
                "select sum(last_sequence - first_sequence + 1)::bigint from risk.journal"));
    }

    /// <summary>
    /// Sends everything again until the end line says so: while lanes open again, answers are 503, and while the queue
    /// drains, 429.
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
