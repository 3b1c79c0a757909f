using OrleansRisk.Actors.Accounts;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Events.Feed;

/// <summary>A subscription's filter, ready to be asked.</summary>
internal sealed class EventFilter(FilterBody filter)
{
    /// <summary>Of decisions.</summary>
    public static readonly IReadOnlyList<string> OfDecisions =
        [EventTypes.DecisionFlagged, EventTypes.ScoreUpdated, EventTypes.ThresholdCrossed];

    /// <summary>Of changes of consents.</summary>
    public static readonly IReadOnlyList<string> OfConsents =
        [EventTypes.ConsentGiven, EventTypes.ConsentRevoked, EventTypes.ConsentExpired];

    /// <summary>What webhooks are told: it can be told again from what is recorded.</summary>
    public static readonly IReadOnlyList<string> OfWebhooks = [.. OfDecisions, .. OfConsents];

    private readonly HashSet<AccountKey>? _accounts = filter.Accounts?.Select(Key).ToHashSet();
    private readonly HashSet<string>? _customers = filter.Customers?.ToHashSet();

    /// <summary>The accounts wanted, in order of their keys; null for all.</summary>
    public IReadOnlyList<AccountKey>? Accounts { get; } = filter.Accounts?.Select(Key).Order().ToList();

    /// <summary>The same, to be asked.</summary>
    public IReadOnlySet<AccountKey>? AccountSet => _accounts;

    public ThresholdBody? Threshold => Wants(EventTypes.ThresholdCrossed) ? filter.Threshold : null;

    public bool Wants(string type) => filter.Events?.Contains(type) ?? true;

    /// <summary>Whether an account's profile matters at all.</summary>
    public bool AsksForProfile => _customers is not null || filter.Segments is not null || filter.Labels is not null;

    /// <summary>An account that cannot be read is shown rather than kept back: it may be one of those.</summary>
    public bool WantsProfile(AccountProfile? profile) => profile is null
        || ((_customers is null || profile.Customers.Any(_customers.Contains))
            && (filter.Segments is null || filter.Segments.Contains(profile.Segment))
            && (filter.Labels is null || filter.Labels.Any(profile.Labels.Contains)));

    public bool WantsScores(int? anomaly, int? credit) =>
        IsIn(filter.Anomaly, anomaly) && IsIn(filter.Credit, credit);

    /// <summary>Of events without a decision: outcomes and reasons that are asked for are those of none.</summary>
    public bool WantsUndecided(int? anomaly, int? credit) =>
        filter.Outcomes is null && filter.Reasons is null && WantsScores(anomaly, credit);

    /// <summary>A consent is a customer's and no account's: what is asked of accounts and decisions is asked of none.
    /// </summary>
    public bool WantsConsent(string type, string customer) =>
        Wants(type) && _accounts is null && filter.Segments is null && filter.Labels is null
        && WantsUndecided(null, null) && _customers?.Contains(customer) != false;

    public bool WantsDecision(in Decision decision) =>
        WantsScores(decision.Anomaly.Score, Crossings.CreditOf(decision))
        && (filter.Outcomes is null || filter.Outcomes.Contains(Names.Of(decision.Outcome)))
        && (filter.Reasons is null || HasReason(filter.Reasons, decision));

    private static AccountKey Key(string id) =>
        Ids.TryParseAccount(id, out var letters) && AccountKey.TryParse(letters, out var key) ? key : default;

    private static bool IsIn(ScoreRange? range, int? score) =>
        range is null || (score >= (range.Min ?? 0) && score <= (range.Max ?? int.MaxValue));

    private static bool HasReason(IReadOnlyList<string> wanted, in Decision decision)
    {
        for (var i = 0; i < decision.Anomaly.ReasonCount; i++)
        {
            if (wanted.Contains(Names.Of(decision.Anomaly.Reasons[i].Code)))
            {
                return true;
            }
        }

        for (var i = 0; i < decision.Credit.ReasonCount; i++)
        {
            if (wanted.Contains(Names.Of(decision.Credit.Reasons[i].Code)))
            {
                return true;
            }
        }

        return false;
    }
}
