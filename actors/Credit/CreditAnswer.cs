using Orleans;
using OrleansRisk.Core.Credit;

namespace OrleansRisk.Actors.Credit;

/// <summary>An assessment with all that is needed to find it again, bit for bit.</summary>
/// <param name="Account">The lender's own id.</param>
/// <param name="Sequence">The newest event that counted; 0 for none.</param>
/// <param name="StateHash">Of the state after it, profile included, as records carry it.</param>
/// <param name="ScoringVersion">Of the newest record that counted.</param>
/// <param name="Day">The civil day it was measured as of.</param>
/// <param name="Holders">People reckoned with; 0 for not known.</param>
/// <param name="ModelDeployment">Number of the model deployment whose card it was; 0 for none.</param>
/// <param name="CreditModelHash">Null where no card was active.</param>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("risk.credit_answer")]
public sealed record CreditAnswer(
    string Account, long Sequence, ulong StateHash, ushort ScoringVersion, int Day, int Holders, int ModelDeployment,
    string? CreditModelHash,
    CreditAssessment Assessed)
{
    /// <summary>Null of a silo of a build that did not state it.</summary>
    [Id(0)]
    public CreditBasis? Basis { get; init; }
}
