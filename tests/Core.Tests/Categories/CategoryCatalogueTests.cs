using System.Text.RegularExpressions;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Categories;

public sealed partial class CategoryCatalogueTests
{
    [Fact]
    public void Rows_InOrder_HaveTheNumberOfTheirPlaceAndANameOfTheirOwn()
    {
        Assert.Equal(Enum.GetValues<Category>(), CategoryCatalogue.Rows.Select(static row => row.Category));
        Assert.All(CategoryCatalogue.Rows, static row => Assert.Equal(row, CategoryCatalogue.Of(row.Category)));
        Assert.All(CategoryCatalogue.Names, static name => Assert.Matches(Name(), name));
        Assert.Equal(CategoryCatalogue.Rows.Length, CategoryCatalogue.Names.Distinct().Count());
        Assert.True(CategoryCatalogue.Rows.Length <= 64);
    }

    [Fact]
    public void Find_EveryName_IsItsCategory() => Assert.All(
        CategoryCatalogue.Rows, static row => Assert.Equal(row.Category, CategoryCatalogue.Find(row.Name)));

    [Theory]
    [InlineData("Groceries")]
    [InlineData("")]
    [InlineData("salary")]
    public void Find_AnotherSpelling_IsNone(string name) => Assert.Null(CategoryCatalogue.Find(name));

    [Fact]
    public void Finding_ThroughAByte_ComesBack()
    {
        foreach (var row in CategoryCatalogue.Rows.Skip(1))
        {
            foreach (var by in new[] { Evidence.Rule, Evidence.Pack })
            {
                var finding = new CategoryFinding(row.Category, by);
                Assert.Equal(finding, CategoryFinding.FromByte(finding.ToByte()));
            }
        }

        Assert.False(CategoryFinding.FromByte(0).Found);
        Assert.False(CategoryFinding.FromByte((byte)CategoryCatalogue.Rows.Length).Found);
    }

    [Fact]
    public void MerchantCodes_All_AreInOrderAndReadAsTheirRange()
    {
        var before = Category.Uncategorised;
        var changes = 0;
        for (var code = 0; code <= 9_999; code++)
        {
            var category = MerchantCategories.Read(code);
            changes += category == before ? 0 : 1;
            before = category;
        }

        Assert.InRange(changes, 80, 200);
        Assert.Equal(Category.Uncategorised, MerchantCategories.Read(0));
    }

    [Theory]
    [InlineData(5411, "groceries")]
    [InlineData(5814, "restaurants")]
    [InlineData(4900, "utilities")]
    [InlineData(4814, "telecom")]
    [InlineData(6513, "rent")]
    [InlineData(6300, "insurance")]
    [InlineData(5541, "fuel")]
    [InlineData(6011, "cash")]
    [InlineData(7995, "gambling")]
    [InlineData(7801, "gambling")]
    [InlineData(9406, "gambling")]
    [InlineData(8398, "religious")]
    [InlineData(8661, "religious")]
    [InlineData(8220, "education")]
    [InlineData(8062, "health")]
    [InlineData(5912, "health")]
    [InlineData(3256, "travel")]
    [InlineData(9311, "tax")]
    [InlineData(6540, "wallet")]
    [InlineData(6211, "investment")]
    [InlineData(4829, "uncategorised")]
    [InlineData(6051, "uncategorised")]
    [InlineData(7996, "entertainment")]
    public void MerchantCode_OfISO18245_SaysWhatItIsFor(int code, string name) =>
        Assert.Equal(name, CategoryCatalogue.NameOf(MerchantCategories.Read(code)));

    [Theory]
    [InlineData("PMNT-RCDT-SALA", "credit", "income.salary")]
    [InlineData("PMNT/RCDT/PENS", "credit", "income.pension")]
    [InlineData("PMNT-RCDT-SALA", "debit", "uncategorised")]
    [InlineData("PMNT-CCRD-CWDL", "debit", "cash")]
    [InlineData("PMNT-RDDT-UPDD", "credit", "returned")]
    [InlineData("PMNT-RCDT-ESCT", "credit", "uncategorised")]
    [InlineData("LDAS-CSLN-DDWN", "credit", "loan.disbursement")]
    [InlineData("LDAS-MGLN-PPAY", "debit", "mortgage")]
    [InlineData("LDAS-FTDP-DPST", "debit", "savings")]
    [InlineData("ACMT-MDOP-FEES", "debit", "fees")]
    [InlineData("SECU-SETT-TRAD", "debit", "investment")]
    [InlineData("PMNT RCDT SALA", "credit", "income.salary")]
    [InlineData("pmnt-rcdt-sala", "credit", "uncategorised")]
    [InlineData("PMNT-RCDT-SAL4", "credit", "uncategorised")]
    public void BankCode_OfISO20022_SaysWhatItIsFor(string text, string direction, string name) => Assert.Equal(
        name, CategoryCatalogue.NameOf(BankCodes.Read(text, Enum.Parse<Direction>(direction, ignoreCase: true))));

    [GeneratedRegex("^[a-z_]+(\\.[a-z_]+)?$")]
    private static partial Regex Name();
}
