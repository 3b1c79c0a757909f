using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Categories;

/// <summary>The packs that come with the program: each is only data, and is read whole.</summary>
public sealed class CategoryPackTests
{
    [Fact]
    public void Shipped_EveryPack_CanBeMeantAndSaysSomethingOfMoneyBothWays()
    {
        Assert.Equal(["id", "my"], CategoryPack.Shipped.Keys.Order());
        foreach (var pack in CategoryPack.Shipped.Values)
        {
            Assert.Null(RuleCheck.Fault(pack.Rules));
            Assert.True(pack.Version >= 1);
            Assert.Contains(pack.Rules, static rule => rule.Takes(Direction.Credit, PayeeField.Counterparty));
            Assert.Contains(pack.Rules, static rule => rule.Takes(Direction.Debit, PayeeField.Counterparty));
        }
    }

    [Fact]
    public void Shipped_RulesOfBelief_LookAtThePayeeAndNotAtWhatACustomerWrote() => Assert.All(
        CategoryPack.Shipped.Values.SelectMany(static pack => pack.Rules)
            .Where(static rule => rule.Category is Category.Religious or Category.Membership),
        static rule => Assert.Equal(PayeeField.Counterparty, rule.Field));

    [Theory]
    [InlineData("my", "KWSP", "debit", "retirement")]
    [InlineData("my", "KWSP", "credit", "income.pension")]
    [InlineData("my", "PERKESO", "credit", "income.benefit")]
    [InlineData("my", "Perkeso - SIP", "debit", "social_security")]
    [InlineData("my", "PTPTN", "debit", "loan.payment")]
    [InlineData("my", "PTPTN", "credit", "loan.disbursement")]
    [InlineData("my", "AMANAH SAHAM BUMIPUTERA", "debit", "savings")]
    [InlineData("my", "ASB TOPUP", "debit", "savings")]
    [InlineData("my", "Atome (M) Sdn Bhd", "debit", "bnpl")]
    [InlineData("my", "SPayLater", "debit", "bnpl")]
    [InlineData("my", "GRAB PAYLATER", "debit", "bnpl")]
    [InlineData("my", "GRAB*A-4X", "debit", "transport")]
    [InlineData("my", "PPZ-MAIWP", "debit", "religious")]
    [InlineData("my", "Lembaga Zakat Selangor", "debit", "religious")]
    [InlineData("my", "TNG eWallet", "debit", "wallet")]
    [InlineData("my", "99SPEEDMART-1203", "debit", "groceries")]
    [InlineData("my", "TENAGA NASIONAL BHD", "debit", "utilities")]
    [InlineData("my", "LHDN CUKAI", "debit", "tax")]
    [InlineData("my", "ABC Sdn Bhd GAJI MAC", "credit", "income.salary")]
    [InlineData("my", "ABC Sdn Bhd GAJI MAC", "debit", "uncategorised")]
    [InlineData("my", "Ali bin Abu", "debit", "uncategorised")]
    [InlineData("id", "PLN TOKEN LISTRIK", "debit", "utilities")]
    [InlineData("id", "BAZNAS", "debit", "religious")]
    [InlineData("id", "KREDIVO", "debit", "bnpl")]
    public void Find_ByAPack_SaysWhatItIsFor(string country, string payee, string direction, string expected)
    {
        var rules = new CategoryRules(1, country, [], 0);
        var found = rules.Find(Some.Transaction(
            counterparty: payee, direction: Enum.Parse<Direction>(direction, ignoreCase: true)));
        Assert.Equal(expected, CategoryCatalogue.NameOf(found.Finding.Category));
        Assert.Equal(expected == "uncategorised" ? Evidence.None : Evidence.Pack, found.Finding.By);
    }

    [Fact]
    public void Document_OfScores_NamesEveryCategoryAndMarksTheSensitive()
    {
        var text = File.ReadAllText(Path.Combine(Programs.Repository, "docs/concepts/scoring.md"));
        Assert.All(CategoryCatalogue.Rows, row => Assert.Contains(
            $"`{row.Name}`" + (row.Is(CategoryTraits.Sensitive) ? "*" : ""), text, StringComparison.Ordinal));
    }

    [Fact]
    public void Find_TenantsOwnRule_GoesBeforeAnyOfThePack()
    {
        var rules = new CategoryRules(1, "my", [new("zakat", Category.Services)], 0);
        var found = rules.Find(Some.Transaction(counterparty: "Lembaga Zakat Selangor"));
        Assert.Equal(new CategoryFinding(Category.Services, Evidence.Rule), found.Finding);
    }
}
