using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Problems;

/// <summary>Why a line or body was refused: which error, and which field.</summary>
/// <param name="Given">The value; null for any that may be personal.</param>
/// <param name="Allowed">What is taken instead, if neither the code nor the field says it.</param>
internal sealed record LineFault(ErrorCode Code, string? Field = null, string? Given = null, string? Allowed = null);
