using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Categories;

public sealed class PayeeMatcherTests
{
    private static readonly string[] Words = ["grab", "food", "pay", "later", "kedai", "kopi", "ali", "7"];

    [Theory]
    [InlineData("7-ELEVEN #0032 KL", "7 eleven 0032 kl")]
    [InlineData("7Eleven", "7 eleven")]
    [InlineData("  Café  Crème,Straße ", "cafe creme straße")]
    [InlineData("ＧＲＡＢ＊Ｐａｙ", "grab pay")]
    [InlineData("نون", "نون")]
    [InlineData("---", "")]
    public void PlainText_OfAName_IsItsWords(string text, string plain) => Assert.Equal(plain, PlainText.Of(text));

    [Fact]
    public void PlainText_OfHalfAPairAndOfTooMuch_IsCutAndNoError()
    {
        Assert.Equal("a b", PlainText.Of("a\ud800b"));
        Assert.Equal(TenantLimits.PlainTextMax, PlainText.Of(new string('x', 5_000)).Length);
    }

    [Theory]
    [InlineData("GRAB*RIDES", null, "transport")]
    [InlineData("GRAB PAYLATER 12", null, "bnpl")]
    [InlineData("GRABFOOD", null, "uncategorised")]
    [InlineData("Ali", "to grab", "transport")]
    [InlineData("grab", "grab paylater", "bnpl")]
    [InlineData("zakat", "nothing", "religious")]
    [InlineData("Ali", "zakat", "uncategorised")]
    public void Find_SeveralRules_TheLongestWins(string counterparty, string? description, string expected)
    {
        var matcher = new PayeeMatcher(
        [
            new("grab", Category.Transport), new("Grab PayLater", Category.Bnpl),
            new("zakat", Category.Religious, Field: PayeeField.Counterparty), new("pay later", Category.Fees),
        ]);
        var found = matcher.Find(Some.Transaction(counterparty: counterparty, description: description));
        Assert.Equal(expected, CategoryCatalogue.NameOf(found?.Category ?? Category.Uncategorised));
    }

    [Theory]
    [InlineData(Direction.Debit, "retirement")]
    [InlineData(Direction.Credit, "income.pension")]
    public void Find_SameTextOfTwoDirections_TakesItsOwn(Direction direction, string expected)
    {
        var matcher = new PayeeMatcher(
        [
            new("kwsp", Category.Pension), new("kwsp", Category.Retirement, Direction.Debit),
        ]);
        var found = matcher.Find(Some.Transaction(counterparty: "KWSP", direction: direction));
        Assert.Equal(expected, CategoryCatalogue.NameOf(found!.Category));
    }

    /// <summary>Against every rule tried at every word of every text.</summary>
    [Fact]
    public void Find_DrawnRulesAndTexts_FindsWhatTryingAllDoes()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var rules = Enumerable.Range(0, 12).Select(_ => new PayeeRule(
                Drawn(random, 3), (Category)(1 + random.Next(CategoryCatalogue.Names.Count() - 1)),
                Field: (PayeeField)random.Next(3))).ToList();
            var matcher = new PayeeMatcher(rules);
            for (var step = 0; step < 20; step++)
            {
                var transaction = Some.Transaction(
                    counterparty: Drawn(random, 6), description: Drawn(random, 8),
                    direction: (Direction)(1 + random.Next(2)));
                Assert.Equal(ByHand(rules, transaction), matcher.Find(transaction));
            }
        }
    }

    private static string Drawn(Random random, int most) =>
        string.Join(' ', Enumerable.Range(0, 1 + random.Next(most)).Select(_ => Words[random.Next(Words.Length)]));

    private static PayeeRule? ByHand(List<PayeeRule> rules, Transaction transaction)
    {
        var texts = new[]
        {
            (PayeeField.Counterparty, transaction.Counterparty!), (PayeeField.Description, transaction.Description!),
        };
        return (from text in texts
                from rule in rules
                let place = $" {text.Item2} ".IndexOf($" {rule.Text} ", StringComparison.Ordinal)
                where rule.Takes(transaction.Direction, text.Item1) && place >= 0
                orderby rule.Text.Length descending, text.Item1, place
                select rule).FirstOrDefault();
    }
}
