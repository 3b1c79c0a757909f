using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;

namespace OrleansRisk.Core.Credit;

/// <summary>What the recurring streams say: income, lenders, housing, and what should have been paid.</summary>
internal static class StreamMeasures
{
    private const double OverdueMax = 3;
    private const int NewLenderDays = 14;
    private const int DaysOfGrace = 5;
    private const int MissedHitsMin = 3;

    public static void Of(Span<byte> state, int day, in CashFlow flow, ref FeatureRow row)
    {
        Income(state, day, ref row);
        row[(int)FeatureNumber.DebtLenders] = Streams.Of(state, day).Lenders;
        var table = new StreamTable(state);
        var (borrowed, expected, missed, rent) = (0, 0, 0, double.NaN);
        var greatest = 0.0;
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            if (entry.Hits == 0)
            {
                continue;
            }

            borrowed += entry.Kind == FlowKind.LoanIn && day - entry.LastDay < NewLenderDays ? 1 : 0;
            if (entry.Kind is not (FlowKind.Debt or FlowKind.Essential) || entry.Hits < 2)
            {
                continue;
            }

            var payer = Payer.Of(entry);
            if (entry.Housing && payer.Monthly > greatest)
            {
                (greatest, rent) = (payer.Monthly, payer.Unsteadiness);
            }

            if (entry.Hits >= MissedHitsMin && day - entry.LastDay <= Layout.DaySlots)
            {
                expected++;
                missed += day - entry.LastDay > payer.Period + DaysOfGrace ? 1 : 0;
            }
        }

        row[(int)FeatureNumber.BorrowingCount14D] = borrowed;
        row[(int)FeatureNumber.HousingUnsteadiness] = rent;
        row[(int)FeatureNumber.ObligationsMissed] = expected == 0 ? double.NaN : missed;
    }

    private static void Income(Span<byte> state, int day, ref FeatureRow row)
    {
        var main = Payer.Main(state);
        if (main.Hits < 2)
        {
            return;
        }

        row[(int)FeatureNumber.IncomeRegularity] = 1 - main.Unsteadiness;
        row[(int)FeatureNumber.IncomeOverdue] =
            Math.Clamp((day - main.LastDay - main.Period) / main.Period, 0, OverdueMax);
        var table = new StreamTable(state);
        var (sum, squares) = (0.0, 0.0);
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var monthly = Streams.IsIncome(table[slot]) ? Payer.Of(table[slot]).Monthly : 0;
            sum += monthly;
            squares += monthly * monthly;
        }

        row[(int)FeatureNumber.IncomeConcentration] = sum > 0 ? squares / (sum * sum) : double.NaN;
    }
}
