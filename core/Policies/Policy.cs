using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Policies;

/// <summary>
/// A tenant's thresholds for one model version, immutable and numbered. The score at and above which an outcome is
/// given.
/// </summary>
public sealed record Policy(int Version, short ReviewAt, short DeclineAt)
{
    /// <summary>Review the top 0.5 %, decline the top 0.05 %.</summary>
    public static Policy Standard { get; } = new(1, 382, 548);

    /// <summary>
    /// Only an authorisation can be declined: booked money has moved, so for it the outcome says what to look at. A
    /// status that ends a transaction asks for nothing. Credit plays no part.
    /// </summary>
    public Outcome OutcomeOf(short score, TransactionStatus status) => OutcomeOf(ReviewAt, DeclineAt, score, status);

    /// <summary>The same by thresholds of any origin.</summary>
    public static Outcome OutcomeOf(int reviewAt, int declineAt, short score, TransactionStatus status)
    {
        if (status is TransactionStatus.Reversed or TransactionStatus.Expired)
        {
            return Outcome.Approve;
        }

        if (score >= declineAt && status == TransactionStatus.Authorised)
        {
            return Outcome.Decline;
        }

        return score >= Math.Min(reviewAt, declineAt) ? Outcome.Review : Outcome.Approve;
    }
}
