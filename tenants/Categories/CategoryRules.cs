using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Tenants.Categories;

/// <summary>What a set of rules says of one transaction, and which rule said it.</summary>
public readonly record struct RuleMatch(CategoryFinding Finding, PayeeRule? Rule);

/// <summary>
/// A tenant's rules and the country whose pack stands behind them: immutable and numbered. Number 0 has neither.
/// </summary>
public sealed class CategoryRules
{
    private readonly PayeeMatcher _own;
    private readonly CategoryPack? _pack;

    public CategoryRules(int version, string? country, IReadOnlyList<PayeeRule> rules, long publishedAt)
    {
        (Version, Country, PublishedAt) = (version, country, publishedAt);
        _own = new PayeeMatcher(rules);
        _pack = country is null ? null : CategoryPack.Shipped.GetValueOrDefault(country);
    }

    public static CategoryRules None { get; } = new(0, null, [], 0);

    public int Version { get; }

    /// <summary>Whose pack is asked after the rules; null for none.</summary>
    public string? Country { get; }

    /// <summary>Milliseconds since 1970; 0 for never.</summary>
    public long PublishedAt { get; }

    /// <summary>Version of the pack as this program brings it; 0 for none.</summary>
    public int PackVersion => _pack?.Version ?? 0;

    public IReadOnlyList<PayeeRule> Rules => _own.Rules;

    /// <summary>A name or description as rules compare it.</summary>
    public static string? Compared(string? text) => text is null ? null : PlainText.Of(text);

    /// <summary>The tenant's own rules first, whatever the pack would say.</summary>
    public RuleMatch Find(Transaction transaction) =>
        _own.Find(transaction) is { } own ? new(new(own.Category, Evidence.Rule), own)
        : _pack?.Matcher.Find(transaction) is { } shipped ? new(new(shipped.Category, Evidence.Pack), shipped)
        : default;
}
