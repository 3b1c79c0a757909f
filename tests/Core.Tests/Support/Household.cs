using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Tests.Support;

/// <summary>
/// One invented account with habits of its own: amounts, pace, hours, shops, a salary, a rent, now and then a trip, a
/// new telephone, a large purchase, and rarely a thief. Plain seeded code, no data of anybody.
/// </summary>
internal sealed class Household
{
    private static readonly string[] Countries = ["MY", "SG", "TH", "ID", "GB", "US", "CN"];
    private static readonly int[] Merchants = [5411, 5812, 5541, 5732, 5651, 5912, 4121, 4900, 7832, 5999, 5311, 8011];

    private readonly Seeded _random;
    private readonly double _logMean;
    private readonly double _logSpread;
    private readonly double _perDay;
    private readonly int _peakHour;
    private readonly int _favourites;
    private readonly double _newShare;
    private readonly double _authorisedShare;
    private readonly bool _statesBalance;
    private readonly long _salary;
    private readonly int _payDay;
    private readonly ulong _place;
    private string _device = "phone-1";
    private long _balance;
    private int _made;
    private readonly Queue<Arrival> _pending = [];

    public Household(ulong seed)
    {
        _random = new Seeded(seed);
        _place = seed;
        _logMean = 8.1 + (0.7 * _random.Normal());
        _logSpread = 0.5 + (0.5 * _random.Share());
        _perDay = Exponential.Exp(0.2 + (0.8 * _random.Normal()));
        _peakHour = 11 + _random.Below(9);
        _favourites = 4 + _random.Below(25);
        _newShare = 0.05 + (0.4 * _random.Share() * _random.Share());
        _authorisedShare = _random.Chance(0.5) ? 0.3 : 0;
        _statesBalance = _random.Chance(0.5);
        var spending = 30 * _perDay * 1.2 * Exponential.Exp(_logMean + (_logSpread * _logSpread / 2));
        _salary = (long)(spending / (0.45 + (0.25 * _random.Share())));
        _payDay = 1 + _random.Below(28);
        _balance = _salary / 2;
    }

    /// <summary>All that happens from one civil day for a number of days, in the order it arrives.</summary>
    public IEnumerable<Arrival> Live(int firstDay, int days)
    {
        for (var day = firstDay; day < firstDay + days; day++)
        {
            foreach (var each in DayOf(day).OrderBy(each => each.Transaction.At).ToList())
            {
                yield return each;
            }
        }
    }

    private IEnumerable<Arrival> DayOf(int day)
    {
        for (var left = _pending.Count; left > 0; left--)
        {
            yield return Follow(_pending.Dequeue(), day);
        }

        var dayOfMonth = (int)((day - 20_000) % 30) + 1;
        if (dayOfMonth == _payDay)
        {
            yield return Make(day, 9, _salary, Direction.Credit, 1, "salary", "transfer", 0);
        }

        if (dayOfMonth == ((_payDay + 3) % 28) + 1)
        {
            yield return Make(day, 10, _salary / 4, Direction.Debit, 2, "rent", "transfer", 6513);
        }

        if (_random.Chance(0.02))
        {
            yield return Make(day, HourOfDay(), Amount(1.2), Direction.Credit, Party(), null, "transfer", 0);
        }

        if (_random.Chance(0.002))
        {
            _device = "phone-" + _random.Below(1_000);
        }

        var away = _random.Chance(0.01) ? _random.Of(Countries) : "MY";
        var stolen = _random.Chance(0.0006);
        for (var left = Payments(stolen ? 4 : 1); left > 0; left--)
        {
            var large = _random.Chance(0.012) || (stolen && _random.Chance(0.6));
            var (channel, merchant) = _random.Below(10) switch
            {
                0 => ("atm", 6011),
                1 => ("transfer", 0),
                2 or 3 => ("ecommerce", _random.Of(Merchants)),
                _ => ("card", Merchants[(int)((_place + (ulong)_random.Below(5)) % (ulong)Merchants.Length)]),
            };
            yield return Make(
                day, stolen ? _random.Below(24) : HourOfDay(), Amount(large ? 5 : 1), Direction.Debit, Party(), null,
                channel, merchant, stolen ? _random.Of(Countries) : away);
        }
    }

