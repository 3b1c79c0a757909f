using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Actors.Credit;

/// <summary>What an account answered to a loan applied for.</summary>
public sealed record CreditOutcome(
    CreditResult Result, CreditAnswer? Answer, Refusal Refusal, UnavailableCause? Cause = null)
    : Reply(Refusal, Cause);

public enum CreditResult
{
    None = 0,
    Assessed,

    /// <summary>The amounts are not in the account's currency.</summary>
    OtherCurrency,

    /// <summary>The day is still to come.</summary>
    InTheFuture,

    /// <summary>
    /// What was known before that day is beyond the tenant's retention, or beyond what is read for it.
    /// </summary>
    TooOld,
}

/// <summary>An assessment with all that is needed to find it again, bit for bit.</summary>
/// <param name="Account">The lender's own id.</param>
/// <param name="Sequence">The newest event that counted; 0 for none.</param>
/// <param name="StateHash">Of the state after it, profile included, as records carry it.</param>
/// <param name="Fold">Of the newest record that counted.</param>
/// <param name="Day">The civil day it was measured as of.</param>
/// <param name="Holders">People reckoned with; 0 for not known.</param>
/// <param name="LineUp">Number of the line-up whose card it was; 0 for none.</param>
/// <param name="CardHash">Null where no card was active.</param>
public sealed record CreditAnswer(
    string Account, long Sequence, ulong StateHash, ushort Fold, int Day, int Holders, int LineUp, string? CardHash,
    CreditAssessment Assessed);
