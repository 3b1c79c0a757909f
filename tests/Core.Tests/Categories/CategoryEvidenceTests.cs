using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Categories;

/// <summary>Which evidence counts, and that the words of scoring versions 1 and 2 mean what they meant.</summary>
public sealed class CategoryEvidenceTests
{
    private static readonly byte ByRule = new CategoryFinding(Category.Rent, Evidence.Rule).ToByte();
    private static readonly byte ByPack = new CategoryFinding(Category.Religious, Evidence.Pack).ToByte();

    private static readonly string[] Words =
    [
        "returned", "nsf", "refund", "cashback", "own", "internal", "savings", "gambling", "casino", "loan", "bnpl",
        "mortgage", "ptptn", "repayment", "cash", "atm", "salary", "income", "pension", "gaji", "fee", "penalty",
        "interest", "overdraft", "rent", "housing", "utilities", "groceries", "food", "insurance", "takaful",
        "transport", "tax", "telecom", "socso", "fuel", "electricity", "transfer", "duitnow", "restaurants",
        "online betting", "personal loan", "own transfer", "loan repayment by transfer", "nothing known", "x",
    ];

    [Theory]
    [InlineData("groceries", 7995, 'r', "gambling mcc")]
    [InlineData("groceries", 1234, 'r', "groceries stated")]
    [InlineData(null, 7995, 'r', "gambling mcc")]
    [InlineData("whatever", 7995, 'r', "gambling mcc")]
    [InlineData("PMNT-CCRD-CWDL", 0, 'r', "cash bank_code")]
    [InlineData("PMNT-CCRD-CWDL", 5411, 'r', "groceries mcc")]
    [InlineData("transfer", 0, 'r', "rent rule")]
    [InlineData(null, 4829, 'p', "religious pack")]
    [InlineData("zakat on savings", 0, '-', "religious stated")]
    [InlineData(null, 0, '-', "uncategorised none")]
    public void Of_SeveralEvidences_TakesTheStrongest(string? category, int mcc, char rule, string expected)
    {
        var transaction = Some.Transaction(category: category, mcc: mcc);
        var inputs = Some.Inputs(transaction, 1) with
        {
            Category = rule == 'r' ? ByRule : rule == 'p' ? ByPack : (byte)0,
        };
        var found = CategoryEvidence.Of(ScoringVersions.Three, transaction, inputs);
        var by = found.By switch
        {
            Evidence.Stated => "stated",
            Evidence.MerchantCode => "mcc",
            Evidence.BankCode => "bank_code",
            Evidence.Rule => "rule",
            Evidence.Pack => "pack",
            _ => "none",
        };
        Assert.Equal(expected, $"{CategoryCatalogue.NameOf(found.Category)} {by}");
    }

    [Theory]
    [InlineData(5411, "refund")]
    [InlineData(7995, "gambling")]
    [InlineData(6012, "uncategorised")]
    [InlineData(6300, "insurance")]
    public void Of_MerchantWhoPaysIn_GivesMoneyBack(int mcc, string name)
    {
        var found = CategoryEvidence.OfTransaction(Some.Transaction(mcc: mcc, direction: Direction.Credit));
        Assert.Equal(name, CategoryCatalogue.NameOf(found.Category));
    }

    /// <summary>
    /// Except words that decision 0160 names: of old age and school, for what is the customer's own or nobody's
    /// business; a bet that was won; and money of a shop that comes in, which is given back.
    /// </summary>
    [Fact]
    public void TransactionClassification_WordsKnownBefore_CountAsTheyDid()
    {
        foreach (var word in Words)
        {
            foreach (var direction in Enum.GetValues<Direction>())
            {
                var transaction = Some.Transaction(category: word, direction: direction);
                var (before, now) = (TransactionClassification.Of(transaction), Now(transaction));
                var expected = direction == Direction.Credit && now.Categorised
                    && CategoryCatalogue.Of(now.Category).In is null or Core.Accounts.FlowKind.OwnTransfer
                    ? now.Flow
                    : before.Flow;
                Assert.True((expected, before.Way, before.Returned) == (now.Flow, now.Way, now.Returned),
                    $"{word} {direction}: {before} {now}");
            }
        }
    }

    [Theory]
    [InlineData(ScoringVersions.One)]
    [InlineData(ScoringVersions.Two)]
    public void TransactionClassification_OfAnEarlierFold_AsksNoCatalogue(ushort scoringVersion)
    {
        var transaction = Some.Transaction(mcc: 5912, category: "PMNT-CCRD-CWDL");
        var inputs = Some.Inputs(transaction, 1) with { Category = ByRule };
        Assert.Equal(TransactionClassification.Of(transaction),
            TransactionClassification.Of(scoringVersion, transaction, inputs));
        Assert.Equal(
            Core.Accounts.FlowKind.Essential, TransactionClassification.Of(scoringVersion, transaction, inputs).Flow);
        Assert.Equal(Category.Health, Now(transaction).Category);
    }

    private static TransactionClassification Now(Transaction transaction) =>
        TransactionClassification.Of(ScoringVersions.Three, transaction, Some.Inputs(transaction, 1));
}
