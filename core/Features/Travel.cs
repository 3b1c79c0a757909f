using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Features;

/// <summary>How fast one must have travelled from the place before to be here.</summary>
internal static class Travel
{
    /// <summary>Beyond what anything flies, differences say nothing.</summary>
    private const double SpeedMax = 100_000;
    private const double KilometresPerDegree = 111.195;
    private const double Micro = 1e6;
    private const double HourMs = 3_600_000;

    /// <summary>Clocks of two machines differ: nobody was here sooner than a minute after there.</summary>
    private const long ApartMinMs = 60_000;

    /// <summary>Kilometres an hour; not a number where a place is not stated, here or before.</summary>
    public static double Speed(in ScoringContext context)
    {
        var last = new LastPlace(context.State);
        if (context.Transaction.Geo is not { } here || last.Time == 0 || context.Transaction.DayOnly)
        {
            return double.NaN;
        }

        var apart = Math.Max(Math.Abs(context.Transaction.At - last.Time), ApartMinMs) / HourMs;
        return Math.Min(SpeedMax, Distance(last.Point, here) / apart);
    }

    /// <summary>As on a flat map between the two latitudes: within a percent over a country.</summary>
    internal static double Distance(GeoPoint from, GeoPoint to)
    {
        var north = (to.LatitudeMicro - from.LatitudeMicro) / Micro;
        var east = Math.Abs(to.LongitudeMicro - (double)from.LongitudeMicro) / Micro;
        east = Math.Min(east, 360 - east) * Cosine((to.LatitudeMicro + (double)from.LatitudeMicro) / 2 / Micro);
        return KilometresPerDegree * Math.Sqrt((north * north) + (east * east));
    }

    /// <summary>Taylor's series, within 10⁻⁶ for a latitude: the library's differs between processors.</summary>
    private static double Cosine(double degrees)
    {
        var x = degrees * 0.017453292519943295;
        var square = x * x;
        return 1 - (square / 2 * (1 - (square / 12 * (1 - (square / 30 * (1 - (square / 56 * (1 - (square / 90)))))))));
    }
}
