using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// What an account says of a loan applied for, as of a civil day that is still to come or just began: by the active
/// card, or by the expert scorecard, which ranks and promises no probability. Nothing is changed by it.
/// </summary>
/// <param name="Score">Null with too little history.</param>
/// <param name="LogOdds">Log odds of bad by the card; NaN without one.</param>
/// <param name="Probability">Of a bad outcome, by a card only; null where nothing is calibrated.</param>
/// <param name="Reasons">At most four, the costliest first.</param>
public sealed record CreditAssessment(
    CreditState State, int? Score, double LogOdds, double? Probability, IReadOnlyList<AssessmentReason> Reasons,
    MonthlyMeans Means)
{
    /// <summary>What is missing where the history is too short.</summary>
    public short NeedsDays { get; init; }

    public short NeedsTransactions { get; init; }

    public bool NeedsIncome { get; init; }

    /// <summary>
    /// Most lines have neither a category nor a name, so nothing shows what is lived on. From scoring version 4.
    /// </summary>
    public bool NeedsNames { get; init; }

    /// <summary>Where the score could lie; null without one, by a card, and before scoring version 4.</summary>
    public ScoreRange? Range { get; init; }

    /// <summary>A bit for each stated fact that the account shows payments of, in their order.</summary>
    public uint Seen { get; init; }

    /// <param name="card">Null where none is active.</param>
    public static CreditAssessment Of(
        ushort scoringVersion, Span<byte> state, int day, in CreditRequest request, CreditModel? card)
    {
        ScoringVersions.Check(scoringVersion);
        var assessed = Judged(state, day, request, card);
        return request.Facts is { Count: > 0 } facts
            ? assessed with { Seen = SeenFacts.Of(state, day, facts) }
            : assessed;
    }

    private static CreditAssessment Judged(Span<byte> state, int day, in CreditRequest request, CreditModel? card)
    {
        CreditMeasures.Of(state, day, request, out var row);
        var header = new AccountHeader(state);
        var means = header.OldestDay == 0 ? default : MonthlyMeans.Of(CashFlow.Of(state, day), header.Kinds);
        if (card is null)
        {
            var expert = CreditScoring.Score(state, day);
            return expert.State != CreditState.Uncalibrated
                ? Insufficient(new HistoryNeed(expert.NeedsDays, expert.NeedsTransactions), expert.NeedsIncome, means)
                    with
                {
                    State = expert.State,
                    NeedsNames = expert.State == CreditState.InsufficientData
                        && Understanding.Of(state, day, CashFlow.Of(state, day)).LacksNames,
                }
                : ByExpert(expert, means) with
                {
                    Range = header.Kinds ? CreditScoring.RangeOf(state, day) : null,
                };
        }

        // A card says itself what a missing income means, and on how little history it was fitted.
        var missing = card.Needs.MissingOf(state, day);
        return missing != default
            ? Insufficient(missing, income: false, means)
            : ByCard(CreditModelScore.Of(card, row), means);
    }

    private static CreditAssessment Insufficient(HistoryNeed missing, bool income, in MonthlyMeans means) => new(
        CreditState.InsufficientHistory, null, double.NaN, null, [], means)
    {
        NeedsDays = missing.Days,
        NeedsTransactions = missing.Transactions,
        NeedsIncome = income,
    };

    private static CreditAssessment ByCard(CreditModelScore scored, in MonthlyMeans means) => new(
        CreditState.Calibrated, scored.Points, scored.LogOdds, scored.Probability,
        [.. scored.Reasons.Select(static reason => new AssessmentReason(
            ReasonCode.None, reason.Feature, reason.Value, reason.Usual, -reason.Points))],
        means);

    private static CreditAssessment ByExpert(in CreditScore scored, in MonthlyMeans means)
    {
        var reasons = new List<AssessmentReason>(scored.ReasonCount);
        for (var i = 0; i < scored.ReasonCount; i++)
        {
            var reason = scored.Reasons[i];
            reasons.Add(new AssessmentReason(reason.Code, default, reason.Value, reason.Usual, reason.Points));
        }

        return new CreditAssessment(scored.State, scored.Score, double.NaN, null, reasons, means);
    }
}

/// <summary>A reason of the expert scorecard by its code, or of a card by its feature.</summary>
/// <param name="Code"><see cref="ReasonCode.None"/> where the feature says it.</param>
/// <param name="Value">NaN where it is not known.</param>
/// <param name="Usual">What costs nothing.</param>
/// <param name="Points">Points lost, as a negative number.</param>
public readonly record struct AssessmentReason(
    ReasonCode Code, FeatureNumber Feature, double Value, double Usual, double Points)
{
    /// <summary>The stable name that answers carry.</summary>
    public string Name => Code == ReasonCode.None ? FeatureCatalogue.NameOf(Feature) : Names.Of(Code);
}
