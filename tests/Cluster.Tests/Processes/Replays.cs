using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>Asks a silo to compute decisions again: the states are those that the records say.</summary>
internal static class Replays
{
    /// <summary>Each comes out as it was given, by whichever silo is there.</summary>
    public static async Task AreEqual(SiloProcesses silos, IEnumerable<string> decisions)
    {
        using var http = new HttpClient { BaseAddress = silos.Silos.First(silo => !silo.HasExited).Http };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", silos.Key);
        foreach (var decision in decisions)
        {
            var replay = await http.GetFromJsonAsync<JsonElement>(
                new Uri($"/v1/decisions/{decision}/replay", UriKind.Relative));
            Assert.True(replay.GetProperty("equal").GetBoolean(), replay.ToString());
        }
    }
}
