using System.Runtime.CompilerServices;
using OrleansRisk.Client;
using OrleansRisk.Loads.Mapped;

namespace OrleansRisk.Cli.Input;

/// <summary>Rows that a map makes transactions of.</summary>
internal sealed class MappedSource(MappedRows rows) : Source
{
    /// <summary>Why no row was found; known at the end of a document without any.</summary>
    public string? Empty => rows.Empty;

    public override async IAsyncEnumerable<InputRow> Rows([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var row in rows.Rows(cancel))
        {
            yield return row.Transaction is { } transaction
                ? InputRow.Sendable(row.Place, TransactionLine.Of(transaction))
                : InputRow.Refused(row.Place, row.Fault!.Code, row.Fault.Field, row.Fault.Message, row.Cells);
        }
    }
}
