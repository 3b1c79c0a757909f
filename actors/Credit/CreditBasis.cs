using Orleans;

namespace OrleansRisk.Actors.Credit;

/// <summary>What an assessment rests on, and what its score would be without its reasons.</summary>
/// <param name="OldestDay">Of the first transaction, days since 1970-01-01; 0 for none.</param>
/// <param name="NewestDay">Of the newest transaction; 0 for none.</param>
/// <param name="Balances">Whether any balance is known.</param>
/// <param name="Without">Of each reason, the score if it alone cost nothing; empty without a score.</param>
/// <param name="WithoutFirst">Of each reason the score if it and all before it cost nothing.</param>
/// <param name="Acts">A bit for each reason that the applicant can undo by what he does from now on.</param>
/// <param name="AfterActs">The score if none of these cost anything; 0 where there are none.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.credit_basis")]
public sealed record CreditBasis(
    int OldestDay, int NewestDay, long Transactions, bool Balances, IReadOnlyList<int> Without,
    IReadOnlyList<int> WithoutFirst, uint Acts, int AfterActs);
