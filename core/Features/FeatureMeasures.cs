using System.Numerics;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Features;

/// <summary>Measures every anomaly feature of the catalogue before the transaction is folded.</summary>
internal static class FeatureMeasures
{
    private const double DayMs = 86_400_000;
    private const double HourInDays = 1.0 / 24;
    private const double Ln2 = 0.6931471805599453;
    private const int OutlierDays = 14;
    private const double PriorEvents = 2;
    private const long GapMaxMs = 30L * 86_400_000;

    /// <summary>All features, from those that the surprise has measured on.</summary>
    public static void Of(in ScoringContext context, in FeatureValues values, out FeatureRow row)
    {
        row = FeatureRow.Missing();
        Amounts(context, values, ref row);
        Times(context, values, ref row);
        if (!context.Credit)
        {
            Velocity(context, values, ref row);
            Spend(context, values, ref row);
            Repeat(context, ref row);
        }

        Novelty(context, values, ref row);
        row[(int)FeatureNumber.DrainGone24H] = values[(int)FeatureId.Drain];
        row[(int)FeatureNumber.DrainBalance] = DrainFamily.ShareOfBalance(context);
        row[(int)FeatureNumber.DrainPassedThrough] = values[(int)FeatureId.PassedThrough];
        row[(int)FeatureNumber.GeoSpeed] = Travel.Speed(context);
        Counterparty(context, ref row);
        if (context.ScoringVersion >= ScoringVersions.Two)
        {
            Learned(context, ref row);
        }
    }

    /// <summary>What only scoring version 2 and later keep.</summary>
    private static void Learned(in ScoringContext context, ref FeatureRow row)
    {
        var (newest, day) = (new AccountHeader(context.State).NewestDay, context.Inputs.CivilDay);
        if (!context.Credit)
        {
            row[(int)FeatureNumber.RepeatOutliers14D] =
                new DailyRing(context.State).OutliersBetween(day - OutlierDays + 1, day);
        }

        if (!context.Credit && context.HasMoney && context.Amount > 0
            && new GreatestAmounts(context.State).Greatest(newest, day) is > 0 and var greatest)
        {
            row[(int)FeatureNumber.AmountRatioMax30] = context.Amount / (double)greatest;
        }

        if (context.Party != 0)
        {
            row[(int)FeatureNumber.NoveltyParties1D] = NoveltyFamily.PartiesOfADay(context);
            row[(int)FeatureNumber.NoveltyParties30D] = NoveltyFamily.PartiesOfAMonth(context, newest);
        }
    }

    private static void Amounts(in ScoringContext context, in FeatureValues values, ref FeatureRow row)
    {
        if (!context.HasMoney)
        {
            return;
        }

        row[(int)FeatureNumber.AmountLog] = context.LogAmount;
        row[(int)FeatureNumber.AmountValue] = context.Amount;
        row[(int)FeatureNumber.AmountRatioMean] = values[(int)FeatureId.AmountRatio];
        row[(int)FeatureNumber.AmountZ] = values[(int)FeatureId.AmountDeviation];
        row[(int)FeatureNumber.AmountZLog] = values[(int)FeatureId.AmountLogDeviation];
        Structuring.Measure(context, ref row);
    }

    private static void Times(in ScoringContext context, in FeatureValues values, ref FeatureRow row)
    {
        var header = new AccountHeader(context.State);
        row[(int)FeatureNumber.HistoryTransactions] = header.Transactions;
        row[(int)FeatureNumber.TimeWeekday] = (context.Inputs.CivilDay + 3) % 7;
        row[(int)FeatureNumber.TimeHourSurprise] = values[(int)FeatureId.Hour];
        if (!context.Transaction.DayOnly)
        {
            row[(int)FeatureNumber.TimeHour] = context.Hour;
        }

        if (header.NewestAt == 0)
        {
            return;
        }

        row[(int)FeatureNumber.HistoryDays] = Math.Max(0, context.Now - header.OldestAt) / DayMs;
        if (!context.Transaction.DayOnly)
        {
            row[(int)FeatureNumber.VelocityGap] =
                Math.Clamp(context.Transaction.At - header.NewestAt, 0, GapMaxMs) / 1_000.0;
        }
    }

    private static void Velocity(in ScoringContext context, in FeatureValues values, ref FeatureRow row)
    {
        var usual = context.Usual;
        row[(int)FeatureNumber.VelocityCount1D] = usual.Day.CountEstimate;
        row[(int)FeatureNumber.VelocityCount7D] = usual.Week.CountEstimate;
        row[(int)FeatureNumber.VelocityCount30D] = usual.Payments;
        row[(int)FeatureNumber.VelocityBurst1D] = values[(int)FeatureId.BurstDay];
        if (context.Transaction.DayOnly)
        {
            return;
        }

        row[(int)FeatureNumber.VelocityCount1H] = usual.Hour.CountEstimate;
        row[(int)FeatureNumber.VelocityBurst1H] = values[(int)FeatureId.BurstHour];
        var left = new DecayedSums(context.State).CountAt(HalfLives.Hour, credit: false, context.Now);
        row[(int)FeatureNumber.VelocityHawkes] = left - (VelocityFamily.Rate(context) * HourInDays / Ln2);
    }

