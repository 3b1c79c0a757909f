using System.Globalization;
using System.Text;

namespace OrleansRisk.Training.Reports;

/// <summary>
/// A square plot of lines and dots, both axes from 0 to their greatest value, or by powers of ten up to it.
/// </summary>
internal static class SvgPlot
{
    private const int Size = 320;
    private const int Margin = 48;
    private const int Whole = Size + (2 * Margin);
    private const int Middle = Margin + (Size / 2);
    private const int Ticks = 4;

    public static string Of(
        string title, string across, string up, IReadOnlyList<(double X, double Y)> points, bool dots = false,
        bool diagonal = false, bool logarithmic = false)
    {
        var greatest = dots && points.Count > 0 ? Math.Max(1e-9, points.Max(static p => Math.Max(p.X, p.Y))) : 1;
        var decades = logarithmic ? Decades(points, greatest) : 0;
        double Share(double value) => logarithmic
            ? Math.Clamp(1 + (Math.Log10(Math.Max(value, 1e-12) / greatest) / decades), 0, 1)
            : value / greatest;
        var plot = new StringBuilder();
        Say(plot, $"<svg width='{Whole}' height='{Whole}' role='img' aria-label='{title}'>");
        Say(plot, $"<rect x='{Margin}' y='{Margin}' width='{Size}' height='{Size}' fill='none' stroke='#888'/>");
        Say(plot, $"<text x='{Margin}' y='24' font-weight='bold'>{title}</text>");
        Say(plot, $"<text x='{Middle}' y='{Whole - 4}' text-anchor='middle'>{across}</text>");
        Say(plot, $"<text transform='translate(11 {Middle}) rotate(-90)' text-anchor='middle'>{up}</text>");
        for (var tick = 0; tick <= Ticks; tick++)
        {
            var share = tick / (double)Ticks;
            var at = logarithmic ? greatest * Math.Pow(10, decades * (share - 1)) : greatest * share;
            var value = at.ToString(logarithmic ? "0.###" : "0.##", CultureInfo.InvariantCulture);
            Say(plot, $"<text x='{Across(share):0}' y='{Size + Margin + 15}' text-anchor='middle'>{value}</text>");
            Say(plot, $"<text x='{Margin - 4}' y='{Up(share) + 4:0}' text-anchor='end'>{value}</text>");
        }

        if (diagonal)
        {
            Say(plot, $"<line x1='{Margin}' y1='{Size + Margin}' x2='{Size + Margin}' y2='{Margin}' stroke='#bbb'/>");
        }

        var places = points.Select(p => (X: Across(Share(p.X)), Y: Up(Share(p.Y)))).ToList();
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

    /// <summary>Powers of ten from the least to the greatest value.</summary>
    private static double Decades(IReadOnlyList<(double X, double Y)> points, double greatest) => points.Count == 0 ? 1
        : Math.Max(1, Math.Log10(greatest / points.Min(static p => Math.Max(1e-6, Math.Min(p.X, p.Y)))));

    private static double Across(double share) => Margin + (Size * share);

    private static double Up(double share) => Margin + (Size * (1 - share));

    private static void Say(StringBuilder plot, FormattableString text) => plot.AppendLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
