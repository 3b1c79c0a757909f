using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Transactions;

/// <summary>Why a line or body was refused: which error, and which field. Never the value.</summary>
internal sealed record LineFault(ErrorCode Code, string? Field = null);
