using System.Text;
using OrleansRisk.Api.Tests.Transactions;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What was refused leaves nothing behind in PostgreSQL.</summary>
public sealed class NothingRecordedTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task BadInput_OverBothRoutes_LeavesNoRecordNoAccountAndNoKeyBehind()
    {
        var (tenant, client) = await host.Tenant("ingest");
        var before = await Rows(tenant);
        var bad = BadLines.Table().Where(row => row[1] is not null).Select(row => BadLines.Replace((string)row[0]))
            .ToList();
        Assert.True(bad.Count > 100);

        var answers = await client.Send(string.Join('\n', bad) + "\n");
        Assert.Equal((bad.Count, 0), (
            answers[^1].GetProperty("refused").GetInt32(), answers[^1].GetProperty("scored").GetInt32()));
        foreach (var line in bad)
        {
            using var response = await client.PostAsync(
                new Uri("/v1/transactions", UriKind.Relative), Wire.Content(line, "application/json"));
            Assert.InRange((int)response.StatusCode, 400, 413);
        }

        Assert.Equal(before, await Rows(tenant));
    }

    private async Task<string?> Rows(string tenant)
    {
        var number = tenant["ten_".Length..];
        var counts = new StringBuilder();
        foreach (var table in new[] { "journal", "snapshots", "subject_keys", "projections" })
        {
            counts.Append(await host.Database.Ask<long>($"select count(*) from risk.{table} where tenant = {number}"))
                .Append(' ').Append(table).Append(' ');
        }

        return counts.ToString();
    }
}
