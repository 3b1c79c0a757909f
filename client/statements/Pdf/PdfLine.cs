using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Pdf;

/// <summary>A word of a page and where it stands, in points from the left.</summary>
internal readonly record struct PdfWord(string Text, double Left, double Right)
{
    public double Middle => (Left + Right) / 2;
}

/// <summary>Words of one height, from left to right.</summary>
internal sealed record PdfLine(int Page, int Number, double Height, IReadOnlyList<PdfWord> Words)
{
    public string Text { get; } = string.Join(' ', Words.Select(static word => word.Text));

    public Place Place => new() { Page = Page, Line = Number };
}
