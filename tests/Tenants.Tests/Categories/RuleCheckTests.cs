using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants;
using OrleansRisk.Tenants.Categories;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Categories;

public sealed class RuleCheckTests
{
    [Fact]
    public void Fault_OfRulesThatCannotBeMeant_NamesTheRuleAndItsPart()
    {
        var good = new PayeeRule("Kedai Ali", Category.Groceries);
        Assert.Null(RuleCheck.Fault([good]));
        Assert.Null(RuleCheck.Fault([]));
        Assert.Equal("rules[1].text", Place(good, good with { Text = "KEDAI-ALI" }));
        Assert.Equal("rules[1].text", Place(good, good with { Text = "a-1" }));
        Assert.Equal("rules[0].text", Place(good with { Text = new string('x', 65) }));
        Assert.Equal("rules[1].category", Place(good, good with { Category = Category.Uncategorised, Text = "abc" }));
        Assert.Equal("rules[1].direction", Place(good, new("gaji", Category.Salary, Direction.Debit)));
        Assert.Null(RuleCheck.Fault([good, good with { Field = PayeeField.Description }]));
        Assert.Equal("rules", RuleCheck.Fault(
            [.. Enumerable.Range(0, TenantLimits.CategoryRulesMax + 1).Select(i => good with { Text = $"kedai {i}" })])!
            .Place);
    }

    private static string Place(params PayeeRule[] rules) => RuleCheck.Fault(rules)!.Place;
}
