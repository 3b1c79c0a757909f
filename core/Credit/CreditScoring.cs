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
        if (new AccountHeader(state).Kinds)
        {
            return ScoreKinds(state, day);
        }

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
        score.Score = PointsOf(ExpertScorecard.BestLogOdds, findings);
        Explain(findings, ref score);
        return score;
    }

    /// <summary>From scoring version 4: money has kinds, and what is not known says so.</summary>
    private static CreditScore ScoreKinds(Span<byte> state, int day)
    {
        var missing = Sufficiency.History.MissingOf(state, day);
        var score = new CreditScore { NeedsDays = missing.Days, NeedsTransactions = missing.Transactions };
        if (missing != default)
        {
            return score;
        }

        score.NeedsIncome = Sufficiency.LacksIncome(state, day);
        if (score.NeedsIncome)
        {
            score.State = CreditState.InsufficientData;
            return score;
        }

        Span<Finding> findings = stackalloc Finding[KindsScorecard.Factors];
        KindsScorecard.Find(state, day, findings);
        score.State = CreditState.Uncalibrated;
        score.Score = PointsOf(KindsScorecard.BestLogOdds, findings);
        ForgetUnknown(findings);
        Explain(findings, ref score);
        return score;
    }

    /// <summary>Where the score of the card of scoring version 4 could lie.</summary>
    public static ScoreRange RangeOf(Span<byte> state, int day)
    {
        Span<Finding> findings = stackalloc Finding[KindsScorecard.Factors];
        KindsScorecard.Find(state, day, findings);
        return ScoreRange.Of(findings, Understanding.Of(state, day, CashFlow.Of(state, day)));
    }

    /// <summary>The points if the factors with these reasons cost nothing, all else as it is.</summary>
    public static short ScoreWithout(Span<byte> state, int day, ReadOnlySpan<ReasonCode> codes)
    {
        var kinds = new AccountHeader(state).Kinds;
        Span<Finding> findings = stackalloc Finding[kinds ? KindsScorecard.Factors : ExpertScorecard.Factors];
        if (kinds)
        {
            KindsScorecard.Find(state, day, findings);
        }
        else
        {
            ExpertScorecard.Find(state, day, Streams.Of(state, day), findings);
        }

        for (var i = 0; i < findings.Length; i++)
        {
            findings[i] = codes.Contains(findings[i].Factor.Code) ? findings[i] with { Loss = 0 } : findings[i];
        }

        return PointsOf(kinds ? KindsScorecard.BestLogOdds : ExpertScorecard.BestLogOdds, findings);
    }

    private static short PointsOf(double best, ReadOnlySpan<Finding> findings)
    {
        foreach (var finding in findings)
        {
            best -= finding.Loss;
        }

        return (short)Math.Clamp(
            Math.Floor(ExpertScorecard.PointsOf(best) + 0.5), Limits.ScoreMin, Limits.ScoreMax);
    }

    /// <summary>What nobody knows is no reason against anybody.</summary>
    private static void ForgetUnknown(Span<Finding> findings)
    {
        for (var i = 0; i < findings.Length; i++)
        {
            findings[i] = findings[i].Known ? findings[i] : findings[i] with { Loss = 0 };
        }
    }

    private static bool Matters(in ScoringContext context) =>
        context.GivesBack || context.Classification.Returned ||
        (context.Books && context.Flow is FlowKind.Income or FlowKind.LoanIn or FlowKind.Debt
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
