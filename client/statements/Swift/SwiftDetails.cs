using System.Text.RegularExpressions;
using OrleansRisk.Statements.Reading;

namespace OrleansRisk.Statements.Swift;

/// <summary>
/// What <c>:86:</c> tells of a row, in the three dialects that there are: numbered parts (<c>166?00…?20…</c>), named
/// parts (<c>/NAME/…/REMI/…</c>) and free text.
/// </summary>
internal static partial class SwiftDetails
{
    private static readonly string[] Names =
    [
        "TRTP", "RTYP", "IBAN", "BIC", "NAME", "REMI", "EREF", "MARF", "CSID", "ISDT", "BENM", "ORDP", "PURP", "SVCL",
        "CNTP", "TRCD", "EREF", "PREF", "ID", "ADDR", "CREF", "ULTB", "ULTC", "ULTD", "RTRN", "ACCW", "NRTX", "PY",
        "CDTRREFTP", "CDTRREF", "STRD", "USTD", "OCMT", "EXCH", "BO", "BO1", "BO2",
    ];

    public static void Add(RowDraft draft, SwiftField field)
    {
        var joined = string.Concat(field.Lines);
        if (Numbered().Match(joined) is { Success: true } head)
        {
            AddNumbered(draft, joined, head.Groups[1].Value[0]);
        }
        else if (joined.TrimStart().StartsWith('/') && Named(joined) is { Count: > 0 } parts)
        {
            AddNamed(draft, parts, joined);
        }
        else
        {
            var text = string.Join(' ', field.Lines.Select(static line => line.Trim())).Trim();
            draft.Text = text.Length > 0 ? text : draft.Text;
        }
    }

    [GeneratedRegex(@"^\s*\d{3}([?<>^~@|])\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex("/([A-Z]{2,10}[0-9]?)/", RegexOptions.CultureInvariant)]
    private static partial Regex NamedPart();

    [GeneratedRegex(@"SVWZ\+", RegexOptions.CultureInvariant)]
    private static partial Regex Purpose();

    private static void AddNumbered(RowDraft draft, string joined, char mark)
    {
        var (texts, names) = (new List<string>(), new List<string>());
        foreach (var part in joined[(joined.IndexOf(mark, StringComparison.Ordinal) + 1)..].Split(mark))
        {
            if (part.Length < 2 || !int.TryParse(part[..2], out var number))
            {
                continue;
            }

            var value = part[2..];
            switch (number)
            {
                case 0 when draft.Channel is null:
                    draft.Channel = value;
                    break;
                case (>= 20 and <= 29) or (>= 60 and <= 63):
                    texts.Add(value);
                    break;
                case 31 or 38 when value.Length > 0 && (draft.CounterpartyAccount is null || number == 38):
                    draft.CounterpartyAccount = value.Trim();
                    break;
                case 32 or 33:
                    names.Add(value);
                    break;
            }
        }

        // Parts of 27 letters cut words; those that a reference begins stand apart.
        var text = string.Concat(texts).Trim();
        var purpose = Purpose().Match(text);
        draft.Text = text.Length == 0 ? draft.Channel ?? draft.Text
            : purpose.Success && purpose.Index + purpose.Length < text.Length
                ? text[(purpose.Index + purpose.Length)..].Trim() : text;
        draft.Counterparty = string.Concat(names).Trim() is { Length: > 0 } name ? name : null;
    }

    private static Dictionary<string, string> Named(string joined)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var matches = NamedPart().Matches(joined).Where(static match => Names.Contains(match.Groups[1].Value)).ToList();
        for (var i = 0; i < matches.Count; i++)
        {
            var start = matches[i].Index + matches[i].Length;
            var end = i + 1 < matches.Count ? matches[i + 1].Index : joined.Length;
            var value = end > start ? joined[start..end].Trim().Trim('/').Trim() : "";
            if (value.Length > 0)
            {
                parts.TryAdd(matches[i].Groups[1].Value, value);
            }
        }

        return parts;
    }

    private static void AddNamed(RowDraft draft, Dictionary<string, string> parts, string joined)
    {
        string? Of(string name) => parts.TryGetValue(name, out var value) ? value : null;
        if (Of("CNTP")?.Split('/') is { Length: >= 3 } other)
        {
            draft.CounterpartyAccount = other[0];
            draft.Counterparty = other[2];
        }

        draft.Counterparty ??= Of("NAME");
        draft.CounterpartyAccount ??= Of("IBAN");
        draft.Reference ??= Of("EREF") is "NOTPROVIDED" ? null : Of("EREF");
        draft.Channel ??= Of("TRTP");
        var remittance = Of("REMI") ?? Of("USTD");
        // "/REMI/USTD//text": its kind stands before the text.
        draft.Text = remittance is null ? Of("TRTP") ?? joined.Trim()
            : remittance.StartsWith("USTD//", StringComparison.Ordinal) ? remittance[6..].Trim()
            : remittance.StartsWith("STRD/", StringComparison.Ordinal) ? remittance[5..].Trim('/') : remittance;
    }
}