    private static void Spend(in ScoringContext context, in FeatureValues values, ref FeatureRow row)
    {
        var usual = context.Usual;
        row[(int)FeatureNumber.SpendAverage1D] = Average(usual.Day.SumEstimate, usual.Day.CountEstimate, usual);
        row[(int)FeatureNumber.SpendAverage7D] = Average(usual.Week.SumEstimate, usual.Week.CountEstimate, usual);
        row[(int)FeatureNumber.SpendAverage30D] = Average(usual.Spent, usual.Payments, usual);
        row[(int)FeatureNumber.SpendDay] = values[(int)FeatureId.SpendDay];
        row[(int)FeatureNumber.SpendWeek] = values[(int)FeatureId.SpendWeek];
    }

    private static double Average(double sum, double count, in Usual usual) =>
        count > 0 ? sum / count / usual.Amounts.Mean : double.NaN;

    private static void Repeat(in ScoringContext context, ref FeatureRow row)
    {
        var outliers = new OwnOutliers(context.State);
        row[(int)FeatureNumber.RepeatOutliersFaded] = outliers.CountAt(context.Now);
        row[(int)FeatureNumber.RepeatSinceOutlier] =
            outliers.NewestAt == 0 ? double.NaN : Math.Max(0, context.Now - outliers.NewestAt) / DayMs;
    }

    private static void Novelty(in ScoringContext context, in FeatureValues values, ref FeatureRow row)
    {
        row[(int)FeatureNumber.NoveltyParty] = values[(int)FeatureId.NewParty];
        row[(int)FeatureNumber.NoveltyPartyShare] = NoveltyFamily.PartyShare(context);
        row[(int)FeatureNumber.NoveltyCountry] = NoveltyFamily.Country(context).Nats;
        row[(int)FeatureNumber.NoveltyDevice] = NoveltyFamily.Device(context).Nats;
        row[(int)FeatureNumber.NoveltyChannel] = NoveltyFamily.Channel(context).Nats;
        row[(int)FeatureNumber.NoveltyCategory] = NoveltyFamily.Category(context).Nats;
    }

    private static void Counterparty(in ScoringContext context, ref FeatureRow row)
    {
        var figures = context.Inputs.Figures;
        if (!figures.Known)
        {
            return;
        }

        row[(int)FeatureNumber.CounterpartyRiskFaded] = figures.RiskPpm / 1e6;
        row[(int)FeatureNumber.CounterpartySinceFraud] = figures.DaysSinceFraud;
        row[(int)FeatureNumber.CounterpartyLast1] = Share(figures.LastLabels, figures.LastCount, 1);
        row[(int)FeatureNumber.CounterpartyLast3] = Share(figures.LastLabels, figures.LastCount, 3);
        row[(int)FeatureNumber.CounterpartyLast5] = Share(figures.LastLabels, figures.LastCount, 5);
        if (figures.Windows.Stated)
        {
            Windows(figures, ref row);
        }
    }

    private static void Windows(in CounterpartyStatistics figures, ref FeatureRow row)
    {
        var windows = figures.Windows;
        row[(int)FeatureNumber.CounterpartyCount1D] = windows.OneDay.Count;
        row[(int)FeatureNumber.CounterpartyCount7D] = windows.SevenDays.Count;
        row[(int)FeatureNumber.CounterpartyCount30D] = windows.ThirtyDays.Count;
        row[(int)FeatureNumber.CounterpartyRisk1D] = Smoothed(windows.OneDay);
        row[(int)FeatureNumber.CounterpartyRisk7D] = Smoothed(windows.SevenDays);
        row[(int)FeatureNumber.CounterpartyRisk30D] = Smoothed(windows.ThirtyDays);
        row[(int)FeatureNumber.CounterpartyFraudAge] = windows.FraudAge;
        row[(int)FeatureNumber.CounterpartyGenuineSince] = windows.GenuineSince;
        row[(int)FeatureNumber.CounterpartyFraudRun] = windows.GenuineSince == 0 ? windows.FraudAge : -1;
        row[(int)FeatureNumber.GraphNewAccounts1D] = windows.NewAccounts1D;
        row[(int)FeatureNumber.GraphNewAccounts7D] = windows.NewAccounts7D;
        row[(int)FeatureNumber.GraphBadAccounts] = windows.BadAccounts;
        row[(int)FeatureNumber.GraphFanIn] = windows.FadedMilli / 1e3 / Math.Max(1, figures.Accounts);
    }

    private static double Smoothed(in WindowStatistics window) =>
        (window.Frauds + (PriorEvents * Priors.FraudShare)) / (window.Count + PriorEvents);

    /// <summary>Share of fraud among the newest labelled.</summary>
    private static double Share(byte labels, byte count, int newest)
    {
        var taken = Math.Min((int)count, newest);
        return taken == 0 ? double.NaN : BitOperations.PopCount(labels & ((1u << taken) - 1)) / (double)taken;
    }
}
