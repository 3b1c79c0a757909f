using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// On which days the credit score moves although nothing happens: while an income that used to come is overdue, until
/// all that it can cost is lost.
/// </summary>
internal static class DueDays
{
    /// <summary>
    /// Whether the end of this day moves the score that was last worked out. A day is never closed behind one that was,
    /// nor behind a transaction, which works the score out as of its own; and an account whose history is too short
    /// has no score to move.
    /// </summary>
    public static bool IsDue(Span<byte> state, int day)
    {
        // Being overdue costs more with every day and never less, so no day behind the last is due.
        return Overdue(state, day) > Overdue(state, LastCredit.Day(state))
            && CreditScoring.Score(state, day).State == CreditState.Uncalibrated;
    }

    private static double Overdue(Span<byte> state, int day) => new AccountHeader(state).Kinds
        ? KindsScorecard.OverdueLoss(Streams.Of(state, day))
        : ExpertScorecard.OverdueLoss(Streams.Of(state, day));
}
