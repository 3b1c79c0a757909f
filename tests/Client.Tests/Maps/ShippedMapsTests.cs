using System.Text;
using OrleansRisk.Maps;
using OrleansRisk.Maps.Cells;

namespace OrleansRisk.Client.Tests.Maps;

/// <summary>The maps that come with the tool, on rows as those files have them.</summary>
public sealed class ShippedMapsTests
{
    [Fact]
    public void Names_OfShippedMaps_AreThoseThatTheHelpNames() =>
        Assert.Equal(["berka", "cards", "handbook", "plaid"], ShippedMaps.Names);

    [Fact]
    public void Map_EveryShippedOne_SaysItsVersionAndWhatItIsFor() => Assert.All(ShippedMaps.Names, name =>
    {
        Assert.Contains("\"version\": 1", Encoding.UTF8.GetString(ShippedMaps.Find(name)!), StringComparison.Ordinal);
        Assert.NotEmpty(MapFile.Parse(ShippedMaps.Find(name)).About);
    });

    [Fact]
    public void Find_UnknownName_IsNothing() => Assert.Null(ShippedMaps.Find("nobody"));

    [Fact]
    public void Plaid_PendingAndPosted_AreOneLifeAndTheSignSaysTheWay()
    {
        var read = MapFileTests.Read(
            Encoding.UTF8.GetString(ShippedMaps.Find("plaid")!),
            """
            { "accounts": [{ "account_id": "acc" }], "has_more": false, "transactions": [
              { "account_id": "acc", "transaction_id": "p1", "pending": true, "pending_transaction_id": null,
                "amount": 72.1, "iso_currency_code": "USD", "date": "2026-09-24", "datetime": "2026-09-24T11:01:01Z",
                "name": "PURCHASE WM SUPERCENTER", "merchant_name": "Walmart", "payment_channel": "in store",
                "personal_finance_category": { "primary": "GENERAL_MERCHANDISE",
                  "detailed": "GENERAL_MERCHANDISE_SUPERSTORES" }, "location": { "country": "US" } },
              { "account_id": "acc", "transaction_id": "t2", "pending": false, "pending_transaction_id": "p1",
                "amount": -2307.21, "iso_currency_code": "USD", "date": "2026-09-25", "datetime": null,
                "name": "PAYROLL", "merchant_name": null, "payment_channel": "other", "location": {} }] }
            """);

        Assert.Equal(
            [("authorised", "debit", "72.1", null), ("booked", "credit", "2307.21", "p1")],
            read.Select(t => (t.Status, t.Direction, t.Amount, t.Replaces)));
        Assert.Equal([(true, false), (false, true)], read.Select(t => (t.At is not null, t.Date is not null)));
        Assert.Equal("shopping", read[0].Category);
    }

    [Fact]
    public void Plaid_SyncAnswer_ReadsWhatWasAddedAndModified()
    {
        var read = MapFileTests.Read(
            Encoding.UTF8.GetString(ShippedMaps.Find("plaid")!),
            """
            { "added": [
              { "account_id": "acc", "transaction_id": "a1", "pending": false, "amount": 72.1,
                "iso_currency_code": "USD", "date": "2026-09-24", "name": "x",
                "personal_finance_category": { "detailed": "LOAN_PAYMENTS_CREDIT_CARD_PAYMENT" } }],
              "modified": [
              { "account_id": "acc", "transaction_id": "m1", "pending": false, "amount": 1,
                "iso_currency_code": "USD", "date": "2026-09-24", "name": "y" }],
              "removed": [{ "transaction_id": "r1" }] }
            """);

        Assert.Equal([("a1", "card.payment"), ("m1", null)], read.Select(t => (t.Id, t.Category)));
    }

    [Theory]
    [InlineData("48.2542", "USD", "48.25", "debit")] // parts of a cent are rounded as the map says
    [InlineData("12.340000000000001", "USD", "12.34", "debit")]
    [InlineData("1500.0", "JPY", "1500", "debit")]
    [InlineData("1e2", "USD", "100", "debit")]
    [InlineData("-0.0", "USD", "0.0", "debit")]
    [InlineData("-2835.80", "USD", "2835.80", "credit")]
    public void Plaid_NumbersInEveryForm_AreTheAmountsThatTheyMean(
        string number, string currency, string amount, string direction)
    {
        var read = MapFileTests.Read(
            Encoding.UTF8.GetString(ShippedMaps.Find("plaid")!),
            $$"""
            { "transactions": [{ "transaction_id": "f1", "account_id": "acc-17", "amount": {{number}},
                "iso_currency_code": "{{currency}}", "date": "2026-11-03", "name": "x", "pending": false }] }
            """).Single();

        Assert.Equal((amount, direction), (read.Amount, read.Direction));
    }

    [Fact]
    public void Berka_EveryKindOfRow_IsRead()
    {
        var header = "loan_id,account_id,trans_id,date,type,operation,amount,balance,k_symbol,bank,account,split";
        string[] rows =
        [
            "6077,5270,1548749,930113,credit,credit in cash,800.0,800.0,,,,train",
            "6077,5270,1548750,930114,withdrawal,remittance to another bank,447.0,-45.5,household,IJ,80269753.0,train",
            "6077,5270,1548751,930115,withdrawal in cash,withdrawal in cash,5.0,800.0,,,,train",
        ];

        var read = Csv("berka", header, rows);

        Assert.Equal(
            [("credit", "cash", null, "800.0"), ("debit", "transfer", "IJ-80269753.0", "-45.5"),
                ("debit", "cash", null, "800.0")],
            read.Select(t => (t.Direction, t.Channel, t.Counterparty, t.Balance)));
        Assert.Equal(new DateOnly(1993, 1, 13), read[0].Date);
        Assert.Equal(("household", "CZK", "1548750"), (read[1].Category, read[1].Currency, read[1].Id));
    }

    [Fact]
    public void Handbook_Row_IsReadInUtc()
    {
        var read = Csv(
            "handbook", "TRANSACTION_ID,TX_DATETIME,CUSTOMER_ID,TERMINAL_ID,TX_AMOUNT,TX_FRAUD,TX_FRAUD_SCENARIO",
            "0,2018-04-01 00:00:31,596,3156,57.16,0,0").Single();

        Assert.Equal(new DateTimeOffset(2018, 4, 1, 0, 0, 31, TimeSpan.Zero), read.At);
        Assert.Equal(("0", "596", "3156", "57.16"), (read.Id, read.Account, read.Counterparty, read.Amount));
    }

    private static List<Contract.Transactions.TransactionBody> Csv(string map, string header, params string[] rows)
    {
        var bound = MapFile.Parse(ShippedMaps.Find(map)).Bind(new Header(header.Split(',')));
        return [.. rows.Select(row => bound.Transaction(new Row(row.Split(','))))];
    }
}
