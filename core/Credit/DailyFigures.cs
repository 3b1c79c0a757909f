using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// What the last 90 days say: balances at the end of the day, returned payments, the pace of spending.
/// </summary>
internal struct DailyFigures
{
    private const int PaceDays = 14;
    private const int PaceHistory = 45;
    private const int LowestKept = (Layout.DaySlots / 10) + 1;

    /// <summary>The balance that one day in ten ends below; NaN where no balance is known.</summary>
    public double LowBalance;
    public int DaysNegative;
    public int Returned;
    public double WeeklyOutflow;

    /// <summary>Outflow a day in the last 14 days over that of all days; NaN with too short a history.</summary>
    public double Pace;

    public static DailyFigures Of(Span<byte> state, int day)
    {
        var ring = new DailyRing(state);
        var figures = default(DailyFigures);
        Span<long> lowest = stackalloc long[LowestKept];
        var known = 0;
        long? carried = null;
        var from = Math.Max(new AccountHeader(state).OldestDay, day - Layout.DaySlots + 1);
        var (all, lately) = (0.0, 0.0);
        for (var each = from; each <= day; each++)
        {
            var entry = ring[each];
            carried = entry.BalanceKnown ? entry.Balance : carried;
            figures.Returned += entry.Returned;
            all += entry.OutSum;
            lately += each > day - PaceDays ? entry.OutSum : 0;
            if (carried is { } balance)
            {
                Keep(lowest, known++, balance); // a day without transactions ends as the day before
                figures.DaysNegative += balance < 0 ? 1 : 0;
            }
        }

        var days = day - from + 1;
        figures.WeeklyOutflow = all / days * 7;
        figures.Pace = days < PaceHistory || all <= 0 ? double.NaN : lately / PaceDays / (all / days);
        figures.LowBalance = known == 0 ? double.NaN : lowest[known / 10];
        return figures;
    }

    /// <summary>
    /// Of what came in within 90 days, the share that went out on the same day or the next; 0 if nothing came in.
    /// </summary>
    public static double PassedOn(Span<byte> state, int day)
    {
        var ring = new DailyRing(state);
        var (cameIn, passed) = (0.0, 0.0);
        for (var each = day - Layout.DaySlots + 1; each <= day; each++)
        {
            var entry = ring[each];
            cameIn += entry.InSum;
            passed += Math.Min(entry.InSum, (double)entry.OutSum + ring[each + 1].OutSum);
        }

        return cameIn >= 1 ? passed / cameIn : 0;
    }

    /// <summary>Keeps the lowest values in order; a tenth of 90 days needs ten.</summary>
    private static void Keep(Span<long> lowest, int seen, long value)
    {
        var at = Math.Min(seen, LowestKept);
        if (at == LowestKept && value >= lowest[at - 1])
        {
            return;
        }

        for (at = Math.Min(at, LowestKept - 1); at > 0 && lowest[at - 1] > value; at--)
        {
            lowest[at] = lowest[at - 1];
        }

        lowest[at] = value;
    }
}
