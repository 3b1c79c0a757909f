using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>
/// Rows that are in all likelihood one, though their ids differ: of two files, or of a file and the account; the same
/// day, amount and direction, and the same balance after them; where one has none, texts that are near.
/// </summary>
internal static class LikelyTwins
{
    /// <summary>Marks rows of later files that an earlier file has.</summary>
    public static void Find(IReadOnlyList<DraftRow> rows)
    {
        foreach (var alike in rows.Where(static row => row.Outcome == LoadOutcomes.Taken).GroupBy(KeyOf))
        {
            var left = alike.OrderBy(static row => row.File).ToList();
            if (left.Count < 2 || left[0].File == left[^1].File)
            {
                continue;
            }

            // Within one file equal rows are two: each is a twin of one row at most of each other file.
            var taken = new HashSet<(DraftRow, int)>();
            foreach (var row in left)
            {
                var first = left.Find(each => each.File < row.File && each.Outcome == LoadOutcomes.Taken
                    && !taken.Contains((each, row.File)) && AreNear(each.Transaction!, row.Transaction!));
                if (first is not null)
                {
                    taken.Add((first, row.File));
                    row.IsLikely(first.Transaction!.Id);
                }
            }
        }
    }

    /// <summary>Marks rows that the account has under another id; true if there are any.</summary>
    /// <param name="recorded">What the account has, with the civil day of each.</param>
    public static bool Find(
        IReadOnlyList<DraftRow> rows, IEnumerable<(Transaction Transaction, int Day)> recorded)
    {
        var ours = rows.Select(static row => (row.Transaction!.Id, row.Transaction.Status)).ToHashSet();
        var theirs = recorded.Where(each => !ours.Contains((each.Transaction.Id, each.Transaction.Status)))
            .ToLookup(static each => KeyOf(each.Transaction, each.Day), static each => each.Transaction);
        var taken = new HashSet<Transaction>(ReferenceEqualityComparer.Instance);
        var any = false;
        foreach (var row in rows.Where(static row => row.Outcome == LoadOutcomes.Taken))
        {
            var first = theirs[KeyOf(row)].FirstOrDefault(
                each => !taken.Contains(each) && AreNear(each, row.Transaction!));
            if (first is not null)
            {
                taken.Add(first);
                row.IsLikely(first.Id);
                any = true;
            }
        }

        return any;
    }

    private static (int, long, Direction, TransactionStatus, string) KeyOf(DraftRow row) =>
        KeyOf(row.Transaction!, row.Day);

    private static (int, long, Direction, TransactionStatus, string) KeyOf(Transaction transaction, int day) =>
        (day, transaction.AmountMinor, transaction.Direction, transaction.Status, transaction.Currency.Code);

    private static bool AreNear(Transaction one, Transaction other) =>
        one.Id != other.Id
        && (one.BalanceMinor is null || other.BalanceMinor is null
            ? AreNear(WordsOf(one), WordsOf(other)) : one.BalanceMinor == other.BalanceMinor);

    // Half of the words of the shorter text stand in the longer one; a text that is not there contradicts none.
    private static bool AreNear(HashSet<string> one, HashSet<string> other) =>
        one.Count == 0 || other.Count == 0
        || one.Intersect(other).Count() * 2 >= Math.Min(one.Count, other.Count);

    public static HashSet<string> WordsOf(Transaction transaction) =>
        $"{transaction.Counterparty} {transaction.Description}".ToUpperInvariant()
            .Split((char[])[' ', '/', '-', '*', ',', '.', ':', ';', '#', '(', ')'],
                StringSplitOptions.RemoveEmptyEntries)
            .Where(static word => word.Length > 1 && !word.All(char.IsAsciiDigit)).ToHashSet(StringComparer.Ordinal);
}
