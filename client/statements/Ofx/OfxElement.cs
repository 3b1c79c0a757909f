using System.Net;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Ofx;

/// <summary>An aggregate of OFX: named values, and aggregates inside it.</summary>
internal sealed class OfxElement(string name, int line)
{
    private static readonly HashSet<string> Aggregates = new(StringComparer.Ordinal)
    {
        "OFX", "SONRS", "FI", "STMTTRNRS", "STMTRS", "CCSTMTTRNRS", "CCSTMTRS", "INVSTMTTRNRS", "INVSTMTRS",
        "BANKACCTFROM", "CCACCTFROM", "INVACCTFROM", "BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST", "INVBANKTRAN",
        "STMTTRN", "STMTTRNP", "LEDGERBAL", "AVAILBAL", "BANKACCTTO", "CCACCTTO", "PAYEE", "CURRENCY", "ORIGCURRENCY",
        "BALLIST", "BAL", "STATUS", "INVBAL",
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<OfxElement> _inside = [];

    public string Name { get; } = name;

    public Place Place => Place.AtLine(line);

    public IReadOnlyList<OfxElement> Inside => _inside;

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public OfxElement? Find(string name) => _inside.Find(each => each.Name == name);

    /// <summary>
    /// Reads tags with or without their closing ones: OFX 1 leaves those of values out. Only aggregates that are known
    /// hold others, so an empty value holds nothing. <paramref name="see"/> gets each aggregate when it closes.
    /// </summary>
    public static void Read(string text, int start, Action<OfxElement, IReadOnlyList<OfxElement>> see)
    {
        var open = new List<OfxElement>();
        var line = 1 + text.AsSpan(0, start).Count('\n');
        for (var at = start; at < text.Length;)
        {
            var end = text.IndexOf('>', at);
            if (text[at] != '<' || end < 0)
            {
                throw RefusedException.File(end < 0 ? RefusalCodes.Truncated : RefusalCodes.Malformed,
                    Place.AtLine(line), "There is text outside a tag, or a tag does not end.");
            }

            var tag = text[(at + 1)..end].Trim().ToUpperInvariant();
            var next = text.IndexOf('<', end);
            next = next < 0 ? text.Length : next;
            if (tag.StartsWith('/'))
            {
                Close(open, tag[1..].Trim(), see);
            }
            else
            {
                Open(open, tag, text[(end + 1)..next], line);
            }

            line += text.AsSpan(at, next - at).Count('\n');
            at = next;
        }
    }

    private static void Open(List<OfxElement> open, string tag, string value, int line)
    {
        if (Aggregates.Contains(tag))
        {
            if (open.Count == Limits.DepthMax)
            {
                throw RefusedException.File(RefusalCodes.TooDeep, Place.AtLine(line));
            }

            var made = new OfxElement(tag, line);
            if (open.Count > 0 && open[^1]._inside.Count < Limits.ElementsOfEntryMax && !IsStreamed(tag))
            {
                open[^1]._inside.Add(made);
            }

            open.Add(made);
        }
        else if (open.Count > 0 && value.Trim() is { Length: > 0 } text)
        {
            open[^1]._values.TryAdd(tag, WebUtility.HtmlDecode(text.Split('\n')[0].Trim()));
        }
    }

    // Rows are handed on when they close, and are not kept.
    private static bool IsStreamed(string tag) => tag is "STMTTRN" or "STMTTRNP";

    private static void Close(
        List<OfxElement> open, string tag, Action<OfxElement, IReadOnlyList<OfxElement>> see)
    {
        var at = open.FindLastIndex(each => each.Name == tag);
        while (at >= 0 && open.Count > at)
        {
            var closed = open[^1];
            open.RemoveAt(open.Count - 1);
            see(closed, open);
        }
    }
}
