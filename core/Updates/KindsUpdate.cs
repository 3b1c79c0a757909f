using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// What scoring version 4 keeps otherwise: money has kinds, and only what is earned is income. Money of which nothing
/// says what it is becomes income once it has shown the rhythm of one; then what came before is income too.
/// </summary>
internal static class KindsUpdate
{
    private const double DaysPerMonth = 30.4;

    /// <summary>Payments after which a rhythm may be as loose as work for a platform is.</summary>
    private const int LooseHits = 6;

    /// <summary>Payments of firms, each without a rhythm, after which the next are income.</summary>
    private const int FirmsMin = 3;

    /// <summary>Turns a state of earlier scoring versions into one of this; once.</summary>
    public static void Begin(Span<byte> state)
    {
        var header = new AccountHeader(state);
        if (header.Kinds)
        {
            return;
        }

        new PartyTable(state).BeginKinds();
        header.Flags |= AccountHeader.KindsBit;
        var table = new StreamTable(state);
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            if (entry.Hits > 0 && HasRhythm(entry))
            {
                Recognise(state, entry);
            }
        }
    }

    /// <summary>Payers of income, lenders and whoever must be paid, by their reduced name.</summary>
    public static void LearnStream(in ScoringContext context)
    {
        var flow = context.Borrows || context.Repays ? context.Flow : context.Classification.Flow;
        var housing = context.Classification.Housing && !context.Credit;
        if (context.Amount == 0 || (context.Moved && flow == context.Classification.Flow)
            || !(housing || flow is FlowKind.Income or FlowKind.OtherIn or FlowKind.LoanIn or FlowKind.Debt))
        {
            return;
        }

        var table = new StreamTable(context.State);
        var party = context.Party != 0 ? context.Party : (ulong)flow + 1;
        if (flow == FlowKind.OtherIn && EarnedIncome.IsBesidePay(table.Of(party, flow), context))
        {
            return; // what an employer gives back between two pays tells nothing of their rhythm
        }

        table.Add(party, flow, context.Inputs.CivilDay, context.Amount, housing);
        table.Mark(party, flow, flow == context.Classification.Flow
            ? MarksOf(context.Classification.Traits)
            : StreamMarks.Payday);
        LearnEarned(context, table, table.Of(party, flow));
    }

    /// <summary>A rhythm makes income of what came in one; firms that pay by turns are one income together.</summary>
    private static void LearnEarned(in ScoringContext context, StreamTable table, in StreamEntry entry)
    {
        var paysBack = new PartyTable(context.State).Of(entry.Party).Payments > 0;
        if (context.Party == 0 || context.Classification.Categorised || entry.Kind != FlowKind.OtherIn || paysBack
            || TransactionClassification.IsSentByPeople(context.Transaction)
            || (entry.Marks & StreamMarks.Earned) != 0)
        {
            return;
        }

        if (HasRhythm(entry))
        {
            Recognise(context.State, entry);
        }
        else if (EarnedIncome.IsOfFirm(context))
        {
            table.Add(StreamTable.Firms, FlowKind.OtherIn, context.Inputs.CivilDay, context.Amount);
            if (table.Of(StreamTable.Firms, FlowKind.OtherIn).Hits >= FirmsMin)
            {
                table.Mark(StreamTable.Firms, FlowKind.OtherIn, StreamMarks.Earned);
            }
        }
    }

    private static StreamMarks MarksOf(CategoryTraits traits) =>
        ((traits & CategoryTraits.Payday) != 0 ? StreamMarks.Payday : 0)
        | ((traits & CategoryTraits.Collection) != 0 ? StreamMarks.Collection : 0)
        | ((traits & CategoryTraits.Student) != 0 ? StreamMarks.Student : 0);

    private static bool HasRhythm(in StreamEntry entry) => entry.Kind == FlowKind.OtherIn
        && (Streams.IsIncome(entry)
            || (entry.Hits >= LooseHits && entry.GapDays <= DaysPerMonth / 2
                && entry.GapDeviation <= entry.GapDays * 0.6));

    /// <summary>Moves what has come from it so far, as far as months hold it, from other money to income.</summary>
    private static void Recognise(Span<byte> state, in StreamEntry entry)
    {
        new StreamTable(state).Mark(entry.Party, entry.Kind, StreamMarks.Earned);
        var left = MoveAll(state, entry, entry.Amount, long.MaxValue);
        MoveAll(state, entry, long.MaxValue, left); // a bonus, or the better of two pays that differ
    }

    /// <summary>
    /// Moves what came from it, at most so much a payment and so much in all; says what of their mean found no room.
    /// </summary>
    private static long MoveAll(Span<byte> state, in StreamEntry entry, long each, long all)
    {
        var months = new MonthRing(state);
        var gap = (entry.LastDay - entry.FirstDay) / (double)Math.Max(1, entry.Hits - 1);
        var wanting = 0L;
        for (var back = 0; back < entry.Hits && all > 0; back++)
        {
            var month = CivilDate.Month(entry.LastDay - (int)Math.Floor((back * gap) + 0.5));
            if (!months.Holds(month))
            {
                break;
            }

            var moved = Math.Clamp(Math.Min(each, all), 0, months.Sum(month, FlowKind.OtherIn));
            months.Add(month, FlowKind.OtherIn, -moved, count: false);
            months.Add(month, FlowKind.Income, moved, count: false);
            (all, wanting) = (all - moved, wanting + entry.Amount - moved);
        }

        return Math.Max(0, wanting);
    }
}
