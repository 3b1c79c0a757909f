using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>
/// Days that two files split. Each file counts its equal rows from the first, so that another row may come under the
/// id of a row: what the bank states as balance after each tells them apart, and the other row gets the next id.
/// </summary>
internal static class SplitDays
{
    /// <summary>Whether these cannot be one row, though their ids are: the balances after them differ.</summary>
    public static bool Differ(long? one, long? other) => one is not null && other is not null && one != other;

    /// <summary>Gives rows of several files ids of their own, and one id to those that are one row.</summary>
    public static void Part(IReadOnlyList<DraftRow> rows)
    {
        var balances = new Dictionary<(string, TransactionStatus), long?>();
        var split = new HashSet<(int, long, Direction, TransactionStatus)>();
        foreach (var row in rows.Where(static row => row.HasGeneratedId))
        {
            if (!balances.TryAdd(KeyOf(row), row.Transaction!.BalanceMinor)
                && Differ(balances[KeyOf(row)], row.Transaction.BalanceMinor))
            {
                split.Add(LikeOf(row));
            }
        }

        Part(rows, split, static _ => null);
    }

    /// <summary>Gives rows whose ids the account has for others their own, and its id to one that it has.</summary>
    /// <param name="torn">Rows whose id it has with another balance.</param>
    /// <param name="recorded">What it has under an id; null if nothing.</param>
    public static void Part(
        IReadOnlyList<DraftRow> rows, IEnumerable<DraftRow> torn,
        IReadOnlyDictionary<(string, TransactionStatus), Transaction> recorded)
    {
        Part(rows, torn.Select(LikeOf).ToHashSet(), key => recorded.GetValueOrDefault(key));
    }

    private static void Part(
        IReadOnlyList<DraftRow> rows, HashSet<(int, long, Direction, TransactionStatus)> split,
        Func<(string, TransactionStatus), Transaction?> recorded)
    {
        if (split.Count == 0)
        {
            return;
        }

        var equal = rows.Where(row => row.HasGeneratedId && split.Contains(LikeOf(row)))
            .Select(static row => (Row: row, Ids: EqualIds.Of(row))).Where(static each => each.Ids is not null)
            .GroupBy(static each => (each.Ids!.First, each.Row.Transaction!.Status));
        foreach (var group in equal)
        {
            Part([.. group.Select(static each => each.Row).OrderBy(static row => row.File)],
                group.First().Ids!, recorded);
        }
    }

    // The second row of a file with one balance is the second of that balance, in whatever file or account: between
    // the two the money came back.
    private static void Part(
        List<DraftRow> rows, EqualIds ids, Func<(string, TransactionStatus), Transaction?> recorded)
    {
        var status = rows[0].Transaction!.Status;
        var taken = new List<(string Id, long? Balance)>();
        foreach (var id in ids.All)
        {
            if (recorded((id, status)) is not { } there)
            {
                break;
            }

            taken.Add((id, there.BalanceMinor));
        }

        var seen = new Dictionary<(int, long), int>();
        foreach (var row in rows)
        {
            if (row.Transaction!.BalanceMinor is not { } balance)
            {
                Keep(row);
                continue;
            }

            var before = seen.GetValueOrDefault((row.File, balance));
            seen[(row.File, balance)] = before + 1;
            var same = taken.Where(each => each.Balance == balance).Skip(before).Select(static each => each.Id)
                .FirstOrDefault();
            if (same is not null)
            {
                row.Rename(same);
            }
            else if (taken.Exists(each => each.Id == row.Transaction.Id && each.Balance is not null)
                && ids.All.FirstOrDefault(id => !taken.Exists(each => each.Id == id)) is { } next)
            {
                row.Rename(next);
            }

            Keep(row);
        }

        void Keep(DraftRow row)
        {
            if (!taken.Exists(each => each.Id == row.Transaction!.Id))
            {
                taken.Add((row.Transaction!.Id, row.Transaction.BalanceMinor));
            }
        }
    }

    private static (string, TransactionStatus) KeyOf(DraftRow row) => (row.Transaction!.Id, row.Transaction.Status);

    private static (int, long, Direction, TransactionStatus) LikeOf(DraftRow row) =>
        (row.Day, row.Transaction!.AmountMinor, row.Transaction.Direction, row.Transaction.Status);
}
