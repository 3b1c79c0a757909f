using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Events.Text;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Loads.Files;

namespace OrleansRisk.Api.Loads.Drafts;

/// <summary>The rows of one account, from whatever files.</summary>
internal sealed class AccountDraft(KnownAccount account)
{
    public KnownAccount Account { get; } = account;

    /// <summary>In event order, once they are in order.</summary>
    public List<DraftRow> Rows { get; private set; } = [];

    /// <summary>Rows that a provider takes back.</summary>
    public List<DraftRow> TakenBack { get; } = [];

    /// <summary>Rows that could not be read, but for their account.</summary>
    public List<DraftRow> Unread { get; } = [];

    /// <summary>All that files have of it.</summary>
    public IEnumerable<DraftRow> All => Rows.Concat(TakenBack).Concat(Unread);

    /// <summary>What files state of it beside their rows, by number of the file.</summary>
    public List<(int File, FileAccount Account)> Statements { get; } = [];

    /// <summary>A file had its newest row first.</summary>
    public bool Turned { get; private set; }

    /// <summary>What the account said; null if it was not asked.</summary>
    public BatchCheck? Check { get; set; }

    /// <summary>Where its rows begin or end with another balance than the account has there.</summary>
    public List<RecordedGap> RecordedGaps { get; } = [];

    /// <summary>Rows that are to be recorded.</summary>
    public IEnumerable<DraftRow> Taken => Rows.Where(static row => row.Outcome == LoadOutcomes.Taken);

    /// <summary>Rows that the account has, or will have.</summary>
    public IEnumerable<DraftRow> Counting => Rows.Where(static row => row.Counts);

    /// <summary>Balances of its days, from what the first file states before its first row.</summary>
    public DailyBalances Balances()
    {
        var counting = Counting.ToList();
        var first = counting.Find(static row => row.IsBooked);
        return DailyBalances.Of(counting, first is null ? null : Statements
            .Find(each => each.File == first.File && each.Account.From is { } from && from.DayNumber == DayOf(first))
            .Account?.OpeningMinor);

        static int DayOf(DraftRow row) => DateText.ToDate(row.Day).DayNumber;
    }

    /// <summary>
    /// Puts the rows in the order in which they happened, and those of one moment in the order of their files. Rows
    /// that come again under their id are found on the way.
    /// </summary>
    public void Order(IPseudonyms pseudonyms)
    {
        // Of two files that split a day, the one that begins earlier has its earlier rows.
        var ordered = new List<DraftRow>(Rows.Count);
        foreach (var file in Rows.GroupBy(static row => row.File)
            .OrderBy(static file => file.Min(static row => row.Transaction!.At)).ThenBy(static file => file.Key))
        {
            var rows = file.ToList();
            if (IsNewestFirst(rows))
            {
                rows.Reverse();
                Turned = true;
            }

            ordered.AddRange(rows);
        }

        // A hold comes before its booking of the same moment.
        Rows = [.. ordered.OrderBy(static row => row.Transaction!.At)
            .ThenBy(static row => row.Transaction!.Status == TransactionStatus.Authorised ? 0 : 1)];
        ChainedDays.Order(Rows);
        SplitDays.Part(Rows);
        FindCorrected();
        FindRepeated(pseudonyms);
    }

    // Of a row that another of the load corrects, and of several corrections, the one that stands last in the files is
    // taken.
    private void FindCorrected()
    {
        foreach (var versions in Rows.Where(static row => row.Corrects is not null)
            .GroupBy(static row => (row.Corrects!, row.Transaction!.Status)))
        {
            var last = versions.OrderBy(static row => row.File).ThenBy(static row => row.Line).Last();
            foreach (var earlier in Rows.Where(row => row != last && row.Outcome == LoadOutcomes.Taken
                && row.Transaction!.Id == versions.Key.Item1 && row.Transaction.Status == versions.Key.Status))
            {
                earlier.Repeat();
                last.MayBeNew = true;
            }
        }
    }

    private void FindRepeated(IPseudonyms pseudonyms)
    {
        var rows = new Dictionary<(string, TransactionStatus), (Transaction Transaction, ulong Content)>(Rows.Count);
        foreach (var row in Rows.Where(static row => row.Outcome == LoadOutcomes.Taken))
        {
            var transaction = row.Transaction!;
            var content = pseudonyms.Content(transaction);
            if (rows.TryAdd((transaction.Id, transaction.Status), (transaction, content)))
            {
                continue;
            }

            var (first, known) = rows[(transaction.Id, transaction.Status)];
            if (known == content || IsOne(pseudonyms, first, transaction))
            {
                row.Repeat();
            }
            else if (row.HasGeneratedId && first.Currency == transaction.Currency)
            {
                if (SplitDays.Differ(first.BalanceMinor, transaction.BalanceMinor))
                {
                    row.Refuse(ErrorCodes.IdReused, "balance"); // its id cannot be given anew
                }
                else
                {
                    row.Repeat();
                }
            }
        }
    }

    // One file may state a balance after it that the other does not.
    private static bool IsOne(IPseudonyms pseudonyms, Transaction one, Transaction other) =>
        one.BalanceMinor is null != other.BalanceMinor is null
        && pseudonyms.Content(one with { BalanceMinor = null })
            == pseudonyms.Content(other with { BalanceMinor = null });

    // The chain of balances shows the order even within one day; without it, the days do.
    private static bool IsNewestFirst(List<DraftRow> rows)
    {
        var (forward, backward, down, up) = (0, 0, 0, 0);
        for (var i = 1; i < rows.Count; i++)
        {
            var (before, row) = (rows[i - 1], rows[i]);
            if (before.Transaction!.BalanceMinor is { } first && row.Transaction!.BalanceMinor is { } second)
            {
                forward += first + row.Signed == second ? 1 : 0;
                backward += second + before.Signed == first ? 1 : 0;
            }

            down += row.Transaction!.At < before.Transaction!.At ? 1 : 0;
            up += row.Transaction.At > before.Transaction.At ? 1 : 0;
        }

        return down != up ? down > up : backward > forward;
    }
}
