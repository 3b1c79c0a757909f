using System.Globalization;
using System.Text;

namespace OrleansRisk.Statements.Texts;

/// <summary>Texts of a row as they are kept: one line, single spaces, cut between characters.</summary>
internal static class RowText
{
    /// <summary>Null if nothing is left; <paramref name="cut"/> if the text was longer than is kept.</summary>
    public static string? Of(string? text, out bool cut)
    {
        cut = false;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = new StringBuilder(Math.Min(text.Length, Limits.TextLettersMax));
        foreach (var letter in text)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                if (kept.Length > 0 && kept[^1] != ' ')
                {
                    kept.Append(' ');
                }
            }
            else
            {
                kept.Append(letter);
            }

            if (kept.Length > 2 * Limits.TextLettersMax)
            {
                break;
            }
        }

        var line = kept.ToString().TrimEnd();
        if (line.Length > Limits.TextLettersMax)
        {
            cut = true;
            line = Cut(line);
        }

        return line.Length > 0 ? line : null;
    }

    // A person counts an accent or a family of emoji as one character, so none is cut in two.
    private static string Cut(string line)
    {
        var end = 0;
        while (true)
        {
            var next = end + StringInfo.GetNextTextElementLength(line, end);
            if (next > Limits.TextLettersMax)
            {
                return line[..end].TrimEnd();
            }

            end = next;
        }
    }
}
