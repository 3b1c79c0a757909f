namespace OrleansRisk.Contract.Models;

/// <summary>
/// How a model fares, read off the journal: on all accounts, or on as many whole accounts as hold 200,000 transactions,
/// drawn as if by lot.
/// </summary>
public sealed record MonitorBody
{
    /// <summary>The model.</summary>
    public required string Hash { get; init; }

    /// <summary>The window that is looked at, by arrival.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Its end, which is not in it.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The window that it is compared with.</summary>
    public required DateTimeOffset ReferenceFrom { get; init; }

    /// <summary>Its end.</summary>
    public required DateTimeOffset ReferenceTo { get; init; }

    /// <summary>Accounts that were looked at.</summary>
    public required long Accounts { get; init; }

    /// <summary>They are all there are.</summary>
    public required bool Complete { get; init; }

    /// <summary>Drift of the score, in ten bins of the reference (PSI).</summary>
    public required DriftBody Score { get; init; }

    /// <summary>Drift of each feature whose bin stands in every record (CSI).</summary>
    public required IReadOnlyList<FeatureDriftBody> Features { get; init; }

    /// <summary>Alerts of the window.</summary>
    public required AlertsBody Alerts { get; init; }

    /// <summary>What came of the transactions of both windows whose labels are due.</summary>
    public required ModelOutcomeBody Outcome { get; init; }

    /// <summary>Of a challenger: which alerts would be swapped; null without a champion beside it.</summary>
    public required SwapBody? Swap { get; init; }
}

/// <summary>An index of drift with what it is worth.</summary>
public sealed record DriftBody
{
    /// <summary>
    /// Σ (a − e) · ln(a / e); below 0.1 is usual, above 0.25 is a shift. Null where a window is empty.
    /// </summary>
    public required double? Index { get; init; }

    /// <summary>
    /// What the index comes to without any drift: (bins − 1) · (1/n + 1/m). Null where a window is empty.
    /// </summary>
    public required double? NoiseFloor { get; init; }

    /// <summary>Events of the window.</summary>
    public required long Events { get; init; }

    /// <summary>Events of the reference.</summary>
    public required long ReferenceEvents { get; init; }

    /// <summary>Both have at least 1,000: below, noise alone looks like drift.</summary>
    public required bool Enough { get; init; }
}

/// <summary>Drift of one feature.</summary>
public sealed record FeatureDriftBody(string Feature, DriftBody Drift);

/// <summary>Alerts of the window.</summary>
public sealed record AlertsBody
{
    /// <summary>Transactions that the model scored.</summary>
    public required long Scored { get; init; }

    /// <summary>Of them, from the review threshold on.</summary>
    public required long Reviewed { get; init; }

    /// <summary>Of them, from the decline threshold on.</summary>
    public required long Declined { get; init; }

    /// <summary>What the review threshold was made from; null where it was given.</summary>
    public required string? Budget { get; init; }

    /// <summary>Alerts that the budget allows for the window; null without one.</summary>
    public required long? Allowed { get; init; }
}

/// <summary>
/// What came of transactions that arrived long enough ago; without a label by then they count as genuine.
/// </summary>
public sealed record ModelOutcomeBody
{
    /// <summary>After so many days a label is due.</summary>
    public required int LabelDays { get; init; }

    /// <summary>Transactions whose labels are due.</summary>
    public required long Mature { get; init; }

    /// <summary>Of them, those that anybody labelled.</summary>
    public required long Labelled { get; init; }

    /// <summary>Of them, frauds.</summary>
    public required long Frauds { get; init; }

    /// <summary>Area under the curve of true over false positives; null where frauds or others are none.</summary>
    public required double? Auc { get; init; }

    /// <summary>Average precision; null where there are no frauds.</summary>
    public required double? AveragePrecision { get; init; }

    /// <summary>Share of frauds from the review threshold on; null where nothing is.</summary>
    public required double? PrecisionAtReview { get; init; }

    /// <summary>Share of the frauds that are from the review threshold on; null where there are none.</summary>
    public required double? RecallAtReview { get; init; }
}

/// <summary>Alerts of a challenger beside the champion's, of transactions whose labels are due.</summary>
/// <param name="Both">Both would have had them reviewed.</param>
/// <param name="OnlyThis">This model alone.</param>
/// <param name="OnlyChampion">The champion alone.</param>
/// <param name="FraudsBoth">Frauds among them.</param>
/// <param name="FraudsOnlyThis">Frauds among them.</param>
/// <param name="FraudsOnlyChampion">Frauds among them.</param>
public sealed record SwapBody(
    long Both, long OnlyThis, long OnlyChampion, long FraudsBoth, long FraudsOnlyThis, long FraudsOnlyChampion);
