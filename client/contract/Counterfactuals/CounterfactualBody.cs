namespace OrleansRisk.Contract.Counterfactuals;

/// <summary>
/// What would have had to be otherwise: one feature that the customer can act on, all else as it was.
/// </summary>
public sealed record CounterfactualBody
{
    /// <summary><c>dec_…</c> or <c>cra_…</c></summary>
    public required string Of { get; init; }

    /// <summary>
    /// <c>found</c>; else why there is none: <c>already_there</c> (nothing is milder, or the score is reached),
    /// <c>out_of_reach</c> (no single change would do), <c>no_outcome</c> (history), <c>not_calibrated</c> (no card
    /// judged the loan), <c>not_reproduced</c> (what was scored comes out otherwise now).
    /// </summary>
    public required string Result { get; init; }

    /// <summary>As it was scored; null where there was no score.</summary>
    public required int? Score { get; init; }

    /// <summary>As it was decided; null of a loan, and of history.</summary>
    public required string? Outcome { get; init; }

    /// <summary>Null unless found.</summary>
    public required ChangeBody? Change { get; init; }
}

/// <summary>The least change there is.</summary>
public sealed record ChangeBody
{
    /// <summary>Name of the feature, as models and reasons name it.</summary>
    public required string Feature { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Text { get; init; }

    /// <summary>What it was.</summary>
    public required string Value { get; init; }

    /// <summary>What it would have had to be.</summary>
    public required string Instead { get; init; }

    /// <summary>
    /// How far that is: of an amount the share given up, of a card's feature the share of its range on the card.
    /// </summary>
    public required double Distance { get; init; }

    /// <summary>The score with it, worked out anew.</summary>
    public required int Score { get; init; }

    /// <summary>The outcome with it; null of a loan.</summary>
    public required string? Outcome { get; init; }
}
