using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Simulation;

/// <summary>
/// An account the slow, obvious way: every accepted transaction in a list, and each figure recomputed from the list
/// when asked. Shares only record types with core.
/// </summary>
internal sealed class ObviousAccount
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private const long BookedLateMs = 5 * DayMs;
    private readonly List<Entry> _entries = [];

    /// <summary>One accepted transaction with what was true when it arrived.</summary>
    private sealed record Entry(Transaction Transaction, DecisionInputs Inputs, byte Seen, long Newest,
        long BalanceStatedAt)
    {
        public bool Debit => Transaction.Direction == Direction.Debit;

        public long At => Transaction.At;

        public bool Attempt =>
            Seen == 0 && Transaction.Status is TransactionStatus.Authorised or TransactionStatus.Booked;

        public bool TooOld => At < Newest - (Transaction.Status == TransactionStatus.Authorised ? DayMs : BookedLateMs);

        public bool Books => Transaction.Status == TransactionStatus.Booked && (Seen & (4 | 8)) == 0;

        public bool GivesBack => Transaction.Status == TransactionStatus.Reversed && (Seen & 4) != 0 && (Seen & 8) == 0;
    }

    public long Newest => _entries.Count == 0 ? 0 : _entries.Max(each => each.At);

    public long Transactions => _entries.Count(each => each.Attempt);

    public bool Knows(ulong identity) => _entries.Any(each => each.Inputs.Identity == identity);

    public ulong ContentOf(ulong identity) =>
        _entries.First(each => each.Inputs.Identity == identity).Inputs.Content;

    /// <summary>What an engine would find of earlier statuses: by the id in the whole list.</summary>
    public PriorLifecycle PriorOf(string id)
    {
        var lives = _entries.Where(each => each.Transaction.Id == id).ToList();
        var seen = lives.Aggregate(0, (bits, each) => bits | (1 << (int)each.Transaction.Status));
        var booked = lives.FirstOrDefault(each => each.Transaction.Status == TransactionStatus.Booked);
        return new((byte)seen, booked?.Inputs.CivilDay ?? 0, booked?.Transaction.AmountMinor ?? 0);
    }

    public void Accept(Transaction transaction, DecisionInputs inputs) =>
        _entries.Add(new(transaction, inputs, PriorOf(transaction.Id).Seen, Newest, BalanceStatedAt));

    /// <summary>
    /// Debits attempted, and their booked money, within a window of whole buckets: what is surely inside, and at
    /// most.
    /// </summary>
    public (int CountMin, int CountMax, long SumMin, long SumMax) Window(long widthMs, int buckets)
    {
        var first = (Newest / widthMs) - buckets;
        int Count(long from) =>
            _entries.Count(each => each.Attempt && !each.TooOld && each.Debit && each.At / widthMs >= from);
        long Sum(long from) =>
            _entries.Where(each => each.Books && !each.TooOld && each.Debit && each.At / widthMs >= from)
            .Sum(each => each.Transaction.AmountMinor);
        return (Count(first + 1), Count(first), Sum(first + 1), Sum(first));
    }

    /// <summary>Attempts of a direction on a civil day; days that have left the ring hold nothing.</summary>
    public int AttemptsOn(int day, bool credit) => !HeldDay(day)
        ? 0
        : _entries.Count(each => each.Attempt && !each.TooOld && each.Debit != credit && each.Inputs.CivilDay == day);

    /// <summary>
    /// Money of a direction on a civil day: booked then, less what was given back while the day was still held.
    /// </summary>
    public long MoneyOn(int day, bool credit)
    {
        if (!HeldDay(day))
        {
            return 0;
        }

        var booked = _entries.Where(each =>
            each.Books && !each.TooOld && each.Debit != credit && each.Inputs.CivilDay == day);
        return booked.Sum(each => each.Transaction.AmountMinor)
            - Returned(credit, each => each.Inputs.Prior.BookedDay == day);
    }

    /// <summary>Spending less refunds given back, of a calendar month.</summary>
    public long SpentIn(int month) =>
        _entries.Where(each => each.Books && each.Debit && MonthOf(each.Inputs.CivilDay) == month)
            .Sum(each => each.Transaction.AmountMinor)
                - Returned(false, each => MonthOf(each.Inputs.Prior.BookedDay) == month);

    /// <summary>The newest stated balance, moved by what was booked after it.</summary>
    public long? Balance
    {
        get
        {
            long? balance = null;
            var statedAt = 0L;
            foreach (var each in _entries)
            {
                var credit = each.Debit ? -1 : 1;
                var moves = each.Books && !each.TooOld ? credit * each.Transaction.AmountMinor : 0;
                moves = each.GivesBack
                    ? -credit * Math.Min(each.Transaction.AmountMinor, each.Inputs.Prior.BookedMinor)
                    : moves;
                if (each.At >= statedAt)
                {
                    balance += moves;
                    balance = each.Transaction.BalanceMinor ?? balance;
                    statedAt = each.Transaction.BalanceMinor is null ? statedAt : each.At;
                }
            }

            return balance;
        }
    }

    public static int MonthOf(int day)
    {
        var date = DateOnly.FromDayNumber(719_162 + day);
        return (date.Year * 12) + date.Month - 1;
    }

    private long BalanceStatedAt => _entries.Where(each => each.Transaction.BalanceMinor is not null)
        .Select(each => each.At).DefaultIfEmpty(0).Max();

    private int NewestDay =>
        _entries.Count == 0 ? 0 : _entries.Where(each => !each.TooOld).Max(each => each.Inputs.CivilDay);

    private bool HeldDay(int day) => day > NewestDay - 90;

    private long Returned(bool credit, Func<Entry, bool> where) =>
        _entries.Where(each => each.GivesBack && each.Debit != credit && where(each))
            .Sum(each => Math.Min(each.Transaction.AmountMinor, each.Inputs.Prior.BookedMinor));
}
