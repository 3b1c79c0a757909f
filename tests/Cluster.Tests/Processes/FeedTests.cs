using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>A lender watches at one silo what it sends to another.</summary>
public sealed class FeedTests
{
    private const int Accounts = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Reader_AtOneSilo_IsToldWhatIsRecordedAtAnotherAndItsSubscriptionLiesSealed()
    {
        await using var silos = await SiloProcesses.Start(2, probeSeconds: 5);
        using var load = new AcknowledgedLoad(silos.Key, () => [silos.Silos[0].Http]);
        using var http = new HttpClient { BaseAddress = silos.Silos[1].Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", silos.Key);
        using var stream = await Open(silos, http);
        await silos.Until(async () => await silos.Database.Ask<long>("select count(*) from cluster.grain_states") > 0);

        await load.Run(Accounts, each: 5).WaitAsync(Patience);
        await Told(stream, [.. load.Newest(Accounts)]).WaitAsync(Patience);
        Assert.Equal(0, await silos.Database.Ask<long>(
            "select count(*) from cluster.grain_states where position('commits'::bytea in payload) > 0"));
    }

    /// <summary>An open stream of all that happens from now on.</summary>
    private static async Task<Stream> Open(SiloProcesses silos, HttpClient http)
    {
        string? id = null;
        await silos.Until(async () =>
        {
            using var made = await http.PostAsJsonAsync(new Uri("/v1/subscriptions", UriKind.Relative), new { });
            if (made.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return false; // the tenant was made a moment ago, at the other silo
            }

            made.EnsureSuccessStatusCode();
            id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("subscription").GetString();
            return true;
        });
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        return await http.GetStreamAsync(new Uri($"/v1/feed?subscription={id}&after=now", UriKind.Relative));
    }

    /// <summary>Reads until all of these decisions were told.</summary>
    private static async Task Told(Stream stream, HashSet<string> decisions)
    {
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            decisions.RemoveWhere(decision => item.Data.Contains(decision, StringComparison.Ordinal));
            if (decisions.Count == 0)
            {
                return;
            }
        }

        Assert.Empty(decisions);
    }
}
