namespace OrleansRisk.Tenants.Models.Monitoring;

/// <summary>What is looked at. Times are of arrival, milliseconds since 1970, each window without its end.</summary>
/// <param name="LabelDays">After so many days a transaction without a label is taken as genuine.</param>
public sealed record MonitorWindow(long From, long To, long ReferenceFrom, long ReferenceTo, int LabelDays);

/// <summary>How a model fares on a sample of whole accounts.</summary>
/// <param name="Accounts">How many were looked at.</param>
/// <param name="Complete">They are all there are.</param>
/// <param name="Score">Of its scores, in ten bins of the reference.</param>
/// <param name="Edges">Where these bins begin, but for the first.</param>
public sealed record MonitorReport(
    long Accounts, bool Complete, StabilityIndex Score, IReadOnlyList<int> Edges,
    IReadOnlyList<FeatureStability> Features, AlertFigures Alerts, OutcomeFigures Outcome, SwapFigures? Swap);

/// <summary>One of the features whose bins stand in every record.</summary>
public sealed record FeatureStability(string Name, StabilityIndex Index);

/// <param name="Reviewed">Scores in the window from the review threshold on.</param>
/// <param name="Declined">Those from the decline threshold on.</param>
/// <param name="Budget">What the review threshold was made from; null where it was given.</param>
/// <param name="Allowed">What the budget allows for the window; null without one.</param>
public sealed record AlertFigures(long Scored, long Reviewed, long Declined, string? Budget, long? Allowed);

/// <summary>Of the transactions of both windows whose label is due by now.</summary>
/// <param name="Labelled">Of them, those that anybody labelled.</param>
/// <param name="FoundAtReview">Frauds among those from the review threshold on.</param>
public sealed record OutcomeFigures(
    long Mature, long Labelled, long Frauds, RankQuality Quality, long ReviewedMature, long FoundAtReview);

/// <summary>
/// A challenger beside the champion of the same transactions: which alerts would be swapped, and what they held of what
/// is known.
/// </summary>
public sealed record SwapFigures(
    long Both, long OnlyThis, long OnlyChampion, long FraudsBoth, long FraudsOnlyThis, long FraudsOnlyChampion);
