using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>What a provider changed and took back since it was asked last, loaded.</summary>
public sealed class LoadProviderTests(EngineHost host) : IClassFixture<EngineHost>
{
    [Fact]
    public async Task Load_ModifiedAndRemovedRows_MendWhatIsRecorded()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load("?account=P-1", Sync(
            [Row("a", 3, "10.00"), Row("b", 4, "20.00"), Row("c", 5, "30.00"), Row("h", 6, "7.00", isPending: true)])));

        var load = await client.Load("?account=P-1", Sync(
            [Row("i", 7, "7.50", replaces: "h")], [Row("b", 4, "25.00"), Row("n", 8, "5.00")], ["c", "h", "z"]));
        Assert.Equal(new[] { 6, 3, 2, 0, 0, 0, 1 }, All(load));
        var rows = (await client.Rows(load)).Select(Said).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["b taken", "i taken", "known It became another transaction, which counts in its place.",
                "known It is not recorded: there is nothing to take back.", "n taken", "taken_back"], rows);
        var account = Assert.Single(await client.AccountsOf(load));
        Assert.True(account.GetProperty("after_rebuild").GetBoolean());

        var done = await client.Commit(load);
        Assert.Equal((3, 0), (done.GetProperty("commit").GetProperty("rows_done").GetInt32(),
            done.GetProperty("commit").GetProperty("refused").GetInt32()));
        Assert.Equal(await State(await Streamed(
            [Row("a", 3, "10.00"), Row("b", 4, "25.00"), Row("h", 6, "7.00", isPending: true),
                Row("i", 7, "7.50", replaces: "h"), Row("n", 8, "5.00")])), await State(client));
        var again = await client.Load("?account=P-1", Sync(
            [Row("i", 7, "7.50", replaces: "h")], [Row("b", 4, "25.00"), Row("n", 8, "5.00")], ["c", "z"]));
        Assert.Equal(new[] { 5, 0, 5, 0, 0, 0, 0 }, All(again));
    }

    /// <summary>Pages of one answer in one load: the last word counts.</summary>
    [Fact]
    public async Task Load_RowAddedThenModifiedOrRemoved_CountsAsItWasLeft()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load(
            "?account=P-1", Sync([Row("a", 3, "10.00"), Row("b", 4, "20.00")]),
            Sync([], [Row("a", 3, "11.00")], ["b"]));
        Assert.Equal(new[] { 4, 1, 0, 1, 0, 0, 2 }, All(load));
        await client.Commit(load);
        Assert.Equal(await State(await Streamed([Row("a", 3, "11.00")])), await State(client));
    }

    [Fact]
    public async Task Load_NothingButWhatIsNotThere_ChangesNothing()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("?account=P-1", Sync([], [], ["a"]));
        Assert.Equal(new[] { 1, 0, 1, 0, 0, 0, 0 }, All(load));
        Assert.Empty(await client.AccountsOf(load));
        Assert.Equal("committed", (await client.Commit(load)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Commit_BrokenOffBehindItsRebuild_TakesBackOnce()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load("?account=P-1", Sync([Row("a", 3, "10.00"), Row("b", 4, "20.00")])));
        var load = await client.Load("?account=P-1", Sync([], [], ["b"]));
        await client.Commit(load);
        var before = await State(client);
        await host.Database.Execute("update risk.loads set state = 2, parts_done = 0, leased_until = 0 where state = 3 "
            + "and created_at = (select max(created_at) from risk.loads)");
        Assert.Equal("committed", (await client.Commit(load)).GetProperty("state").GetString());
        Assert.Equal(before, await State(client));
    }

    /// <summary>A correction in lines of a stream, and one of a row that nobody recorded.</summary>
    [Fact]
    public async Task Load_LinesThatCorrect_MendAsInAStream()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load("", Line("m-1", "10.00") + Line("m-2", "20.00")));
        var load = await client.Load("", Line("m-1", "14.00", corrects: "m-1") + Line("m-9", "1.00", corrects: "m-8"));
        Assert.Equal(new[] { 2, 1, 0, 0, 0, 1 }, load.Counts());
        Assert.Equal("transaction_unknown", Assert.Single(load.GetProperty("refusals").EnumerateArray())
            .GetProperty("code").GetString());
        await client.Commit(load);
        var (_, other) = await host.Tenant("history", "read");
        await other.Commit(await other.Load("", Line("m-1", "14.00") + Line("m-2", "20.00")));
        Assert.Equal(await State(other), await State(client));
        var again = await client.Load("", Line("m-1", "14.00", corrects: "m-1"));
        Assert.Equal(new[] { 1, 0, 1, 0, 0, 0 }, again.Counts());
    }

    /// <summary>The counts, and rows that are taken back.</summary>
    private static int[] All(JsonElement load) =>
        [.. load.Counts().Append(load.GetProperty("rows").GetProperty("taken_back").GetInt32())];

    private static string Said(JsonElement row) =>
        $"{(row.TryGetProperty("transaction", out var sent) ? sent.GetProperty("id").GetString() + " " : "")}"
        + row.GetProperty("outcome").GetString()
        + (row.TryGetProperty("message", out var why) ? " " + why.GetString() : "");

    private async Task<HttpClient> Streamed(string[] rows)
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load("?account=P-1", Sync(rows)));
        return client;
    }

    private static async Task<string> State(HttpClient client)
    {
        var account = await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"P-1"}""");
        return account.GetProperty("transactions").GetRawText() + account.GetProperty("credit").GetRawText()
            + account.GetProperty("last_anomaly").GetRawText();
    }

    private static string Sync(string[] added, string[]? modified = null, string[]? removed = null) => $$$"""
        {"accounts":[{"account_id":"plaid-1","type":"depository",
        "balances":{"current":100.0,"iso_currency_code":"USD"}}],
        "added":[{{{string.Join(',', added)}}}],"modified":[{{{string.Join(',', modified ?? [])}}}],
        "removed":[{{{string.Join(',', (removed ?? []).Select(Removed))}}}],"next_cursor":"x","has_more":false}
        """;

    private static string Removed(string id) => $$"""{"transaction_id":"{{id}}","account_id":"plaid-1"}""";

    private static string Row(
        string id, int day, string amount, bool isPending = false, string? replaces = null) => $$"""
        {"transaction_id":"{{id}}","account_id":"plaid-1","amount":{{amount}},"iso_currency_code":"USD",
        "date":"2026-11-{{day:D2}}","name":"SHOP {{id}}","pending":{{(isPending ? "true" : "false")}},
        "pending_transaction_id":{{(replaces is null ? "null" : $"\"{replaces}\"")}}}
        """;

    private static string Line(string id, string amount, string? corrects = null) =>
        $$"""{"id":"{{id}}","account":"P-1","date":"2026-11-03","amount":"{{amount}}","currency":"MYR",""" +
        $"\"direction\":\"debit\"{(corrects is null ? "" : $",\"corrects\":\"{corrects}\"")}}}\n";
}
