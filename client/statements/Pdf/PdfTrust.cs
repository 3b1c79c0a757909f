using System.Globalization;
using System.Text.RegularExpressions;
using OrleansRisk.Statements.Reading;
using OrleansRisk.Statements.Results;

namespace OrleansRisk.Statements.Pdf;

/// <summary>What a PDF shows of having been changed: a few amounts in another font, and a second saving.</summary>
internal static partial class PdfTrust
{
    /// <summary>So many amounts show what the usual font is; more than this share in another is style.</summary>
    private const int AmountsLeast = 6;
    private const double ShareMost = 0.25;

    public static void Look(ReadOnlyMemory<byte> bytes, List<PdfLine> lines, StatementBuilder file)
    {
        Fonts(lines, file);
        Savings(bytes.Span, file);
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
