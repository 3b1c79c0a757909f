namespace OrleansRisk.Contract.Decisions;

/// <summary>A page of decisions, oldest first.</summary>
public sealed record DecisionPage
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<DecisionBody> Items { get; init; }

    /// <summary>Limit that was applied, 1 to 1,000.</summary>
    public required int Limit { get; init; }

    /// <summary>
    /// Another page follows; with <c>from</c> or <c>to</c> this one may have fewer than its limit all the same.
    /// </summary>
    public required bool HasMore { get; init; }

    /// <summary>
    /// Decision to begin the next page after; null where the account ends here and nothing was found.
    /// </summary>
    public required string? After { get; init; }
}
