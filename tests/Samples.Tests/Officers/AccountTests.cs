using OrleansRisk.Samples.Officers.People;
using OrleansRisk.Samples.Officers.Writing;

namespace OrleansRisk.Samples.Tests.Officers;

public sealed class AccountTests
{
    private static readonly Country Bank = new()
    {
        Currency = "GBP",
        Wrap = new Dictionary<string, string> { ["salary"] = "BGC {t} {ref}", ["direct_debit-out"] = "DD {t}" },
        Unpaid = "UNPAID {t}",
        UnpaidOrder = "UNPAID ORDER {t}",
        UnpaidFee = 5,
        UnpaidFeeText = "UNPAID FEE",
        OverFee = 7,
        OverFeeText = "OVER FEE",
        Small = 100,
        Shops = new Dictionary<string, IReadOnlyList<string>> { ["groceries"] = ["SHOP {n4}", "STORE", "MARKET"] },
    };

    [Theory]
    [InlineData("m28<", "2025-03-28 2025-04-28 2025-05-28")]
    [InlineData("m1>", "2025-03-03 2025-04-01 2025-05-01")]
    [InlineData("mL<", "2025-03-31 2025-04-30 2025-05-30")]
    [InlineData("m15/2", "2025-03-15 2025-05-15")]
    [InlineData("4w1", "2025-03-03 2025-03-31 2025-04-28 2025-05-26")]
    [InlineData("2025-03-04,2025-06-01", "2025-03-04")]
    [InlineData("m5 2025-04..", "2025-04-05 2025-05-05")]
    [InlineData("m5 ..2025-04", "2025-03-05 2025-04-05")]
    [InlineData("m5 2025-04..2025-04", "2025-04-05")]
    public void When_FromMarchToMay_FallsOnTheseDays(string when, string days) =>
        Assert.Equal(days, string.Join(' ', Write($"{when} +10 salary FIRM").Select(r => $"{r.Day:yyyy-MM-dd}")));

    [Fact]
    public void Bill_NotCovered_GoesBackWithAFee() =>
        Assert.Equal(["DD POWER -80.00", "UNPAID POWER 80.00", "UNPAID FEE -5.00"],
            Texts(Write(50, "2025-03-03 -80 utilities POWER")));

    [Fact]
    public void Order_NotCovered_GoesBackUnderItsOwnText() =>
        Assert.Equal(["LANDLORD -80.00", "UNPAID ORDER LANDLORD 80.00", "UNPAID FEE -5.00"],
            Texts(Write(50, "2025-03-03 -80 rent LANDLORD")));

    [Fact]
    public void Card_NotCovered_IsDeclinedNotReturned() =>
        Assert.Empty(Write(50, "2025-03-03 -80 subscription GYM", "2025-03-04 -80 business_cost WHOLESALER"));

    [Fact]
    public void Bill_NotCoveredAndPresentedAgain_IsPaidOnceMoneyIsThere() =>
        Assert.Equal(
            ["DD POWER -80.00", "UNPAID POWER 80.00", "UNPAID FEE -5.00", "BGC FIRM 100.00", "DD POWER -80.00"],
            Texts(Write(50, Short.Return, retry: 3, "2025-03-03 -80 utilities POWER", "2025-03-06 +100 salary FIRM")));

    [Fact]
    public void Bill_NotCoveredByABankThatPays_OverdrawsWithAFee() =>
        Assert.Equal(["DD POWER -80.00", "OVER FEE -7.00"],
            Texts(Write(50, Short.Pay, 0, "2025-03-03 -80 utilities POWER")));

    [Fact]
    public void Bill_MarkedAsReturned_GoesBackThatMonthOnly() =>
        Assert.Equal([3], Write(900, "m5 -80 utilities POWER !return 2025-03").Where(r => r.Category == "returned")
            .Select(r => r.Day.Month));

    [Fact]
    public void Bill_MarkedAsSkipped_IsNotMadeThatMonth() =>
        Assert.Equal([3, 5], Write(900, "m5 -80 utilities POWER !skip 2025-04").Select(r => r.Day.Month));

    [Fact]
    public void Spending_NotCovered_IsLeftOut() =>
        Assert.Empty(Write(50, "2025-03-03 -80 savings POT", "2025-03-04 -80 travel TRIP"));

    [Fact]
    public void Spending_WithACushion_DoesNotTouchIt()
    {
        var script = Person(500, Short.Return, 0, "m5 -100 utilities POWER") with
        {
            Living = "groceries 20x10..40",
            Cushion = 300,
        };

        var rows = Account.Write(script, Bank);

        Assert.True(rows.Count(r => r.Category == "groceries") > 3);
        Assert.All(rows.Where(r => r.Category == "groceries"), r => Assert.True(r.Balance >= 300_00));
        Assert.Equal(3, rows.Count(r => r.Category == "utilities"));
    }

    [Fact]
    public void Sweep_AboveABound_LeavesTheBound() =>
        Assert.Equal(["-320.00"], Write(520, "2025-03-03 -over200 savings POT").Select(Money));

    [Fact]
    public void TopUp_BelowABound_BringsItThere() =>
        Assert.Equal(["150.00"], Write(50, "2025-03-03 +upto200 own_transfer POT").Select(Money));

    [Fact]
    public void Interest_OnOverdrawnDays_IsChargedOnce()
    {
        var rows = Write(-1_000, "m1 -od36.5 interest INTEREST");

        Assert.Equal(["-31.00", "-30.93"], rows.Select(Money));
    }

    [Fact]
    public void Rows_OneRowMore_LeavesTheDrawsOfTheOthers()
    {
        string[] rows = ["x5 -10..90 groceries", "m3 -20..60 utilities POWER"];

        var without = Write(9_000, rows);
        var with = Write(9_000, [.. rows, "m20 +500 salary FIRM"]);

        Assert.Equal(without.Select(r => (r.Day, r.Minor, r.Text)),
            with.Where(r => r.Category != "salary").Select(r => (r.Day, r.Minor, r.Text)));
    }

    private static IReadOnlyList<Row> Write(string row) => Write(0, row);

    private static IReadOnlyList<Row> Write(decimal opening, params string[] rows) =>
        Write(opening, Short.Return, 0, rows);

    private static IReadOnlyList<Row> Write(decimal opening, Short @short, int retry, params string[] rows) =>
        Account.Write(Person(opening, @short, retry, rows), Bank);

    private static Script Person(decimal opening, Short @short, int retry, params string[] rows) => new()
    {
        Id = "H999",
        Country = "XX",
        From = new DateOnly(2025, 3, 1),
        To = new DateOnly(2025, 5, 31),
        Opening = opening,
        Short = @short,
        Retry = retry,
        Seed = 1,
        Story = "A test.",
        Living = "",
        Rows = rows,
    };

    private static IEnumerable<string> Texts(IEnumerable<Row> rows) =>
        rows.Select(r => $"{(r.Text.StartsWith("BGC", StringComparison.Ordinal) ? r.Text[..8] : r.Text)} {Money(r)}");

    private static string Money(Row row) => $"{row.Minor / 100m:0.00}";
}