    private Arrival Make(
        int day, int hour, long amount, Direction direction, ulong party, string? category, string channel,
            int merchant,
        string country = "MY")
    {
        _balance = Math.Max(_balance + (direction == Direction.Credit ? amount : -amount), -100_000);
        var status = direction == Direction.Debit && _random.Chance(_authorisedShare)
            ? TransactionStatus.Authorised
            : TransactionStatus.Booked;
        var transaction = new Transaction
        {
            Id = $"{_place}-{++_made}",
            At = (day * Some.Day) + (hour * Some.Hour) + _random.Below((int)Some.Hour),
            AmountMinor = amount,
            Currency = Some.Currency(),
            Direction = direction,
            Status = status,
            Category = category,
            Channel = channel,
            Mcc = merchant,
            Country = country,
            Device = channel == "ecommerce" ? _device : null,
            BalanceMinor = _statesBalance && status == TransactionStatus.Booked ? _balance : null,
        };
        var arrival = new Arrival(transaction, party, Figures(party), default);
        if (status == TransactionStatus.Authorised || _random.Chance(0.004))
        {
            _pending.Enqueue(arrival);
        }

        return arrival;
    }

    /// <summary>What becomes of it a day later: an authorisation is booked or expires, a booking is reversed.</summary>
    private Arrival Follow(Arrival earlier, int day)
    {
        var authorised = earlier.Transaction.Status == TransactionStatus.Authorised;
        var status = authorised ? TransactionStatus.Booked : TransactionStatus.Reversed;
        status = authorised && _random.Chance(0.03) ? TransactionStatus.Expired : status;
        var bookedDay = authorised ? 0 : (int)(earlier.Transaction.At / Some.Day);
        var prior = new PriorLifecycle(
            (byte)(1 << (int)earlier.Transaction.Status), bookedDay, authorised ? 0 : earlier.Transaction.AmountMinor);
        var at = (day * Some.Day) + (4 * Some.Hour);
        return earlier with
        {
            Transaction = earlier.Transaction with { Status = status, At = at, BalanceMinor = null },
            Prior = prior,
        };
    }

    private long Amount(double times) =>
        Math.Max(1, (long)(times * Exponential.Exp(_logMean + (_logSpread * _random.Normal()))));

    private int HourOfDay() => (int)((((_peakHour + (3.2 * _random.Normal())) % 24) + 24) % 24);

    private int Payments(int times)
    {
        // As many exponential waits as fit into a day.
        var (count, waited) = (0, 0.0);
        while ((waited -= Logarithm.Log(1 - _random.Share()) / (_perDay * times)) < 1)
        {
            count++;
        }

        return count;
    }

    private ulong Party()
    {
        if (_random.Chance(_newShare))
        {
            return 1_000_000 + (ulong)_random.Below(1_000_000);
        }

        var rank = (int)(_favourites * _random.Share() * _random.Share());
        return (_place * 100) + (ulong)rank + 10;
    }

    /// <summary>Nearly every counterparty is known and has met little fraud; one in 500 has.</summary>
    private static CounterpartyStatistics Figures(ulong party)
    {
        var kind = (int)((party * 0x9E3779B97F4A7C15) >> 40) % 1_000;
        return new()
        {
            Known = kind > 50,
            RiskPpm = kind switch { > 997 => 200_000, > 980 => 6_000, _ => 40 + (kind * 2) },
            LastCount = (byte)(kind > 980 ? 3 : 0),
            LastLabels = (byte)(kind > 997 ? 5 : 0),
            DaysSinceFraud = (short)(kind > 997 ? 3 : kind > 980 ? 40 : -1),
            EventsIn30Days = kind,
            Accounts = 10 + kind,
        };
    }
}

/// <summary>A transaction as it arrives, with what would be observed beside it.</summary>
internal readonly record struct Arrival(
    Transaction Transaction, ulong Counterparty, CounterpartyStatistics Figures, PriorLifecycle Prior)
{
    public DecisionInputs Inputs(long sequence) =>
        Some.Inputs(Transaction, sequence, Counterparty, Prior, Figures);
}
