using System.Globalization;
using System.Net;
using System.Text;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Loads whose commit breaks off, that expire, and that mean harm.</summary>
public sealed class LoadTroubleTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const int Rows = 2_000;

    [Fact]
    public async Task Commit_BrokenOffBetweenAnyTwoSteps_GoesOnAndCountsOnce()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("", Lines("C"));
        await client.Commit(load);
        var before = await Account(client, "C-0");

        // As a process leaves it that ends after recording and before it notes that, at every such place.
        for (var parts = 0; parts <= (Rows + 255) / 256; parts += 3)
        {
            await host.Database.Execute(
                $"update risk.loads set state = 2, parts_done = {parts}, rows_done = {parts * 256}, leased_until = 0");
            var done = await client.Commit(load);
            Assert.Equal("committed", done.GetProperty("state").GetString());
            Assert.Equal(0, done.GetProperty("commit").GetProperty("refused").GetInt32());
            Assert.Equal(before, await Account(client, "C-0"));
        }
    }

    [Fact]
    public async Task Commit_ThatAnotherCarriesOn_IsLeftToItUntilItsLeaseIsOver()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("", Lines("L"));
        await host.Database.Execute("update risk.loads set state = 2, leased_until = 9999999999999 where state = 1");
        Assert.Equal("load_under_way", (await client.Commit(load, 409)).GetProperty("code").GetString());
        Assert.Equal(409, (int)(await client.DeleteAsync($"/v1/loads/{load.Id()}")).StatusCode);

        await host.Database.Execute("update risk.loads set leased_until = 1 where leased_until = 9999999999999");
        Assert.Equal("committed", (await client.Commit(load)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Load_Expired_IsNotThereAndGoesAsAnotherComes()
    {
        var (tenant, client) = await host.Tenant("history", "read");
        var number = tenant[4..];
        var load = await client.Load("", Lines("E"));
        await host.Database.Execute($"update risk.loads set expires_at = 1 where tenant = {number}");
        await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads/{load.Id()}", status: 404);
        await client.Commit(load, 404);

        await client.Load("", Lines("F"));
        Assert.Equal(1L, await host.Database.Ask<long>($"select count(*) from risk.loads where tenant = {number}"));
        Assert.Equal(1L, await host.Database.Ask<long>(
            $"select count(distinct load) from risk.load_parts where tenant = {number}"));
    }

    [Fact]
    public async Task Load_KeptInTheDatabase_ShowsNothingOfItsRows()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Load("", Lines("SECRETNAME"));
        Assert.Equal(0L, await host.Database.Ask<long>(
            "select count(*) from risk.load_parts where position('SECRETNAME'::bytea in content) > 0"));
        Assert.True(await host.Database.Ask<long>("select count(*) from risk.load_parts") > 0);
    }

    [Fact]
    public async Task Load_OfMaliciousFiles_IsRefusedByNameInBoundedMemory()
    {
        var (_, client) = await host.Tenant("history");
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        byte[] nested = [.. "<?xml version=\"1.0\"?>"u8, .. Repeated("<a>", 2_000_000)];
        byte[] oneTag = [.. "<"u8, .. Repeated("a", 40_000_000)];
        byte[] laughs =
        [
            .. "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY l2 \"&lol;&lol;\">]>"u8, .. "<Document>&l2;</Document>"u8,
        ];
        byte[] outside =
        [
            .. "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/x\">"u8,
            .. "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"/>"u8,
        ];
        byte[] arrays = [.. Repeated("[", 1_000_000)];
        foreach (var bomb in new[] { nested, oneTag, laughs, outside, arrays, [0x1F, 0x8B, 8, 0] })
        {
            var refused = await client.Load("", 400, ("bomb", bomb));
            Assert.Equal("nothing_read", refused.GetProperty("code").GetString());
            Assert.DoesNotContain("reader_failed", refused.GetProperty("cause").GetString(), StringComparison.Ordinal);
        }

        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 96 << 20);
    }

    [Fact]
    public async Task Load_TooMuch_IsRefusedByName()
    {
        var (_, client) = await host.Tenant("history");
        var many = Enumerable.Range(0, 65).Select(static i => ($"{i}.csv", "a"u8.ToArray())).ToArray();
        Assert.Equal("too_many_files", (await client.Load("", 413, many)).GetProperty("code").GetString());

        using var large = new ByteArrayContent(new byte[(64 << 20) + 1]);
        using var response = await client.PostAsync("/v1/loads", large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    private static async Task<string> Account(HttpClient client, string account) => (await EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts/lookup", $$"""{"account":"{{account}}"}""")).GetRawText();

    private static byte[] Repeated(string text, int times) =>
        Encoding.UTF8.GetBytes(new StringBuilder(text.Length * times).Insert(0, text, times).ToString());

    private static string Lines(string name)
    {
        var text = new StringBuilder();
        var first = TimeProvider.System.GetUtcNow().AddDays(-Rows / 10);
        for (var i = 0; i < Rows; i++)
        {
            var date = first.AddDays(i / 10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $$"""
                {"id":"{{name}}-{{i}}","account":"{{name}}-{{i % 3}}","date":"{{date}}","amount":"{{1 + (i % 90)}}.00",
                """).Append("\"currency\":\"MYR\",\"direction\":\"debit\"}\n");
        }

        return text.ToString();
    }
}
