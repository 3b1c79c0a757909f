namespace OrleansRisk.Statements.Reading;

/// <summary>
/// What a lender knows about a file that the file itself may not show. Everything has a default, and what the file
/// states comes before what is stated here, but for the encoding.
/// </summary>
public sealed record ReadOptions
{
    /// <summary>The account of a file that does not name it.</summary>
    public string? Account { get; init; }

    /// <summary>
    /// The lender's own id of the one account that the file holds: it stands instead of what the file names, and a file
    /// with several accounts is refused.
    /// </summary>
    public string? OnlyAccount { get; init; }

    /// <summary>ISO 4217: the currency of a file that does not state it.</summary>
    public string? Currency { get; init; }

    /// <summary>The text's encoding, such as <c>windows-1252</c>; null finds it.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether 03/11 is the third of November; null lets the file show it.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>The decimal mark of a CSV file, a dot or a comma; null lets the file show it.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>
    /// Whether amounts with more decimals than their currency has are rounded, half to even, and found; else such a
    /// row is refused. Trailing zeros are no decimals.
    /// </summary>
    public bool RoundExtraDecimals { get; init; }
}
