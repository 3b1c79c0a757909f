namespace OrleansRisk.Cli;

/// <summary>The right word for one that was mistyped.</summary>
internal static class Nearest
{
    /// <summary>The one that a slip of the hand may have turned into <paramref name="word"/>; null if none.</summary>
    /// <remarks>
    /// One letter may be wrong, missing, too many or swapped in a word of four letters, two in one of eight, three in
    /// one of twelve. Shorter words are never guessed at: any two of them are near to each other.
    /// </remarks>
    public static string? Of(string word, IEnumerable<string> right) => right
        .Select(each => (Word: each, Slips: Slips(word.ToUpperInvariant(), each.ToUpperInvariant())))
        .Where(each => each.Slips <= Math.Min(word.Length, each.Word.Length) / 4)
        .OrderBy(each => each.Slips)
        .Select(each => each.Word)
        .FirstOrDefault();

    /// <summary>Letters to insert, remove, replace or swap (optimal string alignment).</summary>
    private static int Slips(string a, string b)
    {
        var slips = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                slips[i, j] = i == 0 ? j : j == 0 ? i : Math.Min(
                    Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1,
                    slips[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
                }
            }
        }

        return slips[a.Length, b.Length];
    }
}
