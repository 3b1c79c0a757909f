namespace OrleansRisk.Statements.Results;

/// <summary>What a file holds.</summary>
public sealed record Statement
{
    /// <summary>What the file is.</summary>
    public required StatementFormat Format { get; init; }

    /// <summary>Its version or dialect, as far as that is known: <c>camt.053.001.08</c>, <c>maybank</c>.</summary>
    public string? Dialect { get; init; }

    /// <summary>Accounts in the order in which the file names them: one per account and currency.</summary>
    public required IReadOnlyList<StatementAccount> Accounts { get; init; }

    /// <summary>Rows that were not taken, in file order: at most <see cref="Limits.RefusedRowsKept"/>.</summary>
    public IReadOnlyList<Refusal> RefusedRows { get; init; } = [];

    /// <summary>How many rows were not taken.</summary>
    public int RefusedRowCount { get; init; }

    /// <summary>What does not add up, and what was assumed: at most <see cref="Limits.FindingsKept"/>.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Where the next page begins, if the file names it: a cursor or a link.</summary>
    public string? NextPage { get; init; }

    /// <summary>Rows of all accounts.</summary>
    public int RowCount => Accounts.Sum(static account => account.Rows.Count);
}
