namespace OrleansRisk.Statements.Results;

/// <summary>What became of a file: it was read, or it was refused. There is no third case and no exception.</summary>
public abstract record StatementResult
{
    private StatementResult()
    {
    }

    /// <summary>The file was read. Rows that could not be are in <see cref="Statement.RefusedRows"/>.</summary>
    public sealed record Read(Statement Statement) : StatementResult;

    /// <summary>Nothing of the file was taken.</summary>
    public sealed record Refused(Refusal Refusal) : StatementResult;
}
