using System.Globalization;
using System.Text;

namespace OrleansRisk.Training.Reports;

/// <summary>A square plot of lines and dots, both axes from 0 to their greatest value.</summary>
internal static class SvgPlot
{
    private const int Size = 320;
    private const int Margin = 40;
    private const int Whole = Size + (2 * Margin);
    private const int Middle = Margin + (Size / 2);
    private const int Ticks = 4;

    public static string Of(
        string title, string across, string up, IReadOnlyList<(double X, double Y)> points, bool dots = false,
        bool diagonal = false)
    {
        var greatest = dots ? Math.Max(1e-9, points.Max(static p => Math.Max(p.X, p.Y))) : 1;
        var plot = new StringBuilder();
        Say(plot, $"<svg width='{Whole}' height='{Whole}' role='img' aria-label='{title}'>");
        Say(plot, $"<rect x='{Margin}' y='{Margin}' width='{Size}' height='{Size}' fill='none' stroke='#888'/>");
        Say(plot, $"<text x='{Margin}' y='24' font-weight='bold'>{title}</text>");
        Say(plot, $"<text x='{Middle}' y='{Whole - 4}' text-anchor='middle'>{across}</text>");
        Say(plot, $"<text transform='translate(11 {Middle}) rotate(-90)' text-anchor='middle'>{up}</text>");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var (value, share) = (greatest * tick / Ticks, tick / (double)Ticks);
            Say(plot, $"<text x='{Across(share):0}' y='{Size + Margin + 15}' text-anchor='middle'>{value:0.##}</text>");
            Say(plot, $"<text x='{Margin - 4}' y='{Up(share) + 4:0}' text-anchor='end'>{value:0.##}</text>");
        }

        if (diagonal)
        {
            Say(plot, $"<line x1='{Margin}' y1='{Size + Margin}' x2='{Size + Margin}' y2='{Margin}' stroke='#bbb'/>");
        }

        var places = points.Select(p => (X: Across(p.X / greatest), Y: Up(p.Y / greatest))).ToList();
        if (dots)
        {
            places.ForEach(p => Say(plot, $"<circle cx='{p.X:0.0}' cy='{p.Y:0.0}' r='4' fill='#1668a8'/>"));
        }
        else
        {
            var line = string.Join(' ', places.Select(static p => Text($"{p.X:0.0},{p.Y:0.0}")));
            Say(plot, $"<polyline points='{line}' fill='none' stroke='#1668a8' stroke-width='2'/>");
        }

        return plot.Append("</svg>").ToString();
    }

    private static double Across(double share) => Margin + (Size * share);

    private static double Up(double share) => Margin + (Size * (1 - share));

    private static void Say(StringBuilder plot, FormattableString text) => plot.AppendLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
