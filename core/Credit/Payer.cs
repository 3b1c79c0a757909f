using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Credit;

/// <summary>The rhythm of a stream, and which of the streams is the main income.</summary>
internal readonly record struct Payer(int LastDay, int Hits, double Period, double Unsteadiness, double Monthly)
{
    /// <summary>A mean gap this near to a period, as a share of it, is that period.</summary>
    private const double Near = 0.12;
    private static readonly double[] Periods = [7, 14, 15.2, 30.4];

    /// <summary>Whoever pays most a month, of those that paid twice; none has no hits.</summary>
    public static Payer Main(Span<byte> state)
    {
        var table = new StreamTable(state);
        var main = default(Payer);
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            if (Streams.IsIncome(entry) && Of(entry) is var payer && payer.Monthly > main.Monthly)
            {
                main = payer;
            }
        }

        return main;
    }

    public static Payer Of(in StreamEntry entry)
    {
        var period = PeriodOf(entry);
        return new(
            entry.LastDay, entry.Hits, period, Math.Min(1, entry.GapDeviation / period), entry.Amount / period * 30.4);
    }

    /// <summary>
    /// A week, two, half a month or a month, where first and last day fit it over all payments between; else the mean
    /// gap as it was learned. Over many payments that tells 14 days from half a month, which single gaps do not.
    /// </summary>
    private static double PeriodOf(in StreamEntry entry)
    {
        var mean = (entry.LastDay - entry.FirstDay) / (double)Math.Max(1, entry.Hits - 1);
        var (found, apart) = (0.0, Near);
        foreach (var period in Periods)
        {
            var distance = Math.Abs(mean - period) / period;
            (found, apart) = distance < apart ? (period, distance) : (found, apart);
        }

        return found > 0 ? found : Math.Max(1, entry.GapDays);
    }
}
