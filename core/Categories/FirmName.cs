namespace OrleansRisk.Core.Categories;

/// <summary>
/// Whether a name is that of a firm: it carries the form of a company or the word for a trade. A firm that lends,
/// insures or collects is none here, for what it pays in is no pay. From scoring version 4.
/// </summary>
internal static class FirmName
{
    private const int WordMax = 24;

    public static bool Is(string? name)
    {
        Span<char> word = stackalloc char[WordMax];
        var (length, firm) = (0, false);
        var letters = name.AsSpan();
        for (var i = 0; i <= letters.Length; i++)
        {
            var letter = i < letters.Length ? char.ToLowerInvariant(letters[i]) : ' ';
            if (char.IsLetterOrDigit(letter))
            {
                if (length < WordMax)
                {
                    word[length] = letter;
                }

                length++;
                continue;
            }

            ReadOnlySpan<char> read = word[..Math.Min(length, WordMax)];
            if (length <= WordMax && HandlesMoney(read))
            {
                return false;
            }

            firm |= length <= WordMax && (IsForm(read) || IsTrade(read));
            length = 0;
        }

        return firm;
    }

    private static bool IsForm(ReadOnlySpan<char> word) => word is "sdn" or "bhd" or "berhad" or "plt" or "ltd"
        or "limited" or "plc" or "llp" or "llc" or "inc" or "corp" or "corporation" or "company" or "gmbh" or "ag"
        or "kg" or "ohg" or "mbh" or "ug" or "se" or "pte" or "pty" or "sarl" or "srl" or "spa" or "bv" or "nv"
        or "enterprise" or "enterprises" or "perusahaan";

    private static bool IsTrade(ReadOnlySpan<char> word) => word is "trading" or "services" or "holdings"
        or "industries" or "solutions" or "consulting" or "consultants" or "konsultan" or "engineering" or "resources"
        or "partners" or "studio" or "agency" or "agentur" or "logistics" or "logistik" or "technologies" or "systems"
        or "construction" or "manufacturing" or "catering" or "printing" or "media" or "verlag" or "technik"
        or "handel";

    /// <summary>Loans, insurance, shares, bets: money of it is none for work.</summary>
    private static bool HandlesMoney(ReadOnlySpan<char> word) => Holds(word, "credit") || Holds(word, "kredit")
        || Holds(word, "bank") || Holds(word, "finan") || Holds(word, "versicherung") || Holds(word, "invest")
        || word is "capital" or "money" or "cash" or "loan" or "loans" or "lending" or "leasing" or "insurance"
            or "assurance" or "takaful" or "securities" or "asset" or "dana" or "tunai" or "pinjaman" or "casino"
            or "betting" or "games" or "gaming" or "collections" or "recoveries" or "inkasso";

    /// <summary>Some languages build one word of several.</summary>
    private static bool Holds(ReadOnlySpan<char> word, ReadOnlySpan<char> part) =>
        word.Contains(part, StringComparison.Ordinal);
}
