namespace OrleansRisk.Loads.Files;

/// <summary>What became of a file: rows, and what is to be known of it.</summary>
public sealed record LoadedFile
{
    public required string Name { get; init; }

    /// <summary>What it is, as <c>camt.053</c>, <c>csv</c>, <c>ndjson</c>; null if it was not recognised.</summary>
    public string? Format { get; init; }

    /// <summary>Its version or dialect, or the map that read it.</summary>
    public string? Dialect { get; init; }

    /// <summary>Rows that were read, in the order of the file.</summary>
    public IReadOnlyList<LoadRow> Rows { get; init; } = [];

    /// <summary>Rows that could not be read: at most <see cref="Limits.RefusedRowsKept"/>.</summary>
    public IReadOnlyList<RefusedRow> Refused { get; init; } = [];

    /// <summary>How many rows could not be read.</summary>
    public int RefusedCount { get; init; }

    /// <summary>Rows that a provider sent before and takes back, in the order of the file.</summary>
    public IReadOnlyList<TakenBackRow> TakenBack { get; init; } = [];

    /// <summary>Rows of which no money moved: a bank rejected them on their way.</summary>
    public int Rejected { get; init; }

    /// <summary>Why nothing of the file was read; null if something was.</summary>
    public RefusedRow? Refusal { get; init; }

    /// <summary>What does not add up, and what was assumed.</summary>
    public IReadOnlyList<FileFinding> Findings { get; init; } = [];

    /// <summary>What the file states of its accounts beside their rows.</summary>
    public IReadOnlyList<FileAccount> Accounts { get; init; } = [];

    /// <summary>Where the next page begins, if the file names it.</summary>
    public string? NextPage { get; init; }
}

/// <summary>A row as it would be sent: one line of a stream.</summary>
/// <param name="Line">Of the file, or the number of the row if its format has no lines; from 1.</param>
/// <param name="Place">Where in the file, if that is more than a line.</param>
/// <param name="Utf8">A transaction as the contract writes it.</param>
public sealed record LoadRow(long Line, string? Place, ReadOnlyMemory<byte> Utf8);

/// <summary>A row that a provider takes back.</summary>
/// <param name="Line">See <see cref="LoadRow"/>.</param>
/// <param name="Place">See <see cref="LoadRow"/>.</param>
/// <param name="Account">Its account.</param>
/// <param name="Id">The id that it was sent under.</param>
public sealed record TakenBackRow(long Line, string? Place, string Account, string Id);

/// <summary>Why a row, or a file, was not read.</summary>
/// <param name="Line">From 1; null if it is about no line.</param>
/// <param name="Place">Where in the file.</param>
public sealed record RefusedRow(
    long? Line, string? Place, string Code, string? Field, string Message, string? Next);

/// <summary>Something about a file that someone should know.</summary>
public sealed record FileFinding(string Code, string? Account, long? Line, string? Place, string Message);
