using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Values;
using OrleansRisk.Contract.Categories;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Categories;
using OrleansRisk.Tenants;
using OrleansRisk.Tenants.Categories;

namespace OrleansRisk.Api.Categories;

/// <summary>Rules between the contract's shapes and the engine's.</summary>
internal static class CategoryShapes
{
    /// <summary>What is wrong and in which rule; null where nothing is.</summary>
    public static LineFault? Read(CategoryRulesRequest request, out IReadOnlyList<PayeeRule> rules)
    {
        var read = new List<PayeeRule>();
        rules = read;
        if (request.Country is { } country && !CategoryPack.Shipped.ContainsKey(country))
        {
            return new LineFault(
                ErrorCodes.ValueUnknown, "country", country, string.Join(", ", CategoryPack.Shipped.Keys.Order()));
        }

        foreach (var body in request.Rules ?? [])
        {
            if (Read(body, out var part) is not { } rule)
            {
                return new LineFault(ErrorCodes.CategoryRulesInvalid, $"rules[{read.Count}]{part}");
            }

            read.Add(rule);
        }

        return RuleCheck.Fault(read) is { } fault
            ? new LineFault(ErrorCodes.CategoryRulesInvalid, fault.Place)
            : null;
    }

    public static CategoryRulesBody Of(CategoryRules rules) => new()
    {
        Version = rules.Version,
        Country = rules.Country,
        PackVersion = rules.PackVersion,
        PublishedAt = rules.Version == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(rules.PublishedAt),
        Rules = [.. rules.Rules.Select(Of)],
    };

    public static CategoryRuleBody Of(PayeeRule rule) => new()
    {
        Text = rule.Text,
        Category = CategoryCatalogue.NameOf(rule.Category),
        Direction = RuleWords.Of(rule.Direction),
        Field = RuleWords.Of(rule.Field),
    };

    /// <summary>Null, and which part of it is wrong, where it cannot be meant.</summary>
    private static PayeeRule? Read(CategoryRuleBody? body, out string part)
    {
        part = body is null ? ""
            : body.Text is null || TextRules.Free(body.Text, TenantLimits.CategoryRuleTextMax) is not null ? ".text"
            : CategoryCatalogue.Find(body.Category) is null ? ".category"
            : !RuleWords.TryDirection(body.Direction, out _) ? ".direction"
            : RuleWords.FieldOrNone(body.Field) is null ? ".field"
            : "-";
        if (part != "-")
        {
            return null;
        }

        RuleWords.TryDirection(body!.Direction, out var direction);
        return new PayeeRule(
            body.Text!, CategoryCatalogue.Find(body.Category)!.Value, direction,
            RuleWords.FieldOrNone(body.Field)!.Value);
    }
}
