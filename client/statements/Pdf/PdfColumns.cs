using OrleansRisk.Statements.Columns;

namespace OrleansRisk.Statements.Pdf;

/// <summary>Where the columns of a table stand, from the line or lines that name them.</summary>
internal sealed class PdfColumns
{
    /// <summary>Words of one name of a column are nearer than this, points.</summary>
    private const double SameName = 6.5;

    private static readonly ColumnRole[] Money =
        [ColumnRole.Amount, ColumnRole.Debit, ColumnRole.Credit, ColumnRole.Balance];

    private readonly List<(ColumnRole? Role, PdfWord Name)> _columns;

    private PdfColumns(List<(ColumnRole? Role, PdfWord Name)> columns)
    {
        _columns = columns;
        // Texts begin with the text's column or what stands left of it, and end before the first amount.
        DayLeft = _columns.First(static column => column.Role is ColumnRole.Day or ColumnRole.ValueDay).Name.Left;
        var text = _columns.FindIndex(static column => column.Role == ColumnRole.Text);
        TextLeft = text >= 0 ? _columns[text].Name.Left : DayLeft + 20;
        MoneyLeft = _columns.Where(static column => IsMoney(column.Role)).Min(static column => column.Name.Left);
    }

    public double DayLeft { get; }

    public double TextLeft { get; }

    public double MoneyLeft { get; }

    /// <summary>The currency that a name of a column states.</summary>
    public string? Currency => _columns.Select(static column => ColumnNames.CurrencyOf(column.Name.Text))
        .FirstOrDefault(static code => code is not null);

    /// <summary>The columns that begin at a line, and how many lines name them; null if none do.</summary>
    public static (PdfColumns Columns, int Lines)? At(List<PdfLine> lines, int at, PdfTemplate template)
    {
        var names = new List<PdfWord>();
        for (var count = 1; count <= 3 && at + count <= lines.Count; count++)
        {
            var line = lines[at + count - 1];
            if (count > 1 && (line.Page != lines[at].Page || lines[at + count - 2].Height - line.Height > 22))
            {
                break;
            }

            names = Below(names, Names(line));
            if (Known(names, template) is { } columns)
            {
                return (columns, count);
            }
        }

        return null;
    }

    public bool Has(ColumnRole role) => _columns.Exists(column => column.Role == role);

    /// <summary>The column that an amount belongs to: the one whose name is nearest above it.</summary>
    public ColumnRole? Of(PdfWord amount)
    {
        var best = _columns.MinBy(column => Distance(column.Name, amount));
        return Distance(best.Name, amount) < 60 ? best.Role : null;
    }

    public static bool IsMoney(ColumnRole? role) => role is { } known && Array.IndexOf(Money, known) >= 0;

    private static double Distance(PdfWord name, PdfWord amount) =>
        Math.Min(Math.Abs(name.Right - amount.Right), Math.Abs(name.Middle - amount.Middle));

    private static PdfColumns? Known(List<PdfWord> names, PdfTemplate template)
    {
        var columns = names.Select(name => (Role: template.RoleOf(name.Text), Name: name)).ToList();
        bool Has(ColumnRole role) => columns.Exists(column => column.Role == role);
        return (Has(ColumnRole.Day) || Has(ColumnRole.ValueDay))
            && (Has(ColumnRole.Amount) || (Has(ColumnRole.Debit) && Has(ColumnRole.Credit)))
            && columns.Count(static column => IsMoney(column.Role)) + (Has(ColumnRole.Text) ? 1 : 0) > 1
                ? new PdfColumns(columns) : null;
    }

    // Words with small gaps between them are one name.
    private static List<PdfWord> Names(PdfLine line)
    {
        var names = new List<PdfWord>();
        foreach (var word in line.Words)
        {
            if (names.Count > 0 && word.Left - names[^1].Right < SameName)
            {
                names[^1] = new PdfWord($"{names[^1].Text} {word.Text}", names[^1].Left, word.Right);
            }
            else
            {
                names.Add(word);
            }
        }

        return names;
    }

    // A name that goes on in the next line stands below its beginning.
    private static List<PdfWord> Below(List<PdfWord> above, List<PdfWord> names)
    {
        var merged = new List<PdfWord>(above);
        foreach (var name in names)
        {
            var at = merged.FindIndex(each => each.Left < name.Right && name.Left < each.Right);
            if (at < 0)
            {
                merged.Add(name);
            }
            else
            {
                merged[at] = new PdfWord($"{merged[at].Text} {name.Text}", Math.Min(merged[at].Left, name.Left),
                    Math.Max(merged[at].Right, name.Right));
            }
        }

        return [.. merged.OrderBy(static name => name.Left)];
    }
}
