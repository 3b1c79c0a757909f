using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Commits of loads beside others: another draft of the same rows, live lines, a process that ended.</summary>
public sealed class LoadRaceTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const int Days = 90;

    [Fact]
    public async Task Commit_TwoDraftsOfOneStatementAtOnce_CountsItsRowsOnce()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            var (tenant, client) = await host.Tenant("history", "read");
            using var other = host.Client(await host.Key(tenant, "history", "read"));
            var (one, two) = (await client.Load("", Lines("A", "D")), await other.Load("", Lines("A", "E")));

            var answers = await Task.WhenAll(Answer(client, one), Answer(other, two));
            Assert.Equal(Days, await Transactions(client, "A"));
            Assert.Equal([200, 409], answers.Order());
        }
    }

    [Fact]
    public async Task Commit_ThatGoesOnWithAChangedAccount_TakesNoneOfItsRowsAndNamesThem()
    {
        var (_, client) = await host.Tenant("history", "read");
        var one = await client.Load("", Lines("A", "D"));
        var two = await client.Load("", Lines("A", "E") + Lines("B", "E"));
        await client.Commit(one);

        // Its process ended before it compared the accounts; then once more before it noted what was refused.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await Break(two, parts: 0);
            var done = await client.Commit(two);
            Assert.Equal((2 * Days, Days), (done.GetProperty("commit").GetProperty("rows_done").GetInt32(),
                done.GetProperty("commit").GetProperty("refused").GetInt32()));
            Assert.Equal((Days, Days), (await Transactions(client, "A"), await Transactions(client, "B")));
            var findings = await EngineHost.Json(
                client, HttpMethod.Get, $"/v1/loads/{two.Id()}/findings?limit=1000");
            Assert.Equal(Days, findings.GetProperty("findings").EnumerateArray().Count(static finding =>
                finding.GetProperty("message").GetString()!.StartsWith("draft_stale", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Commit_AfterAProcessWhoseRowsWait_RebuildsTheirAccounts()
    {
        var (tenant, client) = await host.Tenant("history", "read");
        var load = await client.Load("", Lines("A", "D"));
        await client.Commit(load);
        var shown = await Account(client, "A");

        // As after rows of a later round that came behind a live line, recorded by a process that has ended.
        Assert.True(Ids.TryParseAccount(shown.GetProperty("account_id").GetString(), out var letters));
        Assert.True(AccountKey.TryParse(letters, out var key));
        var caller = new Caller(
            new TenantId(int.Parse(tenant[4..], CultureInfo.InvariantCulture)), "test", Roles.History, "1");
        Assert.True(Currency.TryParse("MYR", out var myr));
        var older = new Transaction
        {
            Id = "OLD",
            At = TimeProvider.System.GetUtcNow().AddDays(-Days - 9).ToUnixTimeMilliseconds(),
            AmountMinor = 100,
            Currency = myr,
            Direction = Direction.Debit,
        };
        var recorded = await host.Services.GetRequiredService<IActors>().Account(caller.Tenant, key)
            .Assess(caller, new TransactionBatch("A", [older], IngestMode.History));
        Assert.True(recorded.IsDone);
        Assert.Equal(1, (await Account(client, "A")).GetProperty("waiting").GetInt32());

        await Break(load, parts: 1);
        Assert.Equal("committed", (await client.Commit(load)).GetProperty("state").GetString());
        Assert.Equal((0, Days + 1), ((await Account(client, "A")).GetProperty("waiting").GetInt32(),
            await Transactions(client, "A")));
    }

    [Fact]
    public async Task Commit_OfALoadWhosePartsAreGone_IsNotCommitted()
    {
        var (tenant, client) = await host.Tenant("history", "read");
        var load = await client.Load("", Lines("A", "D"));
        await host.Database.Execute($"delete from risk.load_parts where tenant = {tenant[4..]} and kind = 1");
        await client.Commit(load, status: 404);
        Assert.NotEqual("committed", (await EngineHost.Json(
            client, HttpMethod.Get, $"/v1/loads/{load.Id()}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Findings_AfterTheLargestNumber_EndThere()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("", Lines("A", "D"));
        foreach (var list in (string[])["findings", "accounts", "rows"])
        {
            var page = await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads/{load.Id()}/{list}?after=2147483647");
            Assert.True(!page.TryGetProperty("after", out var after) || after.ValueKind == JsonValueKind.Null);
        }
    }

    private static async Task<int> Answer(HttpClient client, JsonElement load)
    {
        using var response = await client.PostAsync($"/v1/loads/{load.Id()}/commit", null);
        return (int)response.StatusCode;
    }

    // As a process leaves a load that ends while it commits it.
    private async Task Break(JsonElement load, int parts)
    {
        Assert.True(Ids.TryParseLoad(load.Id(), out var letters));
        Assert.True(AccountKey.TryParse(letters, out var key));
        await host.Database.Execute(
            $"update risk.loads set state = 2, parts_done = {parts}, rows_done = 0, refused = 0, leased_until = 0 "
            + $"where encode(id, 'hex') = '{key.Value:x32}'");
    }

    private static Task<JsonElement> Account(HttpClient client, string account) => EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts/lookup", $$"""{"account":"{{account}}"}""");

    private static async Task<int> Transactions(HttpClient client, string account) =>
        (await Account(client, account)).GetProperty("transactions").GetInt32();

    private static string Lines(string account, string ids)
    {
        var text = new StringBuilder();
        for (var day = 0; day < Days; day++)
        {
            var date = TimeProvider.System.GetUtcNow().AddDays(day - Days)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"id":"{{ids}}-{{account}}-{{day}}","account":"{{account}}","date":"{{date}}","amount":"{{1 + day}}.00",
                """).Append("\"currency\":\"MYR\",\"direction\":\"debit\"}\n");
        }

        return text.ToString();
    }
}
