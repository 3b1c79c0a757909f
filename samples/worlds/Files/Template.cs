using System.Globalization;
using System.Text;

namespace OrleansRisk.Samples.Worlds.Files;

/// <summary>What a template's fields are filled with.</summary>
internal readonly record struct Printed(
    string Name, string Memo, string Town, string Country, DateTime At, string Month, uint Reference, uint Terminal,
    ulong Noise);

/// <summary>A printed text with fields in braces; a field may be cut to a width: <c>{NAME:18}</c>.</summary>
internal sealed class Template
{
    private readonly List<(string Text, bool Field, int Width)> _parts = [];

    public Template(string text)
    {
        while (text.Length > 0)
        {
            var open = text.IndexOf('{', StringComparison.Ordinal);
            if (open != 0)
            {
                var literal = open < 0 ? text : text[..open];
                _parts.Add((literal, false, 0));
                text = text[literal.Length..];
                continue;
            }

            var close = text.IndexOf('}', StringComparison.Ordinal);
            var field = text[1..close].Split(':');
            var width = field.Length > 1 ? int.Parse(field[1], CultureInfo.InvariantCulture) : int.MaxValue;
            _parts.Add((field[0], true, width));
            text = text[(close + 1)..];
        }
    }

    public string Fill(in Printed printed)
    {
        var text = new StringBuilder();
        foreach (var (part, field, width) in _parts)
        {
            var value = field ? Value(part, printed) : part;
            text.Append(field ? value.AsSpan(0, Math.Min(width, value.Length)).TrimEnd() : value);
        }

        // A missing memo leaves no gap.
        return text.Replace("  ", " ").ToString().Trim();
    }

    private static string Value(string field, in Printed printed) => field switch
    {
        "name" => printed.Name,
        "NAME" => printed.Name.ToUpperInvariant(),
        "memo" => printed.Memo,
        "MEMO" => printed.Memo.ToUpperInvariant(),
        "town" => printed.Town,
        "TOWN" => printed.Town.ToUpperInvariant(),
        "CC" => printed.Country,
        "ref" => Digits(printed.Reference, 8),
        "term4" => Digits(printed.Terminal, 4),
        "n4" => Digits(printed.Noise, 4),
        "n6" => Digits(printed.Noise / 7, 6),
        "n8" => Digits(printed.Noise / 11, 8),
        "MMM" => printed.Month.ToUpperInvariant(),
        "ddMMM" => printed.At.ToString("dd", CultureInfo.InvariantCulture) + printed.Month.ToUpperInvariant(),
        "dd" or "MM" or "yy" or "yyyy" or "dd/MM" => printed.At.ToString(field, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"A text has the field {{{field}}}, which is not known."),
    };

    private static string Digits(ulong number, int count)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');
        return digits[^count..];
    }
}
