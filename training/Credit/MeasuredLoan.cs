using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Training.Credit;

/// <summary>What an account showed on the day of a loan, and on how much history.</summary>
internal sealed record MeasuredLoan(FeatureRow Row, HistoryNeed History)
{
    /// <summary>
    /// What a card fitted on these may be asked of: no history shorter than the shortest of theirs, and never more than
    /// is asked for without a card.
    /// </summary>
    public static HistoryNeed LeastOf(IReadOnlyList<MeasuredLoan> loans) => new(
        Math.Min(HistoryNeed.Standard.Days, loans.Min(static loan => loan.History.Days)),
        Math.Min(HistoryNeed.Standard.Transactions, loans.Min(static loan => loan.History.Transactions)));
}
