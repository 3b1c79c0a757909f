using OrleansRisk.Statements.Results;
using OrleansRisk.Statements.Texts;

namespace OrleansRisk.Statements.Columns;

/// <summary>Finds out from many dates whether day or month comes first.</summary>
internal sealed class DayEvidence
{
    private readonly List<DateOnly> _asDay = [];
    private readonly List<DateOnly> _asMonth = [];
    private int _onlyDay;
    private int _onlyMonth;
    private int _either;
    private Place? _unclear;

    /// <summary>Looks at one cell that may hold a date.</summary>
    public void See(string cell, Place place)
    {
        var text = cell.Trim();
        if (DayPattern.ShowsOrder(text))
        {
            return;
        }

        var day = DayPattern.Read(text, DayOrder.DayFirst)?.Day;
        var month = DayPattern.Read(text, DayOrder.MonthFirst)?.Day;
        _onlyDay += day is not null && month is null ? 1 : 0;
        _onlyMonth += month is not null && day is null ? 1 : 0;
        if (day is { } one && month is { } other && one != other)
        {
            _either++;
            _unclear ??= place;
            _asDay.Add(one);
            _asMonth.Add(other);
        }
    }

    /// <summary>
    /// The order, and whether only the currency decided; refuses the file if nothing does. Statements are in the
    /// order of time, so an order of the parts that makes days jump to and fro is wrong.
    /// </summary>
    public (DayOrder Order, bool Assumed) Order(bool? dayFirst, string? currency)
    {
        if (dayFirst is { } stated)
        {
            return (stated ? DayOrder.DayFirst : DayOrder.MonthFirst, false);
        }

        if (_onlyDay != _onlyMonth || _either == 0)
        {
            return (_onlyMonth > _onlyDay ? DayOrder.MonthFirst : DayOrder.DayFirst, false);
        }

        var (byDay, byMonth) = (IsOrdered(_asDay), IsOrdered(_asMonth));
        if (byDay != byMonth)
        {
            return (byDay ? DayOrder.DayFirst : DayOrder.MonthFirst, false);
        }

        return currency switch
        {
            "USD" => (DayOrder.MonthFirst, true),
            null or "CAD" or "PHP" => throw RefusedException.File(RefusalCodes.AmbiguousDates, _unclear!),
            _ => (DayOrder.DayFirst, true),
        };
    }

    private static bool IsOrdered(List<DateOnly> days)
    {
        var (up, down) = (false, false);
        for (var i = 1; i < days.Count; i++)
        {
            up |= days[i] > days[i - 1];
            down |= days[i] < days[i - 1];
        }

        return !(up && down);
    }
}
