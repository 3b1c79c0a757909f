using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Categories;

public sealed class TransactionClassificationTests
{
    [Theory]
    [InlineData("debit", null, 0, null, "OtherOut Card")]
    [InlineData("debit", "Groceries", 0, "card", "Essential Card")]
    [InlineData("debit", null, 5411, "pos", "Essential Card")]
    [InlineData("debit", null, 6011, null, "Cash Cash")]
    [InlineData("debit", "atm_withdrawal", 0, null, "Cash Cash")]
    [InlineData("debit", "BNPL instalment", 0, "fpx", "Debt Transfer")]
    [InlineData("debit", "online-betting", 0, null, "Gambling Card")]
    [InlineData("debit", null, 7995, null, "Gambling Card")]
    [InlineData("debit", "rent", 0, "DuitNow", "Essential Transfer")]
    [InlineData("debit", "own transfer", 0, null, "OwnTransfer Transfer")]
    [InlineData("debit", "overdraft fee", 0, null, "Fees Card")]
    [InlineData("debit", "NSF", 0, null, "OtherOut Card returned")]
    [InlineData("credit", "salary", 0, "giro", "Income Incoming")]
    [InlineData("credit", "personal loan", 0, null, "LoanIn Incoming")]
    [InlineData("credit", "refund", 0, null, "OtherOut Incoming")]
    [InlineData("credit", "transfer", 0, null, "OtherIn Incoming")]
    [InlineData("credit", "internal transfer", 0, null, "OwnTransfer Incoming")]
    [InlineData("credit", null, 0, null, "OtherIn Incoming")]
    public void Of_WordsAndCodes_SayWhatItIsFor(string direction, string? category, int mcc, string? channel,
        string expected)
    {
        var meaning = TransactionClassification.Of(Some.Transaction(
            direction: Enum.Parse<Direction>(direction, ignoreCase: true), category: category, mcc: mcc,
                channel: channel));
        Assert.Equal(expected, $"{meaning.Flow} {meaning.Way}" + (meaning.Returned ? " returned" : ""));
    }

    [Fact]
    public void Of_HugeCategory_ReadsOnlyItsBeginning() =>
        Assert.Equal(FlowKind.OtherOut,
            TransactionClassification.Of(Some.Transaction(category: new string('x', 100_000) + " rent")).Flow);
}
