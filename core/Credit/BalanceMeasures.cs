using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// What the balances at the end of the day say. A day without transactions ends as the day before; days before the
/// first known balance are missing.
/// </summary>
internal static class BalanceMeasures
{
    private const double DaysPerMonth = 30;
    private const int RecentDays = 30;
    private const int MiddleDays = 60;
    private const double RunwayMax = 365;

    public static void Of(Span<byte> state, int day, in CashFlow flow, ref FeatureRow row)
    {
        Span<long> balances = stackalloc long[Layout.DaySlots];
        var known = balances[..Read(state, day, balances)]; // oldest first
        if (known.IsEmpty)
        {
            return;
        }

        Quantiles(known, RecentDays, FeatureNumber.BalanceLow30D, ref row);
        Quantiles(known, MiddleDays, FeatureNumber.BalanceLow60D, ref row);
        Quantiles(known, Layout.DaySlots, FeatureNumber.BalanceLow90D, ref row);
        Negative(known, ref row);
        row[(int)FeatureNumber.BalanceVolatility] = Volatility(known, flow.Outflow / DaysPerMonth);
        row[(int)FeatureNumber.BalanceTrend] = Trend(known, flow.Outflow);
        if (flow.Essential >= 1)
        {
            row[(int)FeatureNumber.CushionRunway] =
                Math.Min(Math.Max(0.0, known[^1]) / (flow.Essential / DaysPerMonth), RunwayMax);
        }

        BeforePay(state, day, known, flow.Outflow, ref row);
    }

    /// <summary>Balances of the last 90 days up to this one, those that are known; says how many.</summary>
    private static int Read(Span<byte> state, int day, Span<long> balances)
    {
        var ring = new DailyRing(state);
        var (known, count) = (false, 0);
        var carried = 0L;
        for (var each = Math.Min(day, ring.Head) - Layout.DaySlots + 1; each <= day; each++)
        {
            var entry = ring[each];
            (known, carried) = entry.BalanceKnown ? (true, entry.Balance) : (known, carried);
            if (known && each > day - Layout.DaySlots)
            {
                balances[count++] = carried;
            }
        }

        return count;
    }

    private static void Quantiles(ReadOnlySpan<long> known, int days, FeatureNumber first, ref FeatureRow row)
    {
        Span<long> sorted = stackalloc long[Layout.DaySlots];
        sorted = Sorted(known[Math.Max(0, known.Length - days)..], sorted);
        row[(int)first] = sorted[sorted.Length / 10];
        row[(int)first + 1] = sorted[sorted.Length / 2];
        row[(int)first + 2] = sorted[sorted.Length * 9 / 10];
        row[(int)FeatureNumber.BalanceLowest90D] = sorted[0];
    }

    private static Span<long> Sorted(ReadOnlySpan<long> values, Span<long> room)
    {
        values.CopyTo(room);
        var sorted = room[..values.Length];
        sorted.Sort();
        return sorted;
    }

    private static void Negative(ReadOnlySpan<long> known, ref FeatureRow row)
    {
        var (recent, all, run, longest) = (0, 0, 0, 0);
        for (var i = 0; i < known.Length; i++)
        {
            run = known[i] < 0 ? run + 1 : 0;
            all += known[i] < 0 ? 1 : 0;
            recent += known[i] < 0 && i >= known.Length - RecentDays ? 1 : 0;
            longest = Math.Max(longest, run);
        }

        row[(int)FeatureNumber.BalanceNegative30D] = recent;
        row[(int)FeatureNumber.BalanceNegative90D] = all;
        row[(int)FeatureNumber.BalanceNegativeRun] = longest;
    }

    private static double Volatility(ReadOnlySpan<long> known, double outflowPerDay)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var balance in known)
        {
            sum += balance;
        }

        var mean = sum / known.Length;
        foreach (var balance in known)
        {
            squares += (balance - mean) * (balance - mean);
        }

        var scale = Math.Abs(mean) + outflowPerDay;
        return scale >= 1 ? Math.Sqrt(squares / known.Length) / scale : double.NaN;
    }

    private static double Trend(ReadOnlySpan<long> known, double outflow)
    {
        if (known.Length <= MiddleDays || outflow < 1)
        {
            return double.NaN;
        }

        Span<long> room = stackalloc long[Layout.DaySlots];
        var old = Sorted(known[..^MiddleDays], room);
        var before = old[old.Length / 2];
        var now = Sorted(known[^RecentDays..], room);
        return (now[now.Length / 2] - (double)before) / outflow;
    }

    /// <summary>
    /// The five days before each of the last three pay days, as far as they lie within 90 days; the earlier two where
    /// the payer's period puts them.
    /// </summary>
    private static void BeforePay(
        Span<byte> state, int day, ReadOnlySpan<long> known, double outflow, ref FeatureRow row)
    {
        const int Before = 5, Pays = 3;
        var payer = Payer.Main(state);
        if (payer.Hits < 2 || outflow < 1)
        {
            return;
        }

        var lowest = double.NaN;
        for (var pay = 0; pay < Pays; pay++)
        {
            var paid = payer.LastDay - (int)Math.Floor((pay * payer.Period) + 0.5);
            for (var each = paid - Before; each < paid; each++)
            {
                var place = known.Length - 1 - (day - each);
                if (place >= 0 && place < known.Length && !(known[place] >= lowest))
                {
                    lowest = known[place];
                }
            }
        }

        row[(int)FeatureNumber.CushionBeforePay] = lowest / outflow;
    }
}
