using System.Text;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Tests;

/// <summary>Codes of Plaid that words would misread, with the categories that a lender needs.</summary>
public sealed class PlaidCategoryTests
{
    [Theory]
    [InlineData("INCOME_SALARY", -1, "income.salary")]
    [InlineData("INCOME_DIVIDENDS", -1, "income.interest")]
    [InlineData("INCOME_RETIREMENT_PENSION", -1, "income.pension")]
    [InlineData("INCOME_UNEMPLOYMENT", -1, "income.benefit")]
    [InlineData("INCOME_TAX_REFUND", -1, "refund")]
    [InlineData("LOAN_DISBURSEMENTS_EWA", -1, "loan.disbursement")]
    [InlineData("TRANSFER_IN_CASH_ADVANCES_AND_LOANS", -1, "loan.disbursement")]
    [InlineData("LOAN_PAYMENTS_CREDIT_CARD_PAYMENT", 1, "card.payment")]
    [InlineData("LOAN_PAYMENTS_MORTGAGE_PAYMENT", 1, "mortgage")]
    [InlineData("BANK_FEES_ATM_FEES", 1, "fees")]
    [InlineData("RENT_AND_UTILITIES_WATER", 1, "utilities")]
    [InlineData("RENT_AND_UTILITIES_TELEPHONE", 1, "telecom")]
    [InlineData("RENT_AND_UTILITIES_RENT", 1, "rent")]
    [InlineData("ENTERTAINMENT_CASINOS_AND_GAMBLING", 1, "gambling")]
    [InlineData("INCOME_SALARY", 1, null)]
    [InlineData("SOMETHING_NEW", 1, null)]
    public void Read_PlaidCode_GivesTheCategoryOfTheTable(string code, int amount, string? category) =>
        Assert.Equal(category, Category(code, amount, "x"));

    [Fact]
    public void Read_CardBillThatIsCalledSalary_IsNoIncome() =>
        Assert.Equal("own_transfer", Category("INCOME_SALARY", -2_835, "Payment Thank You-Mobile"));

    private static string? Category(string code, int amount, string name)
    {
        var json = $$$"""
            {"accounts":[],"transactions":[{"transaction_id":"t","account_id":"a","amount":{{{amount}}},
            "iso_currency_code":"USD","date":"2026-11-02","name":"{{{name}}}","pending":false,
            "personal_finance_category":{"primary":"P","detailed":"{{{code}}}"}}]}
            """;
        var read = Assert.IsType<StatementResult.Read>(StatementReader.Read(Encoding.UTF8.GetBytes(json)));
        return Assert.Single(read.Statement.Accounts[0].Rows).Category;
    }
}
