using System.Globalization;
using OrleansRisk.Samples.Generator;
using OrleansRisk.Samples.Worlds.Countries;
using OrleansRisk.Samples.Worlds.Money;

namespace OrleansRisk.Samples.Worlds.Lives;

/// <summary>Pay in every rhythm of the country.</summary>
internal sealed class Salaries
{
    private readonly Diary _diary;
    private readonly Seeded _seeded;
    private readonly string _memo, _day, _rhythm;
    private readonly List<(int Month, long Percent)> _extras = [];
    private readonly int _raiseMonth, _raisePercent, _swing;

    public Salaries(Diary diary, Seeded seeded)
    {
        _diary = diary;
        _seeded = seeded;
        _memo = diary.Memo("salary", seeded);
        _day = new Weighted(diary.Country.Data.Items("pay.days")).Draw(seeded);
        _rhythm = new Weighted(diary.Country.Data.Items("pay.short")).Draw(seeded);
        _raiseMonth = (int)seeded.Between(1, 12);
        _raisePercent = seeded.Chance(800) ? (int)seeded.Between(1, 6) : 0;
        _swing = seeded.Chance(620) ? 0 : (int)seeded.Between(1, 4);
        foreach (var parts in diary.Country.Data.Items("thirteenth").Select(static line => line.Split('|')))
        {
            var percent = seeded.Between(50, 100);
            if (seeded.Chance(Whole(parts[1]) * 10))
            {
                _extras.Add((Whole(parts[0]), percent));
            }
        }
    }

    /// <summary>On the last working day, or on a day of the month or the working day before.</summary>
    public void Monthly(Party employer, long minor, DateOnly from, DateOnly until, string stream = "salary")
    {
        foreach (var month in _diary.Months)
        {
            Pay(PayDay(_day, month), employer, Raised(minor, month), from, until, stream);
        }

        Extra(employer, minor, from, until, stream);
    }

    public void Short(Party employer, long monthly, DateOnly from, DateOnly until, string stream = "salary")
    {
        switch (_rhythm)
        {
            case "halves":
                foreach (var month in _diary.Months)
                {
                    Pay(PayDay("15", month), employer, Raised(monthly / 2, month), from, until, stream);
                    Pay(PayDay("last", month), employer, Raised(monthly / 2, month), from, until, stream);
                }

                break;
            case "weekly":
                Every(7, employer, monthly * 12 / 52, from, until, stream);
                break;
            case "fortnightly":
                Every(14, employer, monthly * 12 / 26, from, until, stream);
                break;
            default:
                Every(28, employer, monthly * 12 / 13, from, until, stream);
                break;
        }
    }

    public void Every(int days, Party employer, long minor, DateOnly from, DateOnly until, string stream)
    {
        var day = _diary.First.AddDays(_seeded.Below(days));
        while (day.DayOfWeek != (days == 7 ? DayOfWeek.Friday : DayOfWeek.Thursday))
        {
            day = day.AddDays(1);
        }

        for (; day < _diary.End; day = day.AddDays(days))
        {
            Pay(_diary.Calendar.OnOrBefore(day), employer, Raised(minor, day), from, until, stream);
        }
    }

    /// <summary>A base, and what was sold or worked on top.</summary>
    public void Variable(Party employer, long monthly, DateOnly from, DateOnly until)
    {
        var fixedPart = _seeded.Between(45, 80);
        foreach (var month in _diary.Months)
        {
            var moving = (100 - fixedPart) * _seeded.Bell(10, 190) / 100;
            var minor = Raised(monthly, month) * (fixedPart + moving) / 100;
            Pay(PayDay(_day, month), employer, minor + _seeded.Below(900), from, until, "salary");
        }
    }

    public void Bonus(Party employer, long minor, int month)
    {
        foreach (var each in _diary.Months.Where(each => each.Month == month))
        {
            var day = _diary.Calendar.OnOrBefore(BankCalendar.Day(each, 25));
            _diary.In(Clock.Batch(day, _seeded), minor * _seeded.Between(70, 140) / 100, employer, Use.Bonus, Way.Batch,
                Stamp(_diary.Memo("bonus", _seeded), day), "salary");
        }
    }

    /// <summary>A 13th month or holiday pay, if the country and the employer have one.</summary>
    private void Extra(Party employer, long minor, DateOnly from, DateOnly until, string stream)
    {
        foreach (var (month, percent) in _extras)
        {
            foreach (var each in _diary.Months.Where(each => each.Month == month))
            {
                Pay(PayDay("20", each), employer, minor * percent / 100, from, until, stream);
            }
        }
    }

    private void Pay(DateOnly day, Party employer, long minor, DateOnly from, DateOnly until, string stream)
    {
        var swung = _swing == 0 ? minor : minor * _seeded.Bell(100 - _swing, 100 + (2 * _swing)) / 100;
        if (day >= from && day < until)
        {
            _diary.In(
                Clock.Batch(day, _seeded), swung, employer, Use.Salary, Way.Batch, Stamp(_memo, day), stream);
        }
    }

    private DateOnly PayDay(string rule, DateOnly month) => rule == "last"
        ? _diary.Calendar.LastWorking(month)
        : _diary.Calendar.OnOrBefore(BankCalendar.Day(month, Whole(rule))) is var day && day.Month == month.Month
            ? day : _diary.Calendar.OnOrAfter(month);

    /// <summary>The memo's date is the payer's; the bank prints what it is sent.</summary>
    private string Stamp(string memo, DateOnly day) => Memos.Fill(memo, _diary.Country, day, _seeded);

    private long Raised(long minor, DateOnly day)
    {
        var years = 0;
        for (var month = _diary.First.AddMonths(1); month <= day; month = month.AddMonths(1))
        {
            years += month.Month == _raiseMonth ? 1 : 0;
        }

        return minor * (100 + (years * _raisePercent)) / 100;
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
