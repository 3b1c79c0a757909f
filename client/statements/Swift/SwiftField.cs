using System.Text.RegularExpressions;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Swift;

/// <summary>One field of a SWIFT message: <c>:61:</c> and all lines up to the next field.</summary>
internal sealed partial record SwiftField(string Tag, IReadOnlyList<string> Lines, int Line)
{
    public Place Place => Place.AtLine(Line);

    public string First => Lines[0];

    /// <summary>The fields of all messages of a file, without the envelopes around them.</summary>
    public static IEnumerable<SwiftField> Read(string text)
    {
        SwiftField? open = null;
        var lines = new List<string>();
        foreach (var (line, number) in TextLines.Of(text))
        {
            var match = Beginning().Match(line);
            if (match.Success)
            {
                if (open is not null)
                {
                    yield return open;
                }

                lines = [Ended(line[match.Length..])];
                open = new SwiftField(match.Groups[1].Value, lines, number);
            }
            else if (open is not null && IsEnd(line))
            {
                yield return open;
                open = null;
            }
            else if (open is not null && lines.Count < LinesMax)
            {
                lines.Add(Ended(line));
            }
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private const int LinesMax = 200;

    // Behind an envelope's "{4:" the first field may stand on the same line.
    [GeneratedRegex(@"^(?:\{1:[^\n]*\{4:)?\s?:([0-9]{2}[A-Z]?):", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    private static bool IsEnd(string line) => line.Trim() is "-" or "-}" or "\u0003"
        || line.StartsWith("-}", StringComparison.Ordinal) || line.StartsWith("{1:", StringComparison.Ordinal)
        || line.StartsWith("-\u0003", StringComparison.Ordinal);

    private static string Ended(string line) => line.TrimEnd('\u0003', '\u001a');
}
