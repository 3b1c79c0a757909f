using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansRisk.Api;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Cluster.Tests.Contract;
using OrleansRisk.Cluster.Tests.Processes;
using OrleansRisk.Host.Settings;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Admission;

/// <summary>A silo turns new work away while its queue stands, and takes it again when the queue is gone.</summary>
public sealed class QueueDelayTests
{
    [Fact]
    public async Task Silo_WhoseQueueStands_TurnsAwayWithATimeToComeAgain()
    {
        await using var silos = await SiloProcesses.Start(1, probeSeconds: 5);
        await using var silo = await WholeHost.Start(new HostSettings
        {
            SiloName = "silo-here",
            Database = silos.Database.Administrator,
            KeyFile = silos.KeyFile("main"),
            Secrets = silos.Secrets,
        });
        using var http = new HttpClient { BaseAddress = silo.Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", silos.Key);
        var number = 0;
        Assert.Equal(HttpStatusCode.OK, (await Send(http, ++number)).Status);

        silo.AdmissionControl.LinesRead(Limits.QueueLinesLeast);
        (HttpStatusCode Status, string? Code, TimeSpan? RetryAfter) turnedAway = default;
        await silos.Until(async () =>
        {
            silo.AdmissionControl.Waited(2 * Limits.QueueDelayMax);
            turnedAway = Stands(silo.AdmissionControl) ? await Send(http, ++number) : default;
            return turnedAway.Code is not null;
        });
        Assert.Equal((HttpStatusCode.TooManyRequests, "overloaded"), (turnedAway.Status, turnedAway.Code));
        Assert.True(turnedAway.RetryAfter > TimeSpan.Zero);

        silo.AdmissionControl.LinesAnswered(Limits.QueueLinesLeast);
        Assert.Equal(HttpStatusCode.OK, (await Send(http, number)).Status);
    }

    /// <summary>Asked without a call, which would say itself that it has not waited.</summary>
    private static bool Stands(AdmissionControl gate)
    {
        if (!gate.TryEnterSingle())
        {
            return true;
        }

        gate.LeaveSingle();
        return false;
    }

    private static async Task<(HttpStatusCode Status, string? Code, TimeSpan? RetryAfter)> Send(
        HttpClient http, int number)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("/v1/transactions", UriKind.Relative), new
        {
            id = $"t-{number}",
            account = "queued",
            at = "2026-01-01T00:00:00Z",
            amount = "1.00",
            currency = "MYR",
            direction = "debit",
        });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (
            answer.StatusCode, body.TryGetProperty("code", out var code) ? code.GetString() : null,
            answer.Headers.RetryAfter?.Delta);
    }
}
