using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// Balances at the end of the last 90 days: how low they stand on one day in ten, and on every second. Not a number
/// where no balance is known. From scoring version 4.
/// </summary>
internal readonly struct StandingBalances
{
    public StandingBalances(Span<byte> state, int day)
    {
        Span<long> balances = stackalloc long[Layout.DaySlots];
        var ring = new DailyRing(state);
        var (known, carried, count, negative) = (false, 0L, 0, 0);
        for (var each = Math.Min(day, ring.Head) - Layout.DaySlots + 1; each <= day; each++)
        {
            var entry = ring[each];
            (known, carried) = entry.BalanceKnown ? (true, entry.Balance) : (known, carried);
            if (known && each > day - Layout.DaySlots)
            {
                balances[count++] = carried;
                negative += carried < 0 ? 1 : 0;
            }
        }

        balances = balances[..count];
        balances.Sort();
        Low = count == 0 ? double.NaN : balances[count / 10];
        Middle = count == 0 ? double.NaN : balances[count / 2];
        ShareNegative = count == 0 ? double.NaN : negative / (double)count;
        DaysNegative = negative;
    }

    public double Low { get; }

    public double Middle { get; }

    public double ShareNegative { get; }

    public int DaysNegative { get; }
}
