using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Pdf;

/// <summary>
/// What a PDF shows of having been changed: amounts or pages in another font, a second saving, a second program.
/// </summary>
internal static partial class PdfTrust
{
    /// <summary>So many amounts show what the usual font is; more than this share in another is style.</summary>
    private const int AmountsLeast = 6;
    private const double ShareMost = 0.25;

    /// <summary>So many amounts of a page show its font.</summary>
    private const int PageAmountsLeast = 3;

    private const int ProducerBytesMost = 256, ProducersNamed = 4;

    public static void Look(ReadOnlyMemory<byte> bytes, List<PdfLine> lines, StatementBuilder file)
    {
        Fonts(lines, file);
        Savings(bytes.Span, file);
        Producers(bytes.Span, file);
    }

    [GeneratedRegex(@"^[-+(]?(?:RM)?[0-9.,]*[.,][0-9]{2}[-+)]?$", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();

    // Bold totals are of the same family; a subset's name has six letters and a plus in front.
    private static string Family(string font)
    {
        var name = font.Length > 7 && font[6] == '+' ? font[7..] : font;
        var end = name.IndexOfAny(['-', ',']);
        return end > 0 ? name[..end] : name;
    }

    private static void Fonts(List<PdfLine> lines, StatementBuilder file)
    {
        var amounts = lines.SelectMany(static line => line.Words.Where(
                static word => word.Font is { Length: > 0 } && Amount().IsMatch(word.Text))
            .Select(word => (Family: Family(word.Font!), line.Place))).ToList();
        var others = Pages(amounts, file);
        amounts.RemoveAll(amount => others.Contains(amount.Place.Page!.Value));
        var families = amounts.GroupBy(static amount => amount.Family)
            .OrderByDescending(static family => family.Count()).ToList();
        if (amounts.Count < AmountsLeast || families.Count < 2)
        {
            return;
        }

        foreach (var family in families.Skip(1).Where(family => family.Count() <= ShareMost * amounts.Count))
        {
            file.Find(FindingCodes.FontsDiffer, null, family.First().Place, string.Create(
                CultureInfo.InvariantCulture,
                $"{family.Count()} of {amounts.Count} amounts are in {family.Key}; most are in {families[0].Key}."));
        }
    }

    /// <summary>Pages none of whose amounts is in the font of most pages: they may be of another statement.</summary>
    private static HashSet<int> Pages(List<(string Family, Place Place)> amounts, StatementBuilder file)
    {
        var pages = amounts.GroupBy(static amount => amount.Place.Page!.Value)
            .Where(static page => page.Count() >= PageAmountsLeast).ToList();
        var usual = pages.SelectMany(static page => page.Select(static amount => amount.Family).Distinct())
            .CountBy(static family => family).OrderByDescending(static family => family.Value).FirstOrDefault().Key;
        var others = pages.Where(page => page.All(amount => amount.Family != usual)).ToList();
        foreach (var page in others)
        {
            file.Find(FindingCodes.PagesDiffer, null, page.First().Place, string.Create(
                CultureInfo.InvariantCulture,
                $"The amounts of page {page.Key} are in {page.First().Family}; those of other pages are in {usual}."));
        }

        return [.. others.Select(static page => page.Key)];
    }

    // Each saving may name the program that made it, in the document's facts and beside them.
    private static void Producers(ReadOnlySpan<byte> bytes, StatementBuilder file)
    {
        var names = new List<string>();
        foreach (var start in new[] { "/Producer", "<pdf:Producer>" })
        {
            var at = 0;
            while (bytes[at..].IndexOf(Encoding.ASCII.GetBytes(start)) is >= 0 and var next)
            {
                at += next + start.Length;
                if (Producer(bytes.Slice(at, Math.Min(ProducerBytesMost, bytes.Length - at))) is { } name
                    && !names.Exists(known => Letters(known).SequenceEqual(Letters(name))))
                {
                    names.Add(name);
                }
            }
        }

        if (names.Count > 1)
        {
            file.Find(FindingCodes.ProducersDiffer, null, Place.File,
                $"Several programs made it: {string.Join(", then ", names.Take(ProducersNamed))}.");
        }
    }

    // "(Skia/PDF)" or "Skia/PDF</pdf:Producer>"; other spellings, such as hexadecimal, are compared with none.
    private static string? Producer(ReadOnlySpan<byte> after)
    {
        var text = Encoding.Latin1.GetString(after).TrimStart();
        var end = text.StartsWith('(') ? Closing(text) : text.IndexOf("</pdf:Producer>", StringComparison.Ordinal);
        var name = end <= 0 ? "" : text[(text[0] == '(' ? 1 : 0)..end].Replace("\\", "", StringComparison.Ordinal);
        return name.Length > 0 && name.All(static letter => letter is >= ' ' and <= '~') ? name : null;
    }

    private static int Closing(string text)
    {
        for (int i = 0, depth = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i;
            }
        }

        return -1;
    }

    private static IEnumerable<char> Letters(string name) => name.Where(char.IsAsciiLetterOrDigit);

    // A file that was made for the web ends twice as it is.
    private static void Savings(ReadOnlySpan<byte> bytes, StatementBuilder file)
    {
        var ends = bytes.Count("%%EOF"u8);
        var usual = bytes[..Math.Min(bytes.Length, 1_024)].IndexOf("/Linearized"u8) >= 0 ? 2 : 1;
        if (ends > usual)
        {
            file.Find(FindingCodes.SavedAgain, null, Place.File, string.Create(
                CultureInfo.InvariantCulture, $"The file was changed {ends - usual} times after it was made."));
        }
    }
}
