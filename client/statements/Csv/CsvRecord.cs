namespace OrleansRisk.Statements.Csv;

/// <summary>One record of a CSV file.</summary>
/// <param name="Cells">As they are written, without their quotes.</param>
/// <param name="Line">The line it begins on, from 1.</param>
internal sealed record CsvRecord(string[] Cells, int Line)
{
    public bool IsBlank => Array.TrueForAll(Cells, string.IsNullOrWhiteSpace);

    public string Cell(int at) => at < Cells.Length ? Cells[at] : "";
}
