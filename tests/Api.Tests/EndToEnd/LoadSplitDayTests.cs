using System.Text.Json;

namespace OrleansRisk.Api.Tests.EndToEnd;

/// <summary>Files without ids that share a day, or rows: each row is taken once, and none is lost.</summary>
public sealed class LoadSplitDayTests(EngineHost host) : IClassFixture<EngineHost>
{
    private const string
        Head = "Date,Description,Debit,Credit,Balance\n",
        First = Head + "13/11/2026,KOPITIAM,3.10,,100.00\n14/11/2026,KOPITIAM,3.10,,96.90\n",
        Second = Head + "14/11/2026,KOPITIAM,3.10,,93.80\n15/11/2026,KOPITIAM,3.10,,90.70\n",
        Overlapping = Head + "14/11/2026,KOPITIAM,3.10,,96.90\n14/11/2026,KOPITIAM,3.10,,93.80\n"
            + "15/11/2026,KOPITIAM,3.10,,90.70\n",
        All = Head + "13/11/2026,KOPITIAM,3.10,,100.00\n14/11/2026,KOPITIAM,3.10,,96.90\n"
            + "14/11/2026,KOPITIAM,3.10,,93.80\n15/11/2026,KOPITIAM,3.10,,90.70\n",
        Address = "?account=S-2&currency=MYR";

    [Theory]
    [InlineData(First, Second)]
    [InlineData(Second, First)]
    [InlineData(First, Overlapping)]
    [InlineData(Overlapping, First)]
    [InlineData(Second, Overlapping)]
    [InlineData(Second, All)]
    public async Task Load_OneFileAfterTheOther_TakesEachRowOnce(string one, string two)
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load(Address, one));
        var second = await client.Load(Address, two);
        Assert.Equal(0, second.Counts()[5]);
        await client.Commit(second);
        await client.Commit(await client.Load(Address, First, Second));

        Assert.Equal(4, await Transactions(client));
        foreach (var (file, rows) in new[] { (First, 2), (Second, 2), (Overlapping, 3), (All, 4) })
        {
            Assert.Equal(new[] { rows, 0, rows, 0, 0, 0 }, (await client.Load(Address, file)).Counts());
        }
    }

    [Theory]
    [InlineData(new[] { First, Second }, 0)]
    [InlineData(new[] { Second, First }, 0)]
    [InlineData(new[] { Second, Overlapping, First }, 3)]
    [InlineData(new[] { First, All }, 2)]
    public async Task Load_FilesTogether_TakesEachRowOnce(string[] files, int repeated)
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load(Address, files);
        Assert.Equal(new[] { 4 + repeated, 4, 0, repeated, 0, 0 }, load.Counts());
        if (files.Length == 2)
        {
            Assert.True(Assert.Single(await client.AccountsOf(load)).GetProperty("adds_up").GetBoolean());
        }

        await client.Commit(load);
        Assert.Equal(4, await Transactions(client));
        Assert.Equal(new[] { 4, 0, 4, 0, 0, 0 }, (await client.Load(Address, All)).Counts());
    }

    /// <summary>It came back in between: one balance twice, and two rows.</summary>
    [Fact]
    public async Task Load_OneBalanceTwice_IsTwoRows()
    {
        const string twice = Head + "14/11/2026,KOPITIAM,3.10,,96.90\n14/11/2026,KOPITIAM REFUND,,3.10,100.00\n"
            + "14/11/2026,KOPITIAM,3.10,,96.90\n";
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load(Address, First));
        Assert.Equal(new[] { 3, 2, 1, 0, 0, 0 }, (await client.Load(Address, twice)).Counts());
        Assert.Equal(new[] { 3, 3, 0, 0, 0, 0 }, (await client.Load("?account=S-3&currency=MYR", twice)).Counts());
    }

    [Fact]
    public async Task Load_KnownRowsInAnotherCurrency_AreRefused()
    {
        var (_, client) = await host.Tenant("history", "read");
        await client.Commit(await client.Load(Address, All));
        var other = await client.Load("?account=S-2&currency=USD", All);
        Assert.Equal(new[] { 4, 0, 0, 0, 0, 4 }, other.Counts());
        Assert.Equal("wrong_currency", Assert.Single(other.GetProperty("refusals").EnumerateArray())
            .GetProperty("code").GetString());
    }

    [Fact]
    public async Task Load_OneBalanceUnderOtherWords_IsALikelyTwin()
    {
        var (_, client) = await host.Tenant("history", "read");
        var load = await client.Load(Address, Head + "13/11/2026,GRAB RIDE 1234 KL,10.00,,90.00\n",
            Head + "13/11/2026,UBER,10.00,,90.00\n");
        Assert.Equal(new[] { 2, 1, 0, 0, 1, 0 }, load.Counts());
        await client.Commit(load);
        Assert.Equal(new[] { 1, 0, 0, 0, 1, 0 }, (await client.Load(
            Address, Head + "13/11/2026,BOLT,10.00,,90.00\n")).Counts());
    }

    private static async Task<int> Transactions(HttpClient client) => (await EngineHost.Json(
        client, HttpMethod.Post, "/v1/accounts/lookup", """{"account":"S-2"}""")).GetProperty("transactions")
        .GetInt32();
}
