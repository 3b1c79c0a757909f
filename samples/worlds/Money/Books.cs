namespace OrleansRisk.Samples.Worlds.Money;

/// <summary>
/// The books of a household's accounts: movements are posted in order of time, so each line's balance is the one
/// before plus or minus its amount.
/// </summary>
/// <param name="bank">Who takes the fee for a returned debit.</param>
/// <param name="fee">That fee, in minor units.</param>
/// <param name="working">The day itself or the next on which the bank works.</param>
/// <param name="savings">Where an account's missing money is taken from, if it can be.</param>
internal sealed class Books(
    Party bank, long fee, Func<DateOnly, DateOnly> working, Func<Account, Account?> savings)
{
    // Who collects gives up after so many returns in a row; it goes on by letter then.
    private const int ReturnsMax = 3;

    private readonly PriorityQueue<Movement, (DateTime At, int Order)> _due = new();
    private readonly Dictionary<string, long> _balances = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly HashSet<Movement> _booked = new(ReferenceEqualityComparer.Instance);
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<(string Account, string Stream, string Party), int> _returned = [];
    private int _order, _pairs;

    private Foresight _foresight = new([]);

    public List<Entry> Run(IReadOnlyCollection<Movement> planned, DateTime end)
    {
        _foresight = new Foresight(planned);
        foreach (var movement in planned)
        {
            Plan(movement);
        }

        while (_due.TryDequeue(out var movement, out _))
        {
            if (movement.At < end)
            {
                Post(movement);
            }
        }

        return _entries;
    }

    private void Plan(Movement movement) => _due.Enqueue(movement, (movement.At, _order++));

    private long BalanceOf(Account account) => _balances.GetValueOrDefault(account.Id, account.Opening);

    private void Post(Movement planned)
    {
        if (planned.At < planned.Account.Opened.ToDateTime(TimeOnly.MinValue)
            || (planned.Other is { } other && planned.At < other.Opened.ToDateTime(TimeOnly.MinValue))
            || (planned.After is { } earlier && !_booked.Contains(earlier)))
        {
            return;
        }

        var there = BalanceOf(planned.Account) + planned.Account.Overdraft;
        var movement = planned.Decide is { } decide ? planned with { Minor = decide(there) } : planned;
        if (movement.Minor <= 0)
        {
            return;
        }

        if (movement.Credit || movement.Minor <= there - KeptBack(movement) || movement.Cover == Cover.Always)
        {
            Book(movement);
            _booked.Add(planned);
            if (!movement.Credit)
            {
                _returned.Remove(Mandate(movement));
            }
        }
        else if (movement.Cover != Cover.Skip)
        {
            NotCovered(movement, movement.Minor - there);
        }
    }

    /// <summary>What is there but is not for this: money for bills, and the overdraft of who avoids it.</summary>
    private long KeptBack(Movement movement)
    {
        var account = movement.Account;
        return movement.Cover != Cover.Skip || movement.Way == Way.Standing || movement.Event is not null
            || account.Product == Product.Savings
            ? 0
            : _foresight.Reserve(account, movement.At) + (account.LivesInOverdraft ? 0 : account.Overdraft);
    }

    private void Book(Movement movement)
    {
        if (movement.Other is not { } other)
        {
            Enter(movement, movement.Pair);
            return;
        }

        var pair = NextPair(movement.Account);
        Enter(movement, pair);
        Enter(
            movement with { Account = other, Credit = !movement.Credit, Party = movement.Account.Holder, Other = null },
            pair);
    }

    private void NotCovered(Movement movement, long missing)
    {
        if (!movement.Retried && savings(movement.Account) is { } from && BalanceOf(from) > missing)
        {
            // The customer is warned in the morning and moves what is missing; the bank tries again after lunch.
            var day = movement.At.Date;
            Plan(TopUp(movement, from, missing, movement.At > day.AddHours(9) ? movement.At : day.AddHours(9)));
            Plan(movement with
            {
                At = movement.At > day.AddHours(14) ? movement.At.AddMinutes(20) : day.AddHours(14),
                Retried = true,
            });
        }
        else if (movement.Cover == Cover.Collected)
        {
            Return(movement);
        }
        else if (!movement.Retried)
        {
            Plan(movement with { At = movement.At.AddDays(4), Retried = true });
        }
    }

    private Movement TopUp(Movement movement, Account from, long missing, DateTime at)
    {
        var round = ((missing / 5_000) + 1) * 5_000;
        return movement with
        {
            At = at,
            Account = from,
            Minor = Math.Min(round, BalanceOf(from)),
            Party = movement.Account.Holder,
            Use = Use.Own,
            Way = Way.Internal,
            Memo = "",
            Stream = "topup",
            Other = movement.Account,
            Cover = Cover.Skip,
            Decide = null,
            After = null,
        };
    }

    private void Return(Movement movement)
    {
        var returned = _returned.GetValueOrDefault(Mandate(movement)) + 1;
        _returned[Mandate(movement)] = returned;
        if (returned > ReturnsMax)
        {
            return;
        }

        var pair = NextPair(movement.Account);
        Enter(movement, pair);
        var morning = working(DateOnly.FromDateTime(movement.At).AddDays(1)).ToDateTime(new TimeOnly(6, 0));
        Plan(movement with
        {
            At = morning,
            Credit = true,
            Use = Use.Unpaid,
            Way = Way.Returned,
            Pair = pair,
            Decide = null,
            After = null,
        });
        Plan(movement with
        {
            At = morning.AddMinutes(1),
            Minor = fee,
            Party = bank,
            Use = Use.Fee,
            Way = Way.Fee,
            Memo = "",
            Stream = "fee",
            Cover = Cover.Always,
            Decide = null,
            After = null,
        });
    }

    private static (string Account, string Stream, string Party) Mandate(Movement movement) =>
        (movement.Account.Id, movement.Stream, movement.Party.Name);

    private string NextPair(Account account) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{account.Customers[0]}/{++_pairs}");

    private void Enter(Movement movement, string pair)
    {
        var account = movement.Account;
        var balance = BalanceOf(account) + (movement.Credit ? movement.Minor : -movement.Minor);
        var number = _numbers.GetValueOrDefault(account.Id) + 1;
        _balances[account.Id] = balance;
        _numbers[account.Id] = number;
        _entries.Add(new Entry(number, movement, balance, pair));
    }
}
