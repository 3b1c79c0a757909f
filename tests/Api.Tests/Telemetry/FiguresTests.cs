using System.Text.RegularExpressions;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Api.Tests.Telemetry;

/// <summary>What a collector gets from the host is what docs/reference/metrics.md lists.</summary>
public sealed class FiguresTests
{
    [Fact]
    public async Task Figures_OfARunWithAStream_ReachACollectorAsDocumentedWithLatencyPerStage()
    {
        await using var receiver = await OtlpReceiver.Start();
        await using var database = await TestDatabase.Create();
        var keyFile = Path.Combine(Path.GetTempPath(), $"risk-figures-{Guid.NewGuid():n}.kek");
        await using (var host = await HostProcess.Start(database, keyFile, "--otlpendpoint", $"{receiver.Address}"))
        {
            using var client = host.Client((await host.Tenant("ingest")).Key);
            await client.Send(EndToEnd.Recent.Lines(500, accounts: 20) + "broken\n", "?answers=errors");
            Assert.Equal(0, await host.Stop()); // and with it the last figures are sent
        }

        File.Delete(keyFile);
        var documented = Documented();
        Assert.Empty(receiver.Units.Keys.Where(name => name.StartsWith("risk.", StringComparison.Ordinal))
            .Except(documented.Keys));
        foreach (var (name, stages) in documented.Where(figure => figure.Value.Length > 0))
        {
            Assert.Equal("s", receiver.Units[name]);
            foreach (var stage in stages)
            {
                var point = Assert.Single(receiver.Histograms[name], point => point.Attributes == $"stage={stage}");
                Assert.True(point.Count > 0, $"{name} of {stage} was never measured");
            }
        }

        // Buckets that tell times apart: those of commits lie between the first and the last.
        var commits = Assert.Single(receiver.Histograms["risk.journal.commit"]);
        Assert.Equal(commits.Count, commits.Buckets.Aggregate(0UL, (sum, each) => sum + each));
        Assert.Equal((0UL, 0UL), (commits.Buckets[0], commits.Buckets[^1]));
    }

    /// <summary>Names in the reference, each with the stages it is counted by.</summary>
    private static Dictionary<string, string[]> Documented() => Regex.Matches(
            File.ReadAllText(Path.Combine(Programs.Repository, "docs/reference/metrics.md")),
            @"^\| `(risk\.[a-z_.]+)` \| \w+ \| [^|]+ \| (?:`stage`: ([^|]*)|[^|]*)\|", RegexOptions.Multiline)
        .ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
