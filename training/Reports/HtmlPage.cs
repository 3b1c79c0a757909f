using System.Globalization;
using System.Net;
using System.Text;

namespace OrleansRisk.Training.Reports;

/// <summary>A page without scripts or anything from elsewhere: it opens from a disk and from an archive.</summary>
internal sealed class HtmlPage(string title)
{
    private readonly StringBuilder _body = new();

    public HtmlPage Heading(string text) => Add($"<h2>{Safe(text)}</h2>");

    public HtmlPage Paragraph(string text) => Add($"<p>{Safe(text)}</p>");

    public HtmlPage Plots(params string[] plots) => Add($"<div>{string.Concat(plots)}</div>");

    public HtmlPage Table(string[] headers, IEnumerable<object[]> rows)
    {
        Add($"<table><tr>{string.Concat(headers.Select(static cell => $"<th>{Safe(cell)}</th>"))}</tr>");
        foreach (var row in rows)
        {
            var cells = row.Select(static (cell, i) => $"<td{(i == 0 ? "" : Side(cell))}>{Safe(Cell(cell))}</td>");
            Add($"<tr>{string.Concat(cells)}</tr>");
        }

        return Add("</table>");
    }

    public override string ToString() =>
        $"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{Safe(title)}</title><style>"
        + "body{font:14px sans-serif;max-width:1300px;margin:2em auto;color:#222}svg text{font-size:11px}"
        + "table{border-collapse:collapse}td,th{padding:2px 10px;border-bottom:1px solid #ddd;text-align:right}"
        + "td:first-child,th:first-child,td.w{text-align:left}</style></head>"
        + $"<body><h1>{Safe(title)}</h1>\n{_body}</body></html>\n";

    private HtmlPage Add(string html)
    {
        _body.AppendLine(html);
        return this;
    }

    /// <summary>Words stand on the left, figures on the right.</summary>
    private static string Side(object cell) =>
        cell is string text && text.Contains(' ', StringComparison.Ordinal) ? " class='w'" : "";

    private static string Cell(object cell) => cell switch
    {
        double number => (number + 0.0).ToString("0.####", CultureInfo.InvariantCulture),
        int number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
