using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Cli.Input;

/// <summary>One row of an input: a line that can be sent, or why it cannot.</summary>
/// <param name="Place">Line of the file, or, in a JSON document, number of the row; from 1.</param>
/// <param name="Line">What is sent; null where it cannot be.</param>
/// <param name="Fault">Why not; null where it can be sent.</param>
/// <param name="Cells">A row that cannot be sent as it stands in the file, as JSON; null where nobody could read
/// it.</param>
internal sealed record InputRow(long Place, TransactionLine? Line, Problem? Fault, string? Cells)
{
    public static InputRow Sendable(long place, TransactionLine line) => new(place, line, null, null);

    public static InputRow Refused(long place, ErrorCode code, string? field, string message, string? cells = null) =>
        new(place, null, new Problem
        {
            Type = code.Type,
            Code = code.Code,
            Field = field,
            Line = place,
            Message = message,
            RequestId = "",
        }, cells);
}
