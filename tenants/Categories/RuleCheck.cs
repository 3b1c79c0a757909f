using OrleansRisk.Core.Categories;

namespace OrleansRisk.Tenants.Categories;

/// <param name="Place">Which rule and which part of it: <c>rules[3].text</c>.</param>
public sealed record RuleFault(string Place, string Why);

/// <summary>Whether a set of rules can be meant.</summary>
public static class RuleCheck
{
    /// <summary>The first thing wrong; null where nothing is.</summary>
    public static RuleFault? Fault(IReadOnlyList<PayeeRule> rules)
    {
        if (rules.Count > TenantLimits.CategoryRulesMax)
        {
            return new("rules", $"are more than {TenantLimits.CategoryRulesMax}");
        }

        var seen = new Dictionary<(string, Core.Transactions.Direction?, PayeeField), int>();
        for (var number = 0; number < rules.Count; number++)
        {
            var rule = rules[number];
            if (FaultOf(rule) is { } fault)
            {
                return new($"rules[{number}].{fault.Place}", fault.Why);
            }

            if (!seen.TryAdd((PlainText.Of(rule.Text), rule.Direction, rule.Field), number))
            {
                return new($"rules[{number}].text", "says the same as an earlier rule");
            }
        }

        return null;
    }

    private static RuleFault? FaultOf(PayeeRule rule)
    {
        if (rule.Text.Length > TenantLimits.CategoryRuleTextMax)
        {
            return new("text", $"is longer than {TenantLimits.CategoryRuleTextMax} characters");
        }

        if (PlainText.Of(rule.Text).Count(static letter => letter != ' ') < TenantLimits.CategoryRuleLettersMin)
        {
            return new("text", $"has fewer than {TenantLimits.CategoryRuleLettersMin} letters and digits");
        }

        return rule.Category == Category.Uncategorised ? new("category", "says nothing")
            : rule.Direction is { } direction && !CategoryCatalogue.Takes(rule.Category, direction)
                ? new("direction", "is none that the category is ever of")
                : null;
    }
}
