using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Officers.People;

namespace OrleansRisk.Samples.Officers.Writing;

/// <summary>
/// Books what is due in order of day: what is covered is paid, spending that is not covered is left out, a bill that is
/// not covered goes back or into overdraft as the script has it.
/// </summary>
internal sealed class Account(Script script, Country country)
{
    /// <summary>An own transfer or sweep smaller than this is not worth a row; minor units.</summary>
    private const long MovedMin = 2_000;

    /// <summary>Interest of less is waived, as most banks do; minor units.</summary>
    private const long InterestMin = 50;

    private readonly List<Row> _rows = [];
    private readonly PriorityQueue<Attempt, (DateOnly, int, int)> _due = new();
    private readonly Seeded _draws = new((ulong)script.Seed);
    private long _balance = (long)(script.Opening * 100);
    private long _overdrawnDays;
    private DateOnly _yesterday = script.From;
    private int _order;

    private long Floor => (long)(-script.Overdraft * 100);

    /// <summary>What is there for spending that can wait.</summary>
    private long Spare => _balance - Floor - (long)(script.Cushion * 100);

    public static IReadOnlyList<Row> Write(Script script, Country country)
    {
        var account = new Account(script, country);
        foreach (var attempt in Diary.Of(script, country))
        {
            account.Enqueue(attempt);
        }

        while (account._due.TryDequeue(out var attempt, out _))
        {
            account.Pass(attempt.Day);
            account.Book(attempt);
        }

        return account._rows;
    }

    private void Enqueue(Attempt attempt) => _due.Enqueue(attempt, (attempt.Day, attempt.Rank, _order++));

    /// <summary>Sums the overdrawn money of each night, for the interest.</summary>
    private void Pass(DateOnly day)
    {
        _overdrawnDays += Math.Max(0, -_balance) * (day.DayNumber - _yesterday.DayNumber);
        _yesterday = day;
    }

    private void Book(Attempt attempt)
    {
        var amount = Size(attempt);
        if (amount <= 0)
        {
            return;
        }

        var returned = !attempt.Again && attempt.Source.Returned.Contains(Diary.MonthOf(attempt.Day));
        if (attempt.Source.Amount.Credit || attempt.Source.Amount.Sizing == Sizing.Interest)
        {
            Post(attempt, attempt.Source.Amount.Credit ? amount : -amount);
        }
        else if (Kinds.GivesWay(attempt.Source.Category))
        {
            Spend(attempt, amount);
        }
        else if (!returned && _balance - amount >= Floor)
        {
            Post(attempt, -amount);
        }
        else if (returned || script.Short == Short.Return)
        {
            GoBack(attempt, amount);
        }
        else
        {
            Post(attempt, -amount);
            Fee(attempt.Day, country.OverFee, country.OverFeeText, "fee");
        }
    }

    private long Size(Attempt attempt)
    {
        var bound = attempt.Source.Amount.Low;
        switch (attempt.Source.Amount.Sizing)
        {
            case Sizing.Above:
                return Tens(_balance - bound);
            case Sizing.UpTo:
                return Tens(bound - _balance + 999);
            case Sizing.Interest:
                var interest = _overdrawnDays * bound / (365L * 100 * 100);
                _overdrawnDays = 0;
                return interest < InterestMin ? 0 : interest;
            default:
                return attempt.Minor;
        }
    }

    private static long Tens(long minor) => minor < MovedMin ? 0 : minor / 1_000 * 1_000;

    /// <summary>A smaller basket if not all of it is there, at last nothing.</summary>
    private void Spend(Attempt attempt, long amount)
    {
        var spare = Spare;
        if (amount <= spare)
        {
            Post(attempt, -amount);
        }
        else if (spare >= 500 && Kinds.Everyday(attempt.Source.Category))
        {
            Post(attempt, -Math.Min(amount, _draws.Between(spare / 4, spare * 3 / 4)));
        }
        else if (spare >= 2_000 && attempt.Source.Category is "cash" or "gambling")
        {
            Post(attempt, -Math.Min(amount, Math.Max(1_000, spare / 2 / 1_000 * 1_000)));
        }
    }

    private void GoBack(Attempt attempt, long amount)
    {
        Post(attempt, -amount);
        var (party, channel) = (Texts.Party(attempt.Party), Kinds.Channel(attempt.Source.Category));
        var text = channel == "transfer" ? country.UnpaidOrder ?? country.Unpaid : country.Unpaid;
        Add(attempt.Day, amount, party, text.Replace("{t}", party, StringComparison.Ordinal), "returned", channel);
        Fee(attempt.Day, country.UnpaidFee, country.UnpaidFeeText, "nsf");
        if (script.Retry > 0 && !attempt.Again && attempt.Day.AddDays(script.Retry) <= script.To)
        {
            Enqueue(attempt with { Day = attempt.Day.AddDays(script.Retry), Again = true });
        }
    }

    private void Fee(DateOnly day, decimal fee, string text, string category)
    {
        if (fee > 0)
        {
            Add(day, -(long)(fee * 100), text, text, category, "fee");
        }
    }

    private void Post(Attempt attempt, long minor) => Add(attempt.Day, minor, Texts.Party(attempt.Party), attempt.Text,
        attempt.Source.Category, Kinds.Channel(attempt.Source.Category));

    private void Add(DateOnly day, long minor, string party, string text, string category, string channel)
    {
        _balance += minor;
        _rows.Add(new Row(day, minor, party, text, category, channel, _balance));
        if (_rows.Count > Limits.RowsMax)
        {
            throw new InvalidDataException($"{script.Id} has more than {Limits.RowsMax} rows.");
        }
    }
}
