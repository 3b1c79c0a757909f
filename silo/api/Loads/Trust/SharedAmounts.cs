using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads.Trust;

/// <summary>Accounts whose rows are those of another account: one statement under two names.</summary>
internal static class SharedAmounts
{
    /// <summary>Rows of one day, amount and direction that two accounts share, at least; and their share.</summary>
    private const int RowsLeast = 5;
    private const double ShareLeast = 0.5;

    /// <summary>More accounts than this have a row of an everyday amount: it tells nothing.</summary>
    private const int AccountsMost = 4;

    public static IEnumerable<(AccountDraft One, AccountDraft Other, IReadOnlyList<DraftRow> Rows)> Of(
        IReadOnlyCollection<AccountDraft> accounts)
    {
        var places = new Dictionary<(int, long, Direction), List<(AccountDraft Account, DraftRow Row)>>();
        foreach (var account in accounts)
        {
            foreach (var row in account.Counting.DistinctBy(static row => KeyOf(row)))
            {
                if (!places.TryGetValue(KeyOf(row), out var at))
                {
                    places.Add(KeyOf(row), at = []);
                }

                at.Add((account, row));
            }
        }

        var pairs = new Dictionary<(AccountDraft, AccountDraft), List<DraftRow>>();
        foreach (var at in places.Values.Where(static at => at.Count is > 1 and <= AccountsMost))
        {
            foreach (var (one, other) in at.SelectMany((one, i) => at.Skip(i + 1).Select(other => (one, other))))
            {
                if (!pairs.TryGetValue((one.Account, other.Account), out var rows))
                {
                    pairs.Add((one.Account, other.Account), rows = []);
                }

                rows.Add(one.Row);
            }
        }

        return pairs.Where(static pair => pair.Value.Count >= RowsLeast && pair.Value.Count >= ShareLeast
                * Math.Min(pair.Key.Item1.Counting.Count(), pair.Key.Item2.Counting.Count()))
            .Select(static pair => (pair.Key.Item1, pair.Key.Item2, (IReadOnlyList<DraftRow>)pair.Value));
    }

    private static (int, long, Direction) KeyOf(DraftRow row) =>
        (row.Day, row.Transaction!.AmountMinor, row.Transaction.Direction);
}
