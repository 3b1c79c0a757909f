using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Features;

/// <summary>What an account did before a moment: read off its state once, for several features ask for it.</summary>
internal readonly struct Usual
{
    public const int HistoryDays = 30;
    private const double DayMs = 86_400_000;

    public Usual(Span<byte> state, PayWay way, long now, int today)
    {
        var header = new AccountHeader(state);
        var moments = new AmountMoments(state);
        var expected = Priors.Amount(header.Currency, PayWay.Card);
        Logs = Level.Shrunk(moments.Log(way), Priors.Log(header.Currency, way), Priors.LogSpread);
        Amounts = Level.Shrunk(moments.Amount(), expected, expected * Priors.AmountSpread);
        if (way == PayWay.Incoming)
        {
            return; // money coming in is compared with nothing that follows
        }

        var hours = TimeRing.Day(state);
        Hour = hours.Window(now, 1);
        Day = hours.Window(now, Layout.HourBuckets);
        Week = TimeRing.Week(state).Window(now, Layout.WeekBuckets);
        (Payments, Spent) = new DailyRing(state).OutBetween(today - HistoryDays + 1, today);
        DaysKnown = header.OldestAt == 0 ? 0 : Math.Min(Math.Max(0, now - header.OldestAt) / DayMs, HistoryDays);
    }

    /// <summary>Of ln(1 + amount), among the same way of paying.</summary>
    public readonly Level Logs;

    /// <summary>Of debit amounts, minor units.</summary>
    public readonly Level Amounts;

    public readonly RingWindow Hour;

    public readonly RingWindow Day;

    public readonly RingWindow Week;

    /// <summary>Debits of the last 30 civil days.</summary>
    public readonly int Payments;

    /// <summary>Their money, minor units.</summary>
    public readonly long Spent;

    /// <summary>Whole and broken days since the first transaction, at most 30.</summary>
    public readonly double DaysKnown;
}

/// <summary>A mean and spread of the account's own, shrunk towards what is expected of any account.</summary>
internal readonly record struct Level(double Count, double Mean, double Spread)
{
    public static Level Shrunk(in Moments own, double mean, double spread)
    {
        var weight = own.Count + Priors.Weight;
        var variance = ((own.Count * own.Variance) + (Priors.Weight * spread * spread)) / weight;
        return new(own.Count, ((own.Count * own.Mean) + (Priors.Weight * mean)) / weight, Math.Sqrt(variance));
    }
}
