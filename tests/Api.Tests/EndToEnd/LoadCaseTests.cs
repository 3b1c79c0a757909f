using System.Runtime.CompilerServices;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Files of the kinds that go wrong elsewhere, loaded: each row is right, or refused by name.</summary>
public sealed class LoadCaseTests(EngineHost host) : IClassFixture<EngineHost>
{
    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "cases");

    [Fact]
    public async Task Case_NewestFirstHistory_IsTakenAndEndsInTheStateOfTheOtherOrder()
    {
        var (_, one) = await host.Tenant("history", "read");
        var (_, other) = await host.Tenant("history", "read");
        var few = await Load(one, "", "08-newest-first-history/in.ndjson");
        Assert.Equal(new[] { 12, 12, 0, 0, 0, 0 }, few.Counts());

        foreach (var (client, file) in new[] { (one, "year-in-order.ndjson"), (other, "year-newest-first.ndjson") })
        {
            var load = await Load(client, "", $"08-newest-first-history/{file}");
            Assert.Equal(279, load.Counts()[1]);
            await client.Commit(load);
        }

        Assert.Equal(
            await Shown(one, "08-newest-first-history/year-in-order.ndjson"),
            await Shown(other, "08-newest-first-history/year-newest-first.ndjson"));
    }

    [Theory]
    [InlineData("09-check-passes-what-send-refuses",
        "r1 taken, r2 too_many_decimals, r3 amount_zero, ? value_unknown, r5 amount_invalid, r6 country_unknown, "
            + "r7 country_unknown, r8 looks_like_pan, r9 in_the_future, r 10 id_invalid, r11 currency_unknown, "
            + "r12 mcc_invalid")]
    [InlineData("11-misgrouped-thousands",
        "a1 1250.00 debit, ? value_unknown, ? value_unknown, a4 0.50 debit, ? value_unknown, a6 12.00 debit, "
            + "a7 12.00 credit, ? value_unknown, a9 amount_zero, a10 3.10 credit, a11 3.10 debit")]
    [InlineData("16-dst-local-times",
        "d1 2026-11-01T00:30:00-04:00, d2 2026-11-01T01:30:00-04:00, d3 2026-11-01T01:30:00-04:00, "
            + "d4 2026-11-01T01:45:00-04:00, d5 2026-11-01T02:30:00-05:00, ? value_unknown")]
    public async Task Case_WithItsMap_IsRightOrRefusedByLine(string name, string expected)
    {
        var (_, client) = await host.Tenant("history", "read", "admin");
        await EngineHost.Json(client, HttpMethod.Put, "/v1/maps/ours", await File.ReadAllTextAsync(
            Path.Combine(Folder, name, "map.json")));
        var rows = await client.Rows(await Load(client, "?map=ours", $"{name}/in.csv"));
        var said = rows.OrderBy(static row => row.GetProperty("line").GetInt32()).Select(Said);
        Assert.True(expected == string.Join(", ", said), string.Join(", ", said));
    }

    [Fact]
    public async Task Case_StatementWithoutIds_IsKnownTheSecondTime()
    {
        var (_, client) = await host.Tenant("history", "read");
        const string file = "13-no-id-column/statement.csv", query = "?account=A-13&currency=MYR&days=day_first";
        var load = await Load(client, query, file);
        Assert.Equal(new[] { 3, 3, 0, 0, 0, 0 }, load.Counts());
        await client.Commit(load);
        Assert.Equal(new[] { 3, 0, 3, 0, 0, 0 }, (await Load(client, query, file)).Counts());
    }

    [Theory]
    [InlineData("bom.csv", "1 taken")]
    [InlineData("cr.csv", "1 taken")]
    [InlineData("cp1252.csv", "1 taken")]
    [InlineData("utf16.csv", "1 taken")]
    [InlineData("sepline.csv", "1 taken")]
    [InlineData("preamble.csv", "1 taken")]
    [InlineData("total.csv", "1 taken")]
    [InlineData("multiline.csv", "2 taken")]
    [InlineData("dupheader.csv", "ambiguous_columns")]
    [InlineData("ragged.csv", "1 taken, ? bad_cell")]
    [InlineData("unclosed.csv", "malformed")]
    [InlineData("empty.csv", "nothing_read")]
    [InlineData("zero.csv", "body_missing")]
    public async Task Case_CsvAsBanksExport_IsReadOrRefused(string file, string expected)
    {
        var (_, client) = await host.Tenant("history", "read");
        var content = await File.ReadAllBytesAsync(Path.Combine(Folder, "14-csv-as-banks-export", file));
        using var response = await client.PostAsync(
            "/v1/loads?account=A-14&currency=EUR&days=day_first", new ByteArrayContent(content));
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(expected, await Said(client, answer));
    }

    [Fact]
    public async Task Case_AccountAggregatorWithoutIds_KeepsBothPayments()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await Load(client, "", "20-aa-empty-txnid/in.json");
        Assert.Equal(0, load.Counts()[5]);
        Assert.Equal(load.Counts()[0], load.Counts()[1]);
        Assert.Equal("INR", Assert.Single(await client.AccountsOf(load)).GetProperty("currency").GetString());
        var done = await client.Commit(load);
        Assert.Equal(0, done.GetProperty("commit").GetProperty("refused").GetInt32());
    }

    [Fact]
    public async Task Case_CurrencyNotTheTenants_IsTheAccountsAndItsIncomeCounts()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await Load(client, "", "22-currency-not-the-tenants/eur.ndjson");
        Assert.Equal(279, load.Counts()[1]);
        Assert.Contains(load.GetProperty("findings").EnumerateArray(),
            static finding => finding.GetProperty("code").GetString() == "other_currency");
        var account = Assert.Single(await client.AccountsOf(load));
        Assert.Equal("EUR", account.GetProperty("currency").GetString());
        Assert.NotEqual(JsonValueKind.Null, account.GetProperty("after").GetProperty("credit").ValueKind);
        await client.Commit(load);
    }

    private static async Task<JsonElement> Load(HttpClient client, string query, string file) => await client.Load(
        query, 201, (Path.GetFileName(file), await File.ReadAllBytesAsync(Path.Combine(Folder, file))));

    /// <summary>Scores and balance of the one account of a file that is loaded.</summary>
    private static async Task<string> Shown(HttpClient client, string file)
    {
        var name = Assert.Single(await client.AccountsOf(await Load(client, "", file))).GetProperty("account");
        var ask = $$"""{"account":{{name.GetRawText()}}}""";
        var account = await EngineHost.Json(client, HttpMethod.Post, "/v1/accounts/lookup", ask);
        return account.GetProperty("transactions").GetRawText() + account.GetProperty("credit").GetRawText()
            + account.GetProperty("last_anomaly").GetRawText();
    }

    private static async Task<string> Said(HttpClient client, JsonElement answer)
    {
        if (answer.TryGetProperty("code", out var code))
        {
            return answer.TryGetProperty("cause", out var cause) && cause.GetString()!.Split(' ') is [_, .., _] words
                ? words.FirstOrDefault(static word => word.EndsWith('.') && word.Contains('_'))?.TrimEnd('.')
                    ?? words.First(static word => word.EndsWith('.')).TrimEnd('.') : code.GetString()!;
        }

        var rows = await client.Rows(answer);
        var odd = rows.Where(static row => row.GetProperty("outcome").GetString() != "taken").Select(Said).ToList();
        return string.Join(", ", odd.Prepend($"{rows.Count - odd.Count} taken"));
    }

    private static string Said(JsonElement row)
    {
        var sent = row.TryGetProperty("transaction", out var transaction);
        var id = sent ? transaction.GetProperty("id").GetString() : "?";
        return row.GetProperty("outcome").GetString() == "refused" ? $"{id} {row.GetProperty("code").GetString()}"
            : transaction.TryGetProperty("at", out var at) ? $"{id} {at.GetString()}"
            : transaction.GetProperty("currency").GetString() == "JPY" ? $"{id} taken"
            : $"{id} {transaction.GetProperty("amount").GetString()} "
                + transaction.GetProperty("direction").GetString();
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
