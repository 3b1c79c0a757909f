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

    [Fact]
    public async Task WhatIf_OfKnownAndUnknownAccounts_WritesNothingAndChangesNothing()
    {
        var (tenant, client) = await host.Tenant("ingest", "read");
        await client.Send(Recent.Line("first", "A-known") + "\n"); // its projections follow when they like
        var lookup = Wire.Content("""{"account":"A-known"}""", "application/json");
        var before = (await Rows(tenant, Written), await Text(client.PostAsync(Lookup, lookup)));

        var lines = Enumerable.Range(0, 50).Select(i =>
            Recent.Line($"w-{i % 7}", i % 2 == 0 ? "A-known" : $"A-new-{i}"));
        var answers = await client.Send(string.Join('\n', lines) + "\n", "?mode=what_if");
        using var single = await client.PostAsync(
            new Uri("/v1/transactions?mode=what_if", UriKind.Relative), Wire.Content(
                Recent.Line(account: "A-known"), "application/json"));

        Assert.Equal((50, 50, 0), (
            answers[^1].GetProperty("scored").GetInt32(), answers.Count(IsWhatIf),
            answers[^1].GetProperty("duplicates").GetInt32()));
        Assert.Contains("\"what_if\"", await single.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        lookup = Wire.Content("""{"account":"A-known"}""", "application/json");
        Assert.Equal(before, (await Rows(tenant, Written), await Text(client.PostAsync(Lookup, lookup))));
    }

    private static readonly string[] Written = ["journal", "snapshots", "subject_keys"];

    private static readonly Uri Lookup = new("/v1/accounts/lookup", UriKind.Relative);

    private static bool IsWhatIf(System.Text.Json.JsonElement answer) =>
        answer.TryGetProperty("outcome_kind", out var kind) && kind.GetString() == "what_if"
        && answer.GetProperty("decision").ValueKind == System.Text.Json.JsonValueKind.Null;

    private static async Task<string> Text(Task<HttpResponseMessage> call)
    {
        using var response = await call;
        Assert.True(response.IsSuccessStatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<string?> Rows(string tenant, params string[] tables)
    {
        var number = tenant["ten_".Length..];
        var counts = new StringBuilder();
        foreach (var table in tables.Length > 0 ? tables : [.. Written, "projections", "publications"])
        {
            counts.Append(await host.Database.Ask<long>($"select count(*) from risk.{table} where tenant = {number}"))
                .Append(' ').Append(table).Append(' ');
        }

        return counts.ToString();
    }
}
