using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// When the credit score is worked out, and what it then is. It never changes what happens to a transaction.
/// </summary>
internal static class CreditScoring
{
    /// <summary>Fewer points than this are no reason.</summary>
    private const int ReasonMin = 5;

    /// <summary>
    /// The score after this transaction: worked out anew on the first of a day and whenever income, debt, gambling,
    /// fees or a returned payment moves; otherwise as it stands.
    /// </summary>
    public static CreditScore Renew(in ScoringContext context)
    {
        // A day that was closed without a transaction is behind us; without one, no score is newer than the newest day.
        var day = Math.Max(new AccountHeader(context.State).NewestDay, LastCredit.Day(context.State));
        if (day == LastCredit.Day(context.State) && !Matters(context))
        {
            return LastCredit.Read(context.State);
        }

        var score = Score(context.State, day);
        LastCredit.Write(context.State, day, score);
        return score;
    }

    /// <summary>The score as of a civil day.</summary>
    public static CreditScore Score(Span<byte> state, int day)
    {
        var missing = HistoryNeed.Standard.MissingOf(state, day);
        var streams = Streams.Of(state, day);
        var score = new CreditScore
        {
            NeedsDays = missing.Days,
            NeedsTransactions = missing.Transactions,
            NeedsIncome = !streams.HasIncome,
        };
        if (score.NeedsDays > 0 || score.NeedsTransactions > 0 || score.NeedsIncome)
        {
            return score;
        }

        Span<Finding> findings = stackalloc Finding[ExpertScorecard.Factors];
        ExpertScorecard.Find(state, day, streams, findings);
        score.State = CreditState.Uncalibrated;
        var logOdds = ExpertScorecard.BestLogOdds;
        foreach (var finding in findings)
        {
            logOdds -= finding.Loss;
        }

        score.Score = (short)Math.Clamp(
            Math.Floor(ExpertScorecard.PointsOf(logOdds) + 0.5), Limits.ScoreMin, Limits.ScoreMax);
        Explain(findings, ref score);
        return score;
    }

    private static bool Matters(in ScoringContext context) =>
        context.GivesBack || context.Classification.Returned ||
        (context.Books && context.Classification.Flow is FlowKind.Income or FlowKind.LoanIn or FlowKind.Debt
            or FlowKind.Gambling or FlowKind.Fees);

    /// <summary>The four greatest losses, as negative points; of two equal ones the earlier row.</summary>
    private static void Explain(Span<Finding> findings, ref CreditScore score)
    {
        while (score.ReasonCount < ReasonList.Max)
        {
            var greatest = 0;
            for (var i = 1; i < findings.Length; i++)
            {
                greatest = findings[i].Loss > findings[greatest].Loss ? i : greatest;
            }

            var found = findings[greatest];
            var points = (short)Math.Floor(ExpertScorecard.PointsLost(found.Loss) + 0.5);
            if (points < ReasonMin)
            {
                return;
            }

            score.Reasons[score.ReasonCount++] = new Reason
            {
                Code = found.Factor.Code,
                Value = found.Value,
                Usual = found.Usual,
                Points = (short)-points,
            };
            findings[greatest] = found with { Loss = 0 };
        }
    }
}
