namespace OrleansRisk.Contract.Categories;

/// <summary>A tenant's rules of what payees are paid for, and the country whose pack stands behind them.</summary>
public sealed record CategoryRulesBody
{
    /// <summary>From 1; each change is a new version. 0 where none were ever kept.</summary>
    public required int Version { get; init; }

    /// <summary>ISO 3166-1 alpha-2, small letters; null for no pack.</summary>
    public required string? Country { get; init; }

    /// <summary>Version of the pack that the server brings; 0 for none.</summary>
    public required int PackVersion { get; init; }

    /// <summary>When this version was kept; null for never.</summary>
    public required DateTimeOffset? PublishedAt { get; init; }

    /// <summary>In their order, at most 500.</summary>
    public required IReadOnlyList<CategoryRuleBody> Rules { get; init; }
}

/// <summary>A whole set of rules, in place of the one before.</summary>
public sealed record CategoryRulesRequest
{
    /// <summary>Whose pack is asked where no rule fits: <c>my</c> or <c>id</c>; null for none.</summary>
    public string? Country { get; init; }

    /// <summary>At most 500; none where it is left out.</summary>
    public IReadOnlyList<CategoryRuleBody>? Rules { get; init; }

    /// <summary>The version that these were made from: another one there by now is a conflict. Null for any.</summary>
    public int? Version { get; init; }
}

/// <summary>Whoever has these words in the name is paid for this.</summary>
public sealed record CategoryRuleBody
{
    /// <summary>
    /// Words in a row, 3 letters or digits to 64 characters; case, marks and punctuation do not matter. The longest
    /// text that fits wins.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>A name of the catalogue: <c>rent</c>.</summary>
    public required string Category { get; init; }

    /// <summary><c>debit</c> or <c>credit</c>; null for every direction that the category is ever of.</summary>
    public string? Direction { get; init; }

    /// <summary><c>counterparty</c>, <c>description</c>, or null for both.</summary>
    public string? Field { get; init; }
}
