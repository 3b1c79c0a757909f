using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Counterparties;

/// <summary>
/// Reads a counterparty's days from the newest to the oldest. Labels are late and may be taken back: a transaction of
/// the last seven days counts only once it is labelled; an older one that nobody labelled is genuine.
/// </summary>
internal static class FigureReading
{
    /// <summary>Days within which silence says nothing yet.</summary>
    private const int LabelDays = 7;
    private const int HalfLifeDays = 14;
    private const long Unit = 1 << 20;

    /// <summary>Days without a fraud that end a streak of them.</summary>
    private const int StreakGap = 7;

    /// <summary>Pseudo-transactions behind the share of fraud, and their share of fraud in parts per million.</summary>
    private const int PriorWeight = 2;
    private const int PriorPpm = 2_000;

    public static CounterpartyStatistics Of(ReadOnlySpan<byte> counts, int civilDay)
    {
        var sums = new Sums { Streak = -1, Newest = -1, GenuineSince = 0 };
        var head = counts.I32(CounterpartyCounts.Head);
        var last = Math.Max(0, head - CounterpartyCounts.Days + 1);
        for (var day = Math.Min(civilDay, head); day >= last; day--)
        {
            sums.Take(
                civilDay - day, CounterpartyCounts.Entry(counts, day),
                counts.U16(CounterpartyCounts.FirstsOf(day)));
        }

        return new CounterpartyStatistics
        {
            RiskPpm = Share(sums.FadedBad, sums.FadedKnown),
            LastLabels = (byte)sums.Labels,
            LastCount = (byte)sums.Labelled,
            DaysSinceFraud = (short)sums.Newest,
            EventsIn30Days = (int)Math.Min(sums.InThirty, int.MaxValue),
            Windows = new CounterpartyWindows
            {
                Stated = true,
                OneDay = sums.OneDay,
                SevenDays = sums.SevenDays,
                ThirtyDays = sums.ThirtyDays,
                FraudAge = (short)sums.Streak,
                GenuineSince = sums.Newest < 0 ? -1 : sums.GenuineSince,
                NewAccounts1D = sums.Firsts1,
                NewAccounts7D = sums.Firsts7,
                BadAccounts = (byte)BadAccounts.Count(counts[CounterpartyCounts.Bad..]),
                FadedMilli = (long)((Int128)sums.FadedAll * 1_000 / Unit),
            },
        };
    }

    private static int Share(long bad, long all)
    {
        var share = (((Int128)bad * 1_000_000) + (PriorWeight * PriorPpm * Unit)) / (all + (PriorWeight * Unit));
        return (int)Int128.Clamp(share, 0, 1_000_000);
    }

    private struct Sums
    {
        public long FadedBad, FadedKnown, FadedAll, InThirty;
        public WindowStatistics OneDay, SevenDays, ThirtyDays;
        public int Streak, Newest, GenuineSince, Labels, Labelled, Firsts1, Firsts7;

        public void Take(int age, in (long All, int Bad, int Labelled) entry, int firsts)
        {
            var known = age > LabelDays ? Math.Max(entry.All, entry.Labelled) : entry.Labelled;
            var weight = Decay.Apply(Unit, (long)age * Decay.Ticks / HalfLifeDays);
            FadedBad += weight * entry.Bad;
            FadedKnown += weight * known;
            FadedAll += weight * entry.All;
            InThirty += age < 30 ? entry.All : 0;
            Firsts1 += age <= 1 ? firsts : 0;
            Firsts7 += age <= 7 ? firsts : 0;
            Window(age, (int)Math.Min(known, int.MaxValue), entry.Bad);
            Frauds(age, entry.Bad, (int)Math.Min(known - entry.Bad, int.MaxValue));

            // Outcomes of the newest labelled ones: newest day first, within a day the frauds first.
            for (var i = 0; i < known && Labelled < 8; i++, Labelled++)
            {
                Labels |= i < entry.Bad ? 1 << Labelled : 0;
            }
        }

        /// <summary>
        /// The day on which labels come in, as far as they have, and as many before it as the window is long.
        /// </summary>
        private void Window(int age, int known, int bad)
        {
            if (age < LabelDays)
            {
                return;
            }

            OneDay = age <= LabelDays + 1 ? Added(OneDay, known, bad) : OneDay;
            SevenDays = age <= LabelDays + 7 ? Added(SevenDays, known, bad) : SevenDays;
            ThirtyDays = age <= LabelDays + 30 ? Added(ThirtyDays, known, bad) : ThirtyDays;
        }

        private void Frauds(int age, int bad, int genuine)
        {
            if (bad > 0)
            {
                Newest = Newest < 0 ? age : Newest;
                Streak = Streak < 0 || age - Streak <= StreakGap ? age : Streak;
            }
            else if (Newest < 0)
            {
                GenuineSince = (int)Math.Min((long)GenuineSince + genuine, int.MaxValue);
            }
        }

        private static WindowStatistics Added(in WindowStatistics window, int known, int bad) =>
            new((int)Math.Min((long)window.Count + known, int.MaxValue), window.Frauds + bad);
    }
}
