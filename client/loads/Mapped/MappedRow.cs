using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Loads.Mapped;

/// <summary>One row of a file as a map reads it.</summary>
/// <param name="Place">Line of the file, or, in a JSON document, number of the row; from 1.</param>
/// <param name="Transaction">Null if the row cannot be read.</param>
/// <param name="Fault">Why it cannot; null if it can.</param>
/// <param name="Cells">A row that cannot be read as it stands in the file, as JSON; null if nobody could read
/// it.</param>
public sealed record MappedRow(long Place, TransactionBody? Transaction, RowFault? Fault, string? Cells = null);

/// <summary>Why a row is no transaction.</summary>
/// <param name="Field">Column, path or field.</param>
public sealed record RowFault(ErrorCode Code, string? Field, string Message);
