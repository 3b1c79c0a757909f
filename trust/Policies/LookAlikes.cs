using System.Globalization;
using System.Text;

namespace OrleansRisk.Trust.Policies;

/// <summary>
/// Names are compared letter by letter and never folded: who has one is not who has the other. So that nobody takes one
/// for the other either, a policy that has two names which read alike is refused.
/// </summary>
internal static class LookAlikes
{
    // Cyrillic, Greek and Armenian letters that are drawn like Latin ones, and the Latin ones.
    private const string Drawn = "асеорхуіјѕһԁԛԝкмтвнոαοντρυκχιη01|i";
    private const string AsLatin = "aceopxyijshdqwkmtbhnaovtpukxlnolll";

    /// <summary>
    /// Blocks whose letters are other letters in another dress (superscripts, circled, full width, ligatures), and
    /// marks put on letters that also exist with them. The program has no tables to take them apart by.
    /// </summary>
    private static readonly (int First, int Last)[] Dressed =
    [
        (0xA0, 0xA0), (0xAA, 0xAA), (0xB2, 0xB3), (0xB9, 0xBA), (0x2B0, 0x36F), (0x1AB0, 0x1AFF), (0x1D2C, 0x1D6A),
        (0x1DC0, 0x1DFF), (0x2000, 0x218F), (0x2460, 0x24FF), (0xFB00, 0xFB4F), (0xFE00, 0xFE2F),
        (0xFF00, 0xFFEF), (0x1D400, 0x1D7FF), (0x1F100, 0x1F1FF),
    ];

    /// <summary>One text for all names that read alike. It is compared and never shown or kept.</summary>
    public static string Skeleton(string name) => string.Create(name.Length, name, static (text, name) =>
    {
        name.AsSpan().ToLowerInvariant(text);
        foreach (ref var letter in text)
        {
            var at = Drawn.IndexOf(letter, StringComparison.Ordinal);
            letter = at < 0 ? letter : AsLatin[at] == 'i' ? 'l' : AsLatin[at];
        }
    });

    /// <summary>Whether a name is one to compare at all: visible, without blanks around it, in one dress.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= PolicyLimits.NameLength && name == name.Trim()
        && name.EnumerateRunes().All(static rune => rune != Rune.ReplacementChar && IsPlain(rune));

    private static bool IsPlain(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && !Array.Exists(Dressed, block => rune.Value >= block.First && rune.Value <= block.Last);
}
