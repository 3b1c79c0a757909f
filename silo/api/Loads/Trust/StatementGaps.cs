using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Events.Text;
using OrleansRisk.Loads.Files;

namespace OrleansRisk.Api.Loads.Trust;

/// <summary>
/// Statements of one account that do not meet: what one ends with is not what the next begins with, so one is missing
/// between them, or one is of another account.
/// </summary>
internal static class StatementGaps
{
    public static IEnumerable<((int File, FileAccount Account) Before, (int File, FileAccount Account) Next)> Of(
        AccountDraft account)
    {
        // Of a file that was given twice only one counts.
        var all = account.Statements
            .Where(static each => each.Account is { From: not null, To: not null })
            .DistinctBy(static each => (
                each.Account.From, each.Account.To, each.Account.OpeningMinor, each.Account.ClosingMinor))
            .OrderBy(static each => each.Account.From).ThenBy(static each => each.Account.To).ToList();
        var begun = false;
        foreach (var next in all.Where(static each => each.Account.OpeningMinor is not null))
        {
            var (first, opening) = (next.Account.From, next.Account.OpeningMinor);
            if (all.Exists(each => each.Account.From < first && each.Account.To > first))
            {
                continue; // they overlap: days tell whether they agree
            }

            var sameDay = all.Where(each => each != next && each.Account.To == first
                && (each.Account.From < first || next.Account.To == first)).ToList();
            var earlier = all.Where(each => each.Account.To < first).ToList();
            var last = earlier.Where(each => each.Account.To == earlier.Max(static one => one.Account.To)).ToList();
            if (sameDay.Concat(last).Any(each => each.Account.ClosingMinor == opening)
                || (sameDay.Count > 0 && Reached(account, first!.Value).Contains(opening!.Value)))
            {
                continue;
            }

            var before = last.Concat(sameDay).LastOrDefault(static each => each.Account.ClosingMinor is not null);
            if (before.Account is null || (last.Count == 0 && !begun))
            {
                begun = true; // of several of the first day one is the first
                continue;
            }

            yield return (before, next);
        }
    }

    /// <summary>Balances that its rows reach on a day: a file may begin within one.</summary>
    private static HashSet<long> Reached(AccountDraft account, DateOnly day)
    {
        var (reached, balance) = (new HashSet<long>(), account.Balances().Opening);
        foreach (var row in account.Counting.Where(static row => row.IsBooked))
        {
            var isOfDay = DateText.ToDate(row.Day) == day;
            if (isOfDay && balance is { } before)
            {
                reached.Add(before);
            }

            balance = row.Transaction!.BalanceMinor ?? balance + row.Signed;
            if (isOfDay && balance is { } after)
            {
                reached.Add(after);
            }
        }

        return reached;
    }
}
