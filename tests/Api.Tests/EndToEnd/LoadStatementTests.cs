using System.Text;
using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Statements of one account in several files, or loads: whether they meet, and are of one.</summary>
public sealed class LoadStatementTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string Head = "Date,Description,Debit,Credit,Balance\n", Address = "?account=M-1&currency=EUR";

    private static readonly string
        January = Mt940("2601", 1000_00, "260105D10,00", "260120C500,00"),
        February = Mt940("2602", 1490_00, "260203D40,00", "260210C150,00"),
        March = Mt940("2603", 1600_00, "260303D100,00");

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, false)]
    [InlineData(new[] { 2, 0, 1 }, false)]
    [InlineData(new[] { 0, 2 }, true)]
    [InlineData(new[] { 2, 0 }, true)]
    public async Task Load_StatementsOfAnAccount_MeetOrNameBoth(int[] months, bool isMissing)
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("?account=M-1", 201, [.. months.Select(File)]);
        var account = Assert.Single(await client.AccountsOf(load));
        Assert.Equal("1000.00", account.GetProperty("opening").GetString());
        Assert.Equal("1500.00", account.GetProperty("closing").GetString());
        Assert.Equal(!isMissing, account.GetProperty("adds_up").GetBoolean());
        var said = (await Findings(client, load)).Where(static each => each.Code == "statements_do_not_meet");
        if (isMissing)
        {
            Assert.Equal(
                "march.sta begins with 1600.00; january.sta, before it, ends with 1490.00. Is a statement missing?",
                Assert.Single(said).Message);
        }
        else
        {
            Assert.Empty(said);
        }
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 }, "")]
    [InlineData(new[] { 2, 1, 0 }, "")]
    [InlineData(new[] { 0, 2 }, "march.sta begins with 1600.00; what is recorded before it ends with 1490.00 on "
        + "2026-01-20. Is a statement missing?")]
    [InlineData(new[] { 2, 0 }, "january.sta ends with 1490.00; what is recorded after it begins with 1600.00 on "
        + "2026-03-03. Is a statement missing?")]
    public async Task Load_OneStatementAfterTheOther_MeetsWhatIsRecorded(int[] months, string expected)
    {
        var (_, client) = await host.Tenant("history", "read");
        var said = new List<string>();
        foreach (var month in months)
        {
            var load = await client.Load("?account=M-1", 201, File(month));
            said.AddRange((await Findings(client, load)).Where(static each => each.Code == "statements_do_not_meet")
                .Select(static each => each.Message));
            await client.Commit(load);
        }

        Assert.Equal(expected, string.Join('|', said));
    }

    [Fact]
    public async Task Load_StatementWhoseRowsStateNoBalances_AddsUpByItself()
    {
        var (_, client) = await host.Tenant("history", "read");
        var account = Assert.Single(await client.AccountsOf(await client.Load("?account=M-1", January)));
        Assert.Equal("1000.00", account.GetProperty("opening").GetString());
        Assert.Equal("1490.00", account.GetProperty("closing").GetString());
        Assert.True(account.GetProperty("adds_up").GetBoolean());
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public async Task Load_FilesOfOneDayInAnyOrder_AddUp(int first, int second, int third)
    {
        string[] files =
        [
            Head + "13/11/2026,KOPITIAM,3.10,,100.00\n14/11/2026,KOPITIAM,3.10,,96.90\n",
            Head + "14/11/2026,GRAB,6.90,,90.00\n14/11/2026,PAY,,100.00,190.00\n",
            Head + "14/11/2026,LAZADA,40.00,,150.00\n15/11/2026,KOPITIAM,3.10,,146.90\n",
        ];
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load(Address, files[first], files[second], files[third]);
        Assert.Equal(6, load.Counts()[1]);
        var account = Assert.Single(await client.AccountsOf(load));
        Assert.True(account.GetProperty("adds_up").GetBoolean());
        Assert.Equal(("103.10", "146.90"),
            (account.GetProperty("opening").GetString(), account.GetProperty("closing").GetString()));
        Assert.DoesNotContain(await Findings(client, load), static each => each.Code == "statements_do_not_meet");
        if ((first, second) == (0, 2))
        {
            var gap = await client.Load(Address, files[0], files[2]);
            Assert.Contains(await Findings(client, gap), static each => each.Code == "statements_do_not_meet");
        }
    }

    [Theory]
    [InlineData("DE89370400440532013000", "DE02120300000000202051", "DE02120300000000202051")]
    [InlineData("50010517/5123456789", "50010517/9876543210", "50010517/9876543210")]
    [InlineData("50010517/5123456789", "5123456789", null)]
    [InlineData("DE89370400440532013000", "0532013000", null)]
    public async Task Load_NumbersOfTwoAccountsUnderOneId_AreNamed(string one, string two, string? named)
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load("?account=C-9", January.Replace("ACCOUNT", one, StringComparison.Ordinal),
            February.Replace("ACCOUNT", two, StringComparison.Ordinal));
        var said = (await Findings(client, load)).Where(static each => each.Code == "numbers_differ").ToList();
        Assert.Equal(named is null ? 0 : 1, said.Count);
        Assert.All(said, each => Assert.True(each.Message.Contains(one, StringComparison.Ordinal)
            && each.Message.Contains(named!, StringComparison.Ordinal)));
    }

    /// <summary>One payer, whom one file names by fewer words than another.</summary>
    [Fact]
    public async Task Load_PayWithoutACategory_IsAnIncomeOfOnePayer()
    {
        const string one = Head + "25/09/2026,SALARY ACME MFG SDN BHD,,4200.00,4300.00\n",
            two = Head + "25/10/2026,SALARY ACME MFG,,4200.00,8500.00\n26/10/2026,SALARY BETA,,100.00,8600.00\n";
        var (_, client) = await host.Tenant("history", "read");
        var account = Assert.Single(await client.AccountsOf(await client.Load(Address, one, two)));
        Assert.Equal(
            ["SALARY ACME MFG 2 8400.00", "SALARY BETA 1 100.00"],
            account.GetProperty("incomes").EnumerateArray().Select(static income => string.Join(' ',
                income.GetProperty("payer"), income.GetProperty("payments"), income.GetProperty("amount"))));
    }

    /// <summary>Another text of the same row: the balance after it shows that it is one.</summary>
    [Fact]
    public async Task Load_RowOfEqualBalanceAndOtherText_IsLikely()
    {
        const string one = Head + "13/11/2026,GRAB RIDE 1234 KL,10.00,,90.00\n",
            two = Head + "13/11/2026,UBER,10.00,,90.00\n";
        var (_, client) = await host.Tenant("history", "read");
        Assert.Equal(new[] { 2, 1, 0, 0, 1, 0 }, (await client.Load(Address, one, two)).Counts());
        await client.Commit(await client.Load(Address, one));
        Assert.Equal(new[] { 1, 0, 0, 0, 1, 0 }, (await client.Load(Address, two)).Counts());
    }

    /// <summary>The same row with its bank's reference, in a statement that knows no balance after it.</summary>
    [Fact]
    public async Task Load_RowWhoseBalanceOneFileLeavesOut_IsKnown()
    {
        static string Line(string more) => """
            {"id":"r-1","account":"B-1","date":"2026-01-05","amount":"10.00","currency":"EUR","direction":"debit"
            """.TrimEnd() + more + "}";
        var (_, client) = await host.Tenant("history", "read");
        var (bare, stated) = (Line(""), Line(",\"balance\":\"90.00\""));
        Assert.Equal(new[] { 2, 1, 0, 1, 0, 0 }, (await client.Load("", bare, stated)).Counts());
        await client.Commit(await client.Load("", bare));
        Assert.Equal(new[] { 1, 0, 1, 0, 0, 0 }, (await client.Load("", stated)).Counts());
        Assert.Equal(new[] { 1, 0, 1, 0, 0, 0 }, (await client.Load("", bare)).Counts());
    }

    private static (string, byte[]) File(int month) => (
        ((string[])["january.sta", "february.sta", "march.sta"])[month],
        Encoding.UTF8.GetBytes(((string[])[January, February, March])[month]));

    private static string Mt940(string month, long openingCents, params string[] entries)
    {
        var closing = openingCents + entries.Sum(static entry => (entry[6] == 'D' ? -1 : 1)
            * long.Parse(entry[7..].Replace(",", "", StringComparison.Ordinal), null));
        var rows = string.Concat(entries.Select(static (entry, at) =>
            $":61:{entry[..6]}{entry[2..6]}{entry[6..]}NTRFNONREF\r\n:86:ROW {entry} {at}\r\n"));
        return $":20:S{month}\r\n:25:ACCOUNT\r\n:28C:1/1\r\n:60F:C{month}01EUR{Text(openingCents)}\r\n{rows}"
            + $":62F:C{month}28EUR{Text(closing)}\r\n-\r\n";
    }

    private static string Text(long cents) => $"{cents / 100},{cents % 100:D2}";

    private static async Task<List<(string Code, string Message)>> Findings(HttpClient client, JsonElement load) =>
        [.. (await EngineHost.Json(client, HttpMethod.Get, $"/v1/loads/{load.Id()}/findings"))
            .GetProperty("findings").EnumerateArray().Select(static finding => (
                finding.GetProperty("code").GetString()!, finding.GetProperty("message").GetString()!))];
}
