using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Categories;

/// <summary>
/// What a lender's own category says: a name of the catalogue, or words. Every word that says something to
/// <see cref="Words"/> goes on doing so, apart from those that only say how money moved; where several do, the greater
/// one counts, and belief before all but money that came back. From scoring version 3.
/// </summary>
internal static class StatedCategories
{
    public static Category Read(ushort scoringVersion, string? text, Direction direction)
    {
        if (text is null)
        {
            return Category.Uncategorised;
        }

        if (CategoryCatalogue.Find(text) is { } named && CategoryCatalogue.Knows(scoringVersion, named))
        {
            return named;
        }

        Span<char> lower = stackalloc char[Limits.WordsRead];
        var (best, length) = (default(Ranked), 0);
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, Limits.WordsRead)))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                lower[length++] = char.ToLowerInvariant(letter);
                continue;
            }

            best = best.Or(Ranked.Of(lower[..length], direction));
            length = 0;
        }

        return best.Or(Ranked.Of(lower[..length], direction)).Category;
    }

    /// <summary>A category, and how much it counts beside others in the same text.</summary>
    private readonly record struct Ranked(Category Category, int Rank)
    {
        private const int BeforeRefunds = (int)Word.OwnTransfer;

        public static Ranked Of(ReadOnlySpan<char> word, Direction direction)
        {
            if (word.IsEmpty)
            {
                return default;
            }

            var meaning = Words.TransactionClassification(word);
            var category = CategoryWords.Read(word);
            category = category != Category.Uncategorised ? category : Coarse(meaning);
            return category == Category.Uncategorised ? default
                : new(Directed(category, meaning, direction),
                    category is Category.Religious or Category.Membership ? BeforeRefunds : (int)meaning);
        }

        public Ranked Or(in Ranked other) =>
            Category == Category.Uncategorised || (other.Category != Category.Uncategorised && other.Rank > Rank)
                ? other
                : this;

        /// <summary>Of a word that has no category of its own.</summary>
        private static Category Coarse(Word word) => word switch
        {
            Word.Essential => Category.Groceries,
            Word.Fees => Category.Fees,
            Word.Income => Category.Salary,
            Word.Debt => Category.LoanPayment,
            Word.OwnTransfer => Category.OwnTransfer,
            Word.Refund => Category.Refund,
            Word.Returned => Category.Returned,
            _ => Category.Uncategorised,
        };

        /// <summary>Money of a lender that comes in is borrowed.</summary>
        private static Category Directed(Category category, Word word, Direction direction) =>
            word == Word.Debt && direction == Direction.Credit ? Category.LoanDisbursement : category;
    }
}
