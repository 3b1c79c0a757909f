namespace OrleansRisk.Core.Accounts;

/// <summary>
/// What the recurring streams say: is there an income, does it still come, how many lenders are there.
/// </summary>
internal struct Streams
{
    private const int LenderDays = 90;
    private const int YearDays = 365;
    private const double DaysPerMonth = 30.4;

    /// <summary>Study funding that came once is taken for that of a term.</summary>
    private const double TermDays = 4 * DaysPerMonth;
    private const double RhythmMin = 5;
    private const double RhythmMax = 35;

    /// <summary>An income of two payments or more has been seen.</summary>
    public bool HasIncome;

    /// <summary>Days since the main income came last, and the days between its payments.</summary>
    public int DaysSince;
    public double GapDays;

    public int Lenders;

    /// <summary>Of the lenders those of loans until the next pay, and collectors. From scoring version 4.</summary>
    public int Payday;
    public int Collectors;

    /// <summary>The same of longer ago, within a year.</summary>
    public int PaydayBefore;
    public int CollectorsBefore;

    /// <summary>Days since the first income that is known. From scoring version 4.</summary>
    public int EarnedSince;

    /// <summary>
    /// What lenders for studies pay out, a month: borrowed, yet no distress, and lived on as agreed. From scoring
    /// version 4.
    /// </summary>
    public double StudyFunding;

    /// <summary>What goes into a mortgage, a month; of named lenders. From scoring version 4.</summary>
    public double HousingDebt;

    public static Streams Of(Span<byte> state, int day)
    {
        if (new AccountHeader(state).Kinds)
        {
            return OfKinds(state, day);
        }

        var table = new StreamTable(state);
        var streams = default(Streams);
        var greatest = 0.0;
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            if (IsIncome(entry) && Monthly(entry) > greatest)
            {
                greatest = Monthly(entry);
                streams.HasIncome = true;
                streams.DaysSince = Math.Max(0, day - entry.LastDay);
                streams.GapDays = entry.GapDays;
            }

            var lends = entry.Hits > 0 && entry.Kind is FlowKind.Debt or FlowKind.LoanIn;
            streams.Lenders += lends && day - entry.LastDay <= LenderDays && IsFirstOfParty(table, slot) ? 1 : 0;
        }

        return streams;
    }

    /// <summary>Named income, or whatever else comes in with the rhythm of one.</summary>
    public static bool IsIncome(in StreamEntry entry) => entry.Hits >= 2 && entry.Kind switch
    {
        FlowKind.Income => true,
        FlowKind.OtherIn when (entry.Marks & StreamMarks.Earned) != 0 => true,
        FlowKind.OtherIn => entry.Hits >= 3 && entry.GapDays is >= RhythmMin and <= RhythmMax &&
                            entry.GapDeviation <= entry.GapDays / 4,
        _ => false,
    };

    /// <summary>Whether a payer whom nothing else tells apart has the rhythm of an income.</summary>
    public static bool IsIncomeOf(Span<byte> state, ulong party)
    {
        var table = new StreamTable(state);
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            if (entry.Party == party && entry.Kind == FlowKind.OtherIn && IsIncome(entry))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// From scoring version 4 an income has not stopped as long as any comes, from whomever; a lender for studies is
    /// none, and a collector none either.
    /// </summary>
    private static Streams OfKinds(Span<byte> state, int day)
    {
        var table = new StreamTable(state);
        var streams = new Streams { DaysSince = int.MaxValue };
        var greatest = 0.0;
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            if (IsEarned(entry))
            {
                streams.HasIncome = true;
                streams.DaysSince = Math.Min(streams.DaysSince, Math.Max(0, day - entry.LastDay));
                streams.EarnedSince = Math.Max(streams.EarnedSince, day - entry.FirstDay);
                var gap = entry.Hits > 1 ? entry.GapDays : 0;
                (greatest, streams.GapDays) = Monthly(entry) > greatest && gap > 0
                    ? (Monthly(entry), gap) : (greatest, streams.GapDays);
            }

            if (entry.Hits > 0 && entry.Kind is FlowKind.Debt or FlowKind.LoanIn && IsFirstOfParty(table, slot))
            {
                streams.CountLender(entry, day - entry.LastDay);
            }

            var pays = entry.Hits > 0 && entry.Kind == FlowKind.LoanIn && (entry.Marks & StreamMarks.Student) != 0;
            var houses = entry.Hits > 1 && entry.Kind == FlowKind.Debt && entry.Housing && IsNamed(entry);
            streams.HousingDebt += houses && day - entry.LastDay <= LenderDays
                ? entry.Amount * DaysPerMonth / Math.Max(1, entry.GapDays)
                : 0;
            streams.StudyFunding += pays && day - entry.LastDay <= YearDays / 2
                ? entry.Amount * DaysPerMonth / Math.Max(DaysPerMonth, entry.Hits > 1 ? entry.GapDays : TermDays)
                : 0;
        }

        streams.DaysSince = streams.HasIncome ? streams.DaysSince : 0;
        return streams;
    }

    private void CountLender(in StreamEntry entry, int since)
    {
        var payday = (entry.Marks & StreamMarks.Payday) != 0;
        var collector = (entry.Marks & StreamMarks.Collection) != 0;
        if (since > LenderDays)
        {
            PaydayBefore += payday && since <= YearDays ? 1 : 0;
            CollectorsBefore += collector && since <= YearDays ? 1 : 0;
            return;
        }

        Payday += payday ? 1 : 0;
        Collectors += collector ? 1 : 0;
        Lenders += collector || (entry.Marks & StreamMarks.Student) != 0 ? 0 : 1;
    }

    /// <summary>Of a party and not of all that have no name together.</summary>
    private static bool IsNamed(in StreamEntry entry) => entry.Party > Layout.FlowKinds;

    private static bool IsEarned(in StreamEntry entry) => entry.Hits > 0
        && (entry.Kind == FlowKind.Income || (entry.Marks & StreamMarks.Earned) != 0);

    private static double Monthly(in StreamEntry entry) => entry.Amount / Math.Max(1, entry.GapDays);

    /// <summary>A lender that pays out and is paid back is one lender.</summary>
    private static bool IsFirstOfParty(StreamTable table, int slot)
    {
        for (var earlier = 0; earlier < slot; earlier++)
        {
            var other = table[earlier];
            if (other.Hits > 0 && other.Party == table[slot].Party && other.Kind is FlowKind.Debt or FlowKind.LoanIn)
            {
                return false;
            }
        }

        return true;
    }
}
