using Orleans;
using OrleansRisk.Core.Counterfactuals;
using OrleansRisk.Core.Decisions;

namespace OrleansRisk.Actors.Counterfactuals;

/// <summary>What would have had to be otherwise.</summary>
/// <param name="Word">Whether there is one, or why there is none.</param>
/// <param name="Change">Null where there is none.</param>
/// <param name="Score">As it was scored.</param>
/// <param name="Outcome">As it was decided; <see cref="Outcome.None"/> of a loan.</param>
/// <param name="CurrencyNumber">ISO 4217 number of the money in it.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.counterfactual_answer")]
public sealed record CounterfactualAnswer(
    CounterfactualWord Word, Counterfactual? Change, int? Score, Outcome Outcome, ushort CurrencyNumber);

/// <summary>Written by name.</summary>
[GenerateSerializer, Alias("risk.counterfactual_word")]
public enum CounterfactualWord
{
    /// <summary>No single change of what the customer can act on would do.</summary>
    OutOfReach = 0,
    Found = 1,

    /// <summary>There is nothing milder, or the score is reached already.</summary>
    AlreadyThere = 2,

    /// <summary>History, which is given no outcome.</summary>
    NoOutcome = 3,

    /// <summary>No card was active, and the expert scorecard is nothing to aim at: it is not calibrated.</summary>
    NotCalibrated = 4,

    /// <summary>What was scored comes out otherwise now, so nothing is said of it.</summary>
    NotReproduced = 5,
}

/// <summary>A decision by its sequence, or a loan as it was assessed.</summary>
/// <param name="Sequence">Of the decision; for a loan of the newest event that counted.</param>
/// <param name="Loan">Null for a decision.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.counterfactual_query")]
public sealed record CounterfactualQuery(long Sequence, AssessedLoan? Loan);

/// <param name="Day">The civil day it was measured as of.</param>
/// <param name="Holders">As many as were reckoned with; 0 for not known.</param>
/// <param name="ModelDeployment">Number of the model deployment whose card it was.</param>
/// <param name="StateHash">Of the state it was measured on.</param>
/// <param name="Target">The score to be reached.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.assessed_loan")]
public sealed record AssessedLoan(
    ushort CurrencyNumber, long Amount, long Instalment, int Months, int Holders, int Day, int ModelDeployment,
    ulong StateHash, int Target);
