using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>What silos do with what has only just begun: a tenant, or a host that must not serve with them.</summary>
public sealed class FirstMomentsTests
{
    [Fact]
    public async Task Tenant_JustMade_IsServedAtOnceByEverySilo()
    {
        await using var silos = await SiloProcesses.Start(2, probeSeconds: 5);
        for (var number = 1; number <= 3; number++)
        {
            var key = await silos.MakeTenant($"new-{number}"); // by the first silo
            Assert.Equal(HttpStatusCode.OK, await Send(silos.Silos[1].Http, key));
        }
    }

    [Fact]
    public async Task Host_BesideOneOfTheOtherKind_DoesNotStart()
    {
        await using var silos = await SiloProcesses.Start(1, probeSeconds: 5);
        Assert.Contains("as a member of a cluster", (await Assert.ThrowsAsync<InvalidOperationException>(() =>
            silos.Command("serve", "--secrets=", "--port=0", "--http2port=0"))).Message, StringComparison.Ordinal);
        await silos.Silos[0].Drain();

        await using var alone = await HostProcess.Start(
            "--database", silos.Database.Administrator, "--keyfile", silos.KeyFile("main"));
        Assert.Contains("serves this database alone", (await Assert.ThrowsAsync<InvalidOperationException>(() =>
            silos.Command("serve", "--port=0", "--http2port=0"))).Message, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> Send(Uri silo, string key)
    {
        using var http = new HttpClient { BaseAddress = silo };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await http.PostAsJsonAsync(new Uri("/v1/transactions", UriKind.Relative), new
        {
            id = "t-1",
            account = "A-1",
            at = "2026-01-01T00:00:00Z",
            amount = "1.00",
            currency = "MYR",
            direction = "debit",
        });
        return answer.StatusCode;
    }
}
