using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Pdf;

/// <summary>A word of a page and where it stands, in points from the left.</summary>
internal readonly record struct PdfWord(string Text, double Left, double Right)
{
    /// <summary>The name of its font; null of words that were put together.</summary>
    public string? Font { get; init; }

    public double Middle => (Left + Right) / 2;
}

/// <summary>Words of one height, from left to right.</summary>
internal sealed record PdfLine(int Page, int Number, double Height, IReadOnlyList<PdfWord> Words)
{
    public string Text { get; } = string.Join(' ', Words.Select(static word => word.Text));

    public Place Place => new() { Page = Page, Line = Number };
}
