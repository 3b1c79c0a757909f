using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Households;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Everyday spending: what is left for living, spread over shops, meals, roads and cash.</summary>
internal sealed class Living
{
    private readonly Diary _diary;
    private readonly Seeded _seeded;
    private readonly Dictionary<string, Party[]> _favourites;
    private readonly long _timesPercent, _amountPercent;

    private Living(Diary diary, Seeded seeded)
    {
        _diary = diary;
        _seeded = seeded;
        _favourites = diary.Country.Spending.ToDictionary(
            static row => row.Use,
            row => Enumerable.Range(0, 4).Select(_ => diary.Shop(row.Use, seeded)).ToArray());
        var usual = diary.Country.Spending.Sum(static row =>
            (row.TimesMin + row.TimesMax) * (row.Low + ((row.High - row.Low) / 4)) / 2);
        var budget = diary.Member.Living * (100 - diary.Member.Habits.CashPercent) / 100;
        // A richer household goes somewhat more often, and pays more each time.
        var percent = budget * 100 / usual;
        _timesPercent = Math.Clamp((percent + 50) / 2, 45, 190);
        _amountPercent = Math.Clamp(percent * 100 / _timesPercent, 35, 420);
    }

    public static void Write(Diary diary, Seeded seeded)
    {
        var living = new Living(diary, seeded);
        foreach (var month in diary.Months)
        {
            foreach (var row in diary.Country.Spending)
            {
                living.Purchases(row, month);
            }

            living.Cash(month);
        }
    }

    private void Purchases(SpendingRow row, DateOnly month)
    {
        var use = Enum.Parse<Use>(row.Use, ignoreCase: true);
        var way = Enum.Parse<Way>(row.Way, ignoreCase: true);
        for (var i = Times(row); i > 0; i--)
        {
            // Two in five are a small thing between.
            var range = _seeded.Chance(600) ? row.High - row.Low : (row.High - row.Low) / 3;
            var minor = row.Low + (_seeded.Skewed(0, range) * _amountPercent / 100);
            var where = _seeded.Chance(780) ? _seeded.Pick(_favourites[row.Use]) : _diary.Shop(row.Use, _seeded);
            var bought = _diary.Add(new Movement
            {
                At = At(way, AnyDay(month)),
                Account = use == Use.Groceries || (use == Use.Children) ? _diary.Member.Purse : _diary.Member.Main,
                Credit = false,
                Minor = minor,
                Party = where,
                Use = use,
                Way = way,
                Memo = way == Way.Transfer ? _diary.Memo("person", _seeded) : "",
            });
            if (use is Use.Shopping or Use.Shop && _seeded.Chance(45))
            {
                Refund(bought);
            }
        }
    }

    /// <summary>All of it comes back, or a part.</summary>
    private void Refund(Movement bought) => _diary.Add(bought with
    {
        At = bought.At.Date.AddDays(_seeded.Between(2, 16)).AddHours(5),
        Credit = true,
        Minor = _seeded.Chance(650) ? bought.Minor : Math.Max(100, bought.Minor * _seeded.Between(20, 80) / 100),
        Use = Use.Refund,
        Way = Way.Refund,
        Memo = _diary.Memo("refund", _seeded),
        Device = null,
        After = bought,
    });

    private void Cash(DateOnly month)
    {
        var monthly = _diary.Member.Living * _diary.Member.Habits.CashPercent / 100;
        var times = monthly == 0 ? 0 : _seeded.Between(1, 4);
        var note = _diary.Country.Code == "MY" ? 5_000 : 1_000;
        for (var i = times; i > 0; i--)
        {
            _diary.Out(Clock.Shopping(AnyDay(month), _seeded),
                Math.Max(note, monthly * _seeded.Between(60, 140) / 100 / times / note * note),
                new Party("Cash", Branch: _seeded.Below(300)), Use.CashOut, Way.Atm);
        }
    }

    private long Times(SpendingRow row)
    {
        var hundredths = _seeded.Between(row.TimesMin, row.TimesMax) * _timesPercent;
        return (hundredths / 100) + (_seeded.Below(100) < hundredths % 100 ? 1 : 0);
    }

    private DateTime At(Way way, DateOnly day) => way switch
    {
        Way.Debit => Clock.Batch(_diary.Calendar.OnOrAfter(day), _seeded),
        Way.Online or Way.Transfer => Clock.Handy(day, _seeded),
        _ => Clock.Shopping(day, _seeded),
    };

    private DateOnly AnyDay(DateOnly month) =>
        month.AddDays(_seeded.Below(DateTime.DaysInMonth(month.Year, month.Month)));
}
