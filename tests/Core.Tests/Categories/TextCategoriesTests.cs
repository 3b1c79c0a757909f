using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Tests.Support;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Categories;

public sealed class TextCategoriesTests
{
    [Theory]
    [InlineData('c', "ACME MFG PAYROLL", null, Category.Salary)]
    [InlineData('c', "SPEEDY PAYDAY LOANS", null, Category.Payday)]
    [InlineData('c', "FINCO 88", "LOAN PROCEEDS 12345", Category.LoanDisbursement)]
    [InlineData('c', "SALARY ADVANCE LTD", null, Category.LoanDisbursement)]
    [InlineData('c', "Gas Malaysia", "DD RETURN GAS MALAYSIA", Category.Returned)]
    [InlineData('c', "Gas Malaysia", "REVERSAL DIRECT DEBIT GAS MALAYSIA", Category.Returned)]
    [InlineData('c', "Loh Engineering", "INV 7707", Category.BusinessIncome)]
    [InlineData('c', "Deutsche Rente", null, Category.Pension)]
    [InlineData('c', "Faris bin Othman", "OWN SAVINGS", Category.Uncategorised)]
    [InlineData('d', "Northside Rentals", null, Category.Rent)]
    [InlineData('d', "Hong Leong Housing Loan", null, Category.Mortgage)]
    [InlineData('d', "Kutipan Hutang Wira", null, Category.Collection)]
    [InlineData('d', "Duit Payday", null, Category.Payday)]
    [InlineData('d', "SIB Church Tithe", null, Category.Religious)]
    [InlineData('d', "Islamische Gemeinde", null, Category.Religious)]
    [InlineData('d', "Buddhistisches Zentrum", null, Category.Religious)]
    [InlineData('d', "Ev. Kirchengemeinde", null, Category.Religious)]
    [InlineData('d', "Jüdische Gemeinde", null, Category.Religious)]
    [InlineData('d', "Hindu Tempel", null, Category.Religious)]
    [InlineData('d', "Somebody", "zakat", Category.Uncategorised)]
    [InlineData('d', "Somebody", "own savings", Category.Uncategorised)]
    public void Read_WordsOfATransaction_SayWhatItIsFor(
        char direction, string party, string? description, Category category) =>
        Assert.Equal(category, TextCategories.Read(Line(direction, party, description)));

    [Fact]
    public void Of_AStatedCategory_GoesBeforeTheText()
    {
        var line = Line('c', "SPEEDY PAYDAY LOANS", null) with { Category = "income.salary" };
        var found = CategoryEvidence.Of(ScoringVersions.Four, line, Some.Inputs(line, 1));
        Assert.Equal(new CategoryFinding(Category.Salary, Evidence.Stated), found);
    }

    [Fact]
    public void Of_ScoringVersionThree_ReadsNoText()
    {
        var line = Line('c', "ACME MFG PAYROLL", null);
        Assert.False(CategoryEvidence.Of(ScoringVersions.Three, line, Some.Inputs(line, 1)).Found);
        Assert.Equal(
            new CategoryFinding(Category.Salary, Evidence.Text),
            CategoryEvidence.Of(ScoringVersions.Four, line, Some.Inputs(line, 1)));
    }

    /// <summary>To the third a name of the fourth's catalogue is words, as it was before.</summary>
    [Fact]
    public void Of_ACategoryOfTheFourth_IsReadAsBeforeByTheThird()
    {
        var line = Line('d', "Anybody", null) with { Category = "loan.payday" };
        Assert.Equal(Category.LoanPayment, Found(ScoringVersions.Three, line, 0));
        Assert.Equal(Category.Payday, Found(ScoringVersions.Four, line, 0));
        var plain = line with { Category = null };
        Assert.Equal(Category.Uncategorised, Found(ScoringVersions.Three, plain, (byte)Category.Collection));
        Assert.Equal(Category.Collection, Found(ScoringVersions.Four, plain, (byte)Category.Collection));
    }

    private static Category Found(ushort scoringVersion, Transaction line, byte observed) => CategoryEvidence.Of(
        scoringVersion, line, Some.Inputs(line, 1) with { Category = observed }).Category;

    private static Transaction Line(char direction, string party, string? description) =>
        Some.Transaction(direction: direction == 'c' ? Direction.Credit : Direction.Debit) with
        {
            Counterparty = party,
            Description = description,
        };
}
