using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Tests.Support;

namespace OrleansRisk.Core.Tests.Decisions;

public sealed class ReasonTextsTests
{
    [Theory]
    [InlineData(ReasonCode.AmountUnusual, 420_000, 5_520, "MYR", "amount 4200.00, usually 55.20")]
    [InlineData(ReasonCode.AmountUnusual, 420_000, 5_520, "JPY", "amount 420000, usually 5520")]
    [InlineData(ReasonCode.AmountUnusual, 420_000, 5_520.4, "KWD", "amount 420.000, usually 5.520")]
    [InlineData(ReasonCode.VelocityHour, 9, 0.31, "MYR", "9 payments within an hour, usually 0.3")]
    [InlineData(ReasonCode.TimeUnusual, 3, 14, "MYR", "at 03:00, usually around 14:00")]
    [InlineData(ReasonCode.CounterpartyNew, double.NaN, 4.27, "MYR",
        "counterparty not met before; 4.3 % of payments here go to someone new")]
    [InlineData(ReasonCode.IncomeStopped, 61, 30.2, "MYR",
        "no regular income for 61 days; it used to come every 30 days")]
    [InlineData(ReasonCode.PaymentsReturned, 2, double.NaN, "MYR", "2 returned payments within 90 days")]
    [InlineData(ReasonCode.OutliersRepeated, 1.83, double.NaN, "MYR",
        "other unusually large payments lately: at least 2")]
    [InlineData(ReasonCode.OutliersRepeated, 0.4, double.NaN, "MYR",
        "other unusually large payments lately: at least 1")]
    [InlineData(ReasonCode.AmountUnusual, double.NaN, double.NaN, "MYR", "unusual amount")]
    [InlineData(ReasonCode.PaymentsReturned, 1, double.NaN, "MYR", "1 returned payment within 90 days")]
    [InlineData(ReasonCode.VelocityHour, 1, 0.04, "MYR", "1 payment within an hour, usually 0.04")]
    [InlineData(ReasonCode.LendersSeveral, 2, 1, "MYR", "2 lenders within 90 days; with 1 no points are lost")]
    [InlineData(ReasonCode.ReserveLow, 1.2, 120, "MYR",
        "the balance of an ordinary day covers 1 day of spending; from 120 days on no points are lost")]
    [InlineData(ReasonCode.IncomeStopped, 9, 1.2, "MYR",
        "no regular income for 9 days; it used to come every 1 day")]
    [InlineData(ReasonCode.SpendingAboveIncome, 640_000, 200_000, "MYR",
        "6400.00 a month goes out, more than the income of 2000.00")]
    public void For_Reason_WritesValueAndUsual(ReasonCode code, double value, double usual, string currency,
        string text) =>
        Assert.Equal(text,
            ReasonTexts.For(new Reason { Code = code, Value = value, Usual = usual }, Some.Currency(currency)));

    [Theory]
    [InlineData(ReasonCode.AmountUnusual, 420_000, 5_520, "amaun 4200.00, lazimnya 55.20")]
    [InlineData(ReasonCode.IncomeStopped, 61, 30.2,
        "tiada pendapatan tetap selama 61 hari; dahulunya diterima setiap 30 hari")]
    [InlineData(ReasonCode.BalanceNegative, double.NaN, double.NaN, "akaun terlebih pengeluaran")]
    public void For_ReasonInMalay_WritesTheSameFigures(ReasonCode code, double value, double usual, string text) =>
        Assert.Equal(text, ReasonTexts.For(
            new Reason { Code = code, Value = value, Usual = usual }, Some.Currency("MYR"), ReasonLanguage.Malay));

    [Fact]
    public void For_EveryCodeInEveryLanguage_CarriesTheSameFigures()
    {
        foreach (var entry in ReasonTable.All)
        {
            var reason = new Reason { Code = entry.Code, Value = 1, Usual = 1 };
            var english = ReasonTexts.For(reason, "<value>", "<usual>");
            var malay = ReasonTexts.For(reason, "<value>", "<usual>", ReasonLanguage.Malay);
            Assert.NotEqual(english, malay);
            foreach (var figure in new[] { "<value>", "<usual>" })
            {
                var carries = english.Contains(figure, StringComparison.Ordinal);
                Assert.Equal(carries, malay.Contains(figure, StringComparison.Ordinal));
            }

            Assert.NotEqual(
                ReasonTexts.For(reason, null, null), ReasonTexts.For(reason, null, null, ReasonLanguage.Malay));
        }
    }

    [Fact]
    public void For_AnyCodeAndAnyFigure_IsWritten()
    {
        double[] figures = [double.NaN, 0, -0.0, 1, -1_234.5, 3.6e16, 1e18];
        foreach (var entry in ReasonTable.All)
        {
            foreach (var value in figures)
            {
                var text = ReasonTexts.For(new Reason { Code = entry.Code, Value = value, Usual = 1 }, Some.Currency());
                Assert.DoesNotContain('{', text);
                Assert.NotEmpty(text);
            }
        }
    }

    [Fact]
    public void Table_EveryCode_HasOneRowAndItsOwnName()
    {
        var codes = Enum.GetValues<ReasonCode>().Where(code => code != ReasonCode.None).ToList();
        Assert.Equal(codes, ReasonTable.All.Select(entry => entry.Code));
        Assert.Equal(codes.Count, ReasonTable.All.Select(entry => entry.Name).Distinct().Count());
        Assert.All(ReasonTable.All, entry => Assert.Matches("^[a-z]+\\.[a-z_]+$", entry.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReasonTable.Of((ReasonCode)999));
    }

    /// <summary>Numbers are persisted: this list may grow, nothing in it may change.</summary>
    [Fact]
    public void Codes_Persisted_KeepTheirNumbers() => Assert.Equal(
        "1 amount.unusual, 2 amount.little_history, 3 velocity.burst, 4 velocity.day, 5 spend.day, 6 spend.week, " +
        "7 amount.repeated, 8 counterparty.new, 9 country.unusual, 10 channel.unusual, 11 device.unusual, " +
        "12 category.unusual, 13 time.unusual, 14 balance.drained, 15 money.passed_through, 16 counterparty.risk, " +
        "17 counterparty.recent_fraud, 18 amount.structured, 19 place.distant, 20 counterparty.many, " +
        "21 counterparty.share, 22 counterparty.accounts, 23 balance.share, 24 weekday.unusual, " +
        "25 account.history, 26 information.missing, 27 money.just_arrived, " +
        "28 amount.of_month, 29 payments.of_day, 30 counterparty.recent, 31 counterparties.new, 32 payers.new, " +
        "101 income.low, 102 income.varies, 103 income.stopped, 104 savings.low, " +
        "105 balance.low, 106 balance.negative, 107 payments.returned, 108 debt.high, 109 lenders.several, " +
        "110 borrowing.recent, 111 spending.faster, 112 gambling.high, 113 fees.high, 114 history.short, " +
        "115 reserve.low, 116 payday.loans, 117 collectors.paid, 118 income.falls, 119 source.unknown, " +
        "120 income.none, 121 payments.returned_year, 122 reserve.unpaid, 123 balance.unpaid, " +
        "124 spending.above_income, 125 income.drops, 126 loans.new, " +
        "127 debt.beside_housing",
        string.Join(", ", ReasonTable.All.Select(entry => $"{(int)entry.Code} {entry.Name}")));
}
