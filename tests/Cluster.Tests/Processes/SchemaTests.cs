using Xunit;

namespace OrleansRisk.Cluster.Tests.Processes;

/// <summary>A database that is migrated beyond what silos can use, while one of them runs.</summary>
public sealed class SchemaTests
{
    [Fact]
    public async Task Silo_WhoseSchemaIsMigratedAwayFromIt_IsSentNoMoreWorkAndNoneStarts()
    {
        await using var silos = await SiloProcesses.Start(1, probeSeconds: 5);
        await silos.Database.Execute(
            """
            insert into risk.migrations (version, name, checksum)
            select max(version) + 1, 'of a later program', '' from risk.migrations
            """);
        using var http = new HttpClient { BaseAddress = silos.Silos[0].Http };
        await silos.Until(async () =>
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return await answer.Content.ReadAsStringAsync() == """{"status":"not_ready","missing":"schema"}""";
        });
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => silos.Add());
        Assert.Contains("The schema is at version", refused.Message, StringComparison.Ordinal);
    }
}
