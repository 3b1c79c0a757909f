using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Credit;

/// <summary>What an assessment rests on, and its score without its reasons: each time scored again.</summary>
/// <param name="OldestDay">Of the first transaction, days since 1970-01-01; 0 for none.</param>
/// <param name="NewestDay">Of the newest transaction; 0 for none.</param>
/// <param name="Balances">Whether any balance is known.</param>
/// <param name="Without">Of each reason, the score if it alone cost nothing; empty without a score.</param>
/// <param name="WithoutFirst">Of each reason the score if it and all before it cost nothing.</param>
/// <param name="Acts">A bit for each reason that the applicant can undo by what he does from now on.</param>
/// <param name="AfterActs">The score if none of these cost anything; 0 where there are none.</param>
public sealed record AssessmentBasis(
    int OldestDay, int NewestDay, long Transactions, bool Balances, IReadOnlyList<int> Without,
    IReadOnlyList<int> WithoutFirst, uint Acts, int AfterActs)
{
    public static AssessmentBasis Of(
        ushort scoringVersion, Span<byte> state, int day, in CreditRequest request, CreditModel? card,
        CreditAssessment assessed)
    {
        ScoringVersions.Check(scoringVersion);
        var header = new AccountHeader(state);
        var count = assessed.Score is null ? 0 : assessed.Reasons.Count;
        var scores = new int[count];
        var first = new int[count];
        var acts = 0u;
        for (var i = 0; i < count; i++)
        {
            scores[i] = Score(state, day, request, card, Taken(assessed, 1u << i));
            first[i] = Score(state, day, request, card, Taken(assessed, (1u << (i + 1)) - 1));
            acts |= CanUndo(assessed.Reasons[i].Code) ? 1u << i : 0;
        }

        return new AssessmentBasis(
            header.OldestDay, header.NewestDay, header.Transactions, header.BalanceKnown, scores, first, acts,
            acts == 0 ? 0 : Score(state, day, request, card, Taken(assessed, acts)));
    }

    /// <summary>
    /// Whether it costs nothing once the applicant leaves it be for as long as it counts. Not among them: what he
    /// earns, how long he has been here, and what only money that is not there would mend.
    /// </summary>
    public static bool CanUndo(ReasonCode code) => code is ReasonCode.PaymentsReturned or ReasonCode.ReturnedInAYear
        or ReasonCode.BalanceNegative or ReasonCode.BorrowingRecent or ReasonCode.LoansNew or ReasonCode.PaydayLoans
        or ReasonCode.GamblingHigh or ReasonCode.FeesHigh;

    private static List<AssessmentReason> Taken(CreditAssessment assessed, uint mask) =>
        [.. assessed.Reasons.Where((_, place) => (mask & (1u << place)) != 0)];

    private static int Score(
        Span<byte> state, int day, in CreditRequest request, CreditModel? card, IReadOnlyList<AssessmentReason> without)
    {
        if (card is null)
        {
            return CreditScoring.ScoreWithout(state, day, [.. without.Select(static reason => reason.Code)]);
        }

        CreditMeasures.Of(state, day, request, out var row);
        Span<double> parts = stackalloc double[card.Terms.Count];
        var logOdds = card.LogOdds(row, parts);
        for (var i = 0; i < parts.Length; i++)
        {
            logOdds -= IsAmong(without, card.Terms[i].Feature) ? parts[i] : 0;
        }

        return CreditModel.Points(logOdds);
    }

    private static bool IsAmong(IReadOnlyList<AssessmentReason> reasons, FeatureNumber feature) =>
        reasons.Any(reason => reason.Feature == feature);
}
