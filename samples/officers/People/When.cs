using System.Globalization;
using OrleansRisk.Samples.Generator;

namespace OrleansRisk.Samples.Officers.People;

/// <summary>On which days a row of a script falls.</summary>
internal abstract record When
{
    public static When Read(string text) => text[0] switch
    {
        'm' => ReadMonthly(text[1..]),
        'x' => new Scattered(Number(text[1..])),
        _ when text.Contains('w', StringComparison.Ordinal) => ReadWeekly(text),
        _ => new Days([.. text.Split(',').Select(d => DateOnly.Parse(d, CultureInfo.InvariantCulture))]),
    };

    public abstract IEnumerable<DateOnly> Between(DateOnly from, DateOnly to, Seeded draws);

    private static Monthly ReadMonthly(string text)
    {
        var every = text.Split('/');
        var day = every[0].TrimEnd('<', '>');
        var shift = every[0][^1] switch { '<' => -1, '>' => 1, _ => 0 };
        return new Monthly(day == "L" ? 31 : Number(day), shift, every.Length == 2 ? Number(every[1]) : 1);
    }

    private static Weekly ReadWeekly(string text)
    {
        var parts = text.Split('w');
        return new Weekly(parts[0].Length == 0 ? 1 : Number(parts[0]), Number(parts[1]));
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Once in so many months.</summary>
/// <param name="Day">1 to 31; a shorter month has its last day.</param>
/// <param name="Shift">−1 moves a weekend's day to the Friday before, 1 to the Monday after.</param>
/// <param name="Every">Months from one to the next, from the first month on.</param>
internal sealed record Monthly(int Day, int Shift, int Every) : When
{
    public override IEnumerable<DateOnly> Between(DateOnly from, DateOnly to, Seeded draws)
    {
        // A pay day brought forward may fall into the month before, or out of the first month.
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to.AddDays(5); month = month.AddMonths(Every))
        {
            var day = month.AddDays(Math.Min(Day, DateTime.DaysInMonth(month.Year, month.Month)) - 1);
            while (Shift != 0 && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                day = day.AddDays(Shift);
            }

            if (day >= from && day <= to)
            {
                yield return day;
            }
        }
    }
}

/// <summary>Every so many weeks on one day of the week, 1 for Monday to 7 for Sunday.</summary>
internal sealed record Weekly(int Weeks, int Day) : When
{
    public override IEnumerable<DateOnly> Between(DateOnly from, DateOnly to, Seeded draws)
    {
        var first = from.AddDays((Day - (int)from.DayOfWeek + 7) % 7);
        for (var day = first; day <= to; day = day.AddDays(7 * Weeks))
        {
            yield return day;
        }
    }
}

/// <summary>About so many times a month, on any day.</summary>
internal sealed record Scattered(int Times) : When
{
    public override IEnumerable<DateOnly> Between(DateOnly from, DateOnly to, Seeded draws)
    {
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
        {
            var length = DateTime.DaysInMonth(month.Year, month.Month);
            var times = Times < 4 ? Times : Times + draws.Below(3) - 1;
            for (var i = 0; i < times; i++)
            {
                // One day out of each equal part of the month: spread as a household's spending is.
                var day = month.AddDays(((length * i) + draws.Below(length)) / times);
                if (day >= from && day <= to)
                {
                    yield return day;
                }
            }
        }
    }
}

/// <summary>On these days.</summary>
internal sealed record Days(IReadOnlyList<DateOnly> On) : When
{
    public override IEnumerable<DateOnly> Between(DateOnly from, DateOnly to, Seeded draws) =>
        On.Where(d => d >= from && d <= to);
}
