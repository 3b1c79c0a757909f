using System.Text.RegularExpressions;
using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Bai;

/// <summary>One record of a BAI2 file with the lines (88) that go on with it.</summary>
internal sealed partial record BaiRecord(string Code, List<string> Fields, int Line)
{
    public Place Place => Place.AtLine(Line);

    public string Field(int at) => at < Fields.Count ? Fields[at].Trim() : "";

    /// <summary>Whether a file that begins with a record has a second one, of a group.</summary>
    public static bool IsGroupIn(string text) => Group().IsMatch(text.AsSpan(0, Math.Min(text.Length, 1_024)));

    [GeneratedRegex(@"(?:^|/ +)02,", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Group();

    // Where a bank joins lines, the slash ends a record all the same.
    [GeneratedRegex("(?<=/) +(?=(?:02|03|16|49|88|98|99),)", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex("^ *[0-9]{2}[,:]", RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    /// <summary>Its last line ends with a slash.</summary>
    private bool IsEnded { get; set; }

    /// <summary>It ends with words.</summary>
    private bool IsText => Code == "16" && Fields.Count > 0;

    // A text that is longer than a bank's lines goes on in the next, without a code.
    private void GoOn(string line)
    {
        IsEnded = line.EndsWith('/');
        Fields[^1] = $"{Fields[^1].TrimEnd()} {(IsEnded ? line[..^1] : line).Trim()}";
        if (Fields[^1].Length > TextMax)
        {
            throw RefusedException.File(RefusalCodes.TooLarge, Place);
        }
    }

    public static IEnumerable<BaiRecord> Read(string text)
    {
        BaiRecord? open = null;
        foreach (var (line, number) in TextLines.Of(text).SelectMany(static each =>
            Ends().Split(each.Text).Select(part => (part, each.Number))))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            // Some banks write a colon behind the code of a line that goes on.
            var cut = line.TrimEnd();
            if (open is { IsText: true, IsEnded: false } && !Begins().IsMatch(cut))
            {
                open.GoOn(cut);
                continue;
            }

            cut = cut.StartsWith("88:", StringComparison.Ordinal) ? "88," + cut[3..] : cut;
            var fields = (cut.EndsWith('/') ? cut[..^1] : cut).Split(',').ToList();
            var code = fields[0].Trim();
            fields.RemoveAt(0);
            if (code == "88" && open is not null)
            {
                open.Fields.AddRange(fields);
                open.IsEnded = cut.EndsWith('/');
                if (open.Fields.Count > FieldsMax)
                {
                    throw RefusedException.File(RefusalCodes.TooLarge, Place.AtLine(number));
                }

                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = new BaiRecord(code, fields, number) { IsEnded = cut.EndsWith('/') };
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private const int FieldsMax = 10_000, TextMax = 100_000;
}
