using System.Globalization;
using System.Text;
using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Officers.People;

namespace OrleansRisk.Samples.Officers.Writing;

/// <summary>
/// Raw texts: <c>{n4}</c> four digits anew for each row, <c>{ref}</c> a reference that stays with the script's row,
/// <c>{d}</c> the day as 12MAR, <c>{md}</c> as 03/12.
/// </summary>
internal static class Texts
{
    private static readonly string[] Months =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public static string Raw(Country country, ScriptRow row, string party, DateOnly day, string reference, Seeded draws)
    {
        var key = $"{Kinds.Channel(row.Category)}-{(row.Amount.Credit ? "in" : "out")}";
        var around = country.Wrap.GetValueOrDefault(row.Category) ?? country.Wrap.GetValueOrDefault(key) ?? "{t}";
        return Fill(around.Replace("{t}", party, StringComparison.Ordinal), day, reference, draws);
    }

    /// <summary>A name as the same party keeps it: without numbers, dates and references.</summary>
    public static string Party(string text)
    {
        var name = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '{')
            {
                i = text.IndexOf('}', i);
            }
            else
            {
                name.Append(text[i]);
            }
        }

        return string.Join(' ', name.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static string Reference(Seeded draws)
    {
        const string signs = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789";
        return string.Concat(Enumerable.Range(0, 9).Select(_ => signs[draws.Below(signs.Length)]));
    }

    public static string Fill(string text, DateOnly day, string reference, Seeded draws)
    {
        var filled = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '{')
            {
                filled.Append(text[i]);
                continue;
            }

            var end = text.IndexOf('}', i);
            filled.Append(Macro(text[(i + 1)..end], day, reference, draws));
            i = end;
        }

        return filled.ToString();
    }

    private static string Macro(string name, DateOnly day, string reference, Seeded draws) => name switch
    {
        "ref" => reference,
        "d" => $"{day.Day:D2}{Months[day.Month - 1]}",
        "m" => Months[day.Month - 1],
        "md" => $"{day.Month:D2}/{day.Day:D2}",
        _ when name[0] == 'n' => Digits(int.Parse(name[1..], CultureInfo.InvariantCulture), draws),
        _ => throw new InvalidDataException($"No such macro: {{{name}}}"),
    };

    private static string Digits(int count, Seeded draws) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + draws.Below(10))));
}
