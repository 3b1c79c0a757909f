using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads;

/// <summary>
/// Compares what the rows of a load begin and end with to what their account has before and behind them: a statement
/// may be missing between two loads.
/// </summary>
internal sealed class RecordedBalances(IActors actors, Caller caller)
{
    private const int PagesMost = 4;

    /// <summary>Notes where they differ.</summary>
    public async ValueTask Compare(AccountDraft account)
    {
        var booked = account.Counting.Where(static row => row.IsBooked).ToList();
        var balances = account.Balances();
        if (account.Check?.Before is null || booked.Count == 0
            || balances is not { Opening: { } opening, Closing: { } closing })
        {
            return;
        }

        var (first, last) = (booked[0], booked[^1]);
        var recorded = await Recorded(account, first.Day, last.Day);
        if (recorded.Exists(each => each.Transaction.Currency != first.Transaction!.Currency))
        {
            return;
        }

        if (Before(recorded, first.Day) is { } before && !before.Reached.Contains(opening))
        {
            account.RecordedGaps.Add(new RecordedGap(first, true, opening, before.Balance, before.Day));
        }

        if (After(recorded, last.Day) is { } after && !after.Reached.Contains(closing))
        {
            account.RecordedGaps.Add(new RecordedGap(last, false, closing, after.Balance, after.Day));
        }
    }

    // Of the newest balance before the day: what it comes to until then, and all that it comes to on the day itself.
    private static (long Balance, int Day, HashSet<long> Reached)? Before(
        List<(Transaction Transaction, int Day)> recorded, int first)
    {
        var at = recorded.FindLastIndex(each => each.Day < first && each.Transaction.BalanceMinor is not null);
        if (at < 0)
        {
            return null;
        }

        var (balance, day) = (recorded[at].Transaction.BalanceMinor!.Value, recorded[at].Day);
        foreach (var (transaction, on) in recorded.Skip(at + 1).TakeWhile(each => each.Day < first))
        {
            (balance, day) = (balance + Signed(transaction), on);
        }

        var (reached, moving) = (new HashSet<long> { balance }, balance);
        foreach (var (transaction, _) in recorded.Where(each => each.Day == first))
        {
            reached.Add(moving += Signed(transaction));
        }

        return (balance, day, reached);
    }

    private static (long Balance, int Day, HashSet<long> Reached)? After(
        List<(Transaction Transaction, int Day)> recorded, int last)
    {
        var first = recorded.FindIndex(each => each.Day > last);
        var at = recorded.FindIndex(each => each.Day > last && each.Transaction.BalanceMinor is not null);
        if (at < 0)
        {
            return null;
        }

        var balance = recorded[at].Transaction.BalanceMinor!.Value
            - recorded[first..(at + 1)].Sum(static each => Signed(each.Transaction));
        var (reached, moving) = (new HashSet<long> { balance }, balance);
        foreach (var (transaction, _) in recorded.Where(each => each.Day == last).Reverse())
        {
            reached.Add(moving -= Signed(transaction));
        }

        return (balance, recorded[first].Day, reached);
    }

    private static long Signed(Transaction transaction) =>
        transaction.Direction == Direction.Debit ? -transaction.AmountMinor : transaction.AmountMinor;

    /// <summary>Booked rows in order of time; none if not all that matter were found.</summary>
    private async ValueTask<List<(Transaction Transaction, int Day)>> Recorded(
        AccountDraft account, int first, int last)
    {
        var (found, before, more) = (new List<(Transaction Transaction, int Day, long Sequence)>(), 0L, true);
        for (var page = 0; more && page < PagesMost; page++)
        {
            var read = await actors.Account(caller.Tenant, account.Account.Key)
                .Transactions(caller, new TransactionQuery(before, Limits.PageMax));
            if (!read.IsDone)
            {
                return [];
            }

            found.AddRange(read.Value.Entries.Select(static entry =>
                (entry.Transaction, entry.Inputs.CivilDay, entry.Inputs.Sequence)));
            before = found.Count > 0 ? found[^1].Sequence : 0;
            more = read.Value.HasMore && !Shows(found, first);
        }

        // The newest version of a row comes first. What is neither held nor booked moves money that no booking shows.
        var moved = found.DistinctBy(static each => (each.Transaction.Id, each.Transaction.Status))
            .Where(static each => each.Transaction.Status != TransactionStatus.Authorised)
            .OrderBy(static each => each.Day).ThenBy(static each => each.Sequence).ToList();
        var isKnown = !more || (found.TrueForAll(each => each.Day <= last) && Shows(found, first));
        return isKnown && moved.TrueForAll(static each => each.Transaction.Status == TransactionStatus.Booked)
            ? [.. moved.Select(static each => (each.Transaction, each.Day))] : [];
    }

    private static bool Shows(List<(Transaction Transaction, int Day, long Sequence)> found, int first) => found.Exists(
        each => each.Day < first && each.Transaction is { Status: TransactionStatus.Booked, BalanceMinor: not null });
}
