using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Credit;

/// <summary>What the months say: income, what it goes into, and what is kept.</summary>
internal static class FlowMeasures
{
    private const int HalfYear = 6;
    private const int Year = 12;

    public static void Of(Span<byte> state, int day, in CashFlow flow, ref FeatureRow row)
    {
        var months = new MonthSeries(state, day);
        Income(months, flow, ref row);
        Shares(months, flow, ref row);
        Kept(months, ref row);
        Fees(months, ref row);
        var pace = DailyFigures.Of(state, day).Pace;
        row[(int)FeatureNumber.SpendingPace] = pace;
        var fast = months.Recent(FlowKind.Cash, 1) + months.Recent(FlowKind.Gambling, 1);
        row[(int)FeatureNumber.BustOut] =
            double.IsNaN(pace) ? double.NaN : CreditMeasures.OfIncome(pace > 1 ? fast : 0, flow.Income);
    }

    private static void Income(in MonthSeries months, in CashFlow flow, ref FeatureRow row)
    {
        row[(int)FeatureNumber.IncomeLevel] = Logarithm.Log(1 + Math.Max(0, flow.Income));
        row[(int)FeatureNumber.IncomeVariation] = Variation(months, Math.Min(HalfYear, months.Complete));
        row[(int)FeatureNumber.IncomeVariation12M] = Variation(months, Math.Min(Year, months.Complete));
        row[(int)FeatureNumber.IncomeTrend] = Trend(months, Math.Min(HalfYear, months.Complete));
    }

    /// <summary>Standard deviation over mean, shrunk as if half a month more had been just the mean.</summary>
    private static double Variation(in MonthSeries months, int count)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var back = 1; back <= count; back++)
        {
            var earned = months.Earned(back);
            sum += earned;
            squares += earned * earned;
        }

        var mean = sum / Math.Max(1, count);
        var spread = Math.Sqrt(Math.Max(0, (squares / Math.Max(1, count)) - (mean * mean)));
        return count < 2 || mean < 1 ? double.NaN : spread / mean * count / (count + 0.5);
    }

    /// <summary>Slope of the least squares line a month, over the mean.</summary>
    private static double Trend(in MonthSeries months, int count)
    {
        var (sum, slope) = (0.0, 0.0);
        for (var back = 1; back <= count; back++)
        {
            sum += months.Earned(back);
            slope += (((count + 1) / 2.0) - back) * months.Earned(back); // a smaller back lies later
        }

        return count < 3 || sum < count ? double.NaN : slope / (((count * count) - 1) / 12.0) / sum;
    }

    private static void Fees(in MonthSeries months, ref FeatureRow row)
    {
        Span<long> fees = stackalloc long[Layout.MonthSlots];
        var count = Math.Min(Year, months.Complete) + 1;
        for (var back = 0; back < count; back++)
        {
            fees[back] = months.Sum(back, FlowKind.Fees);
        }

        fees = fees[..count];
        fees.Sort();
        row[(int)FeatureNumber.FeesPeak] = count < 2 ? double.NaN : fees[^1] - fees[count / 2];
    }

    private static void Shares(in MonthSeries months, in CashFlow flow, ref FeatureRow row)
    {
        const int Quarter = 4; // this month and the three before
        row[(int)FeatureNumber.DebtService] = CreditMeasures.OfIncome(flow.Debt, flow.Income);
        row[(int)FeatureNumber.EssentialShare] = CreditMeasures.OfIncome(flow.Essential, flow.Income);
        row[(int)FeatureNumber.GamblingShare] = CreditMeasures.OfIncome(flow.Gambling, flow.Income);
        row[(int)FeatureNumber.FeesShare] = CreditMeasures.OfIncome(flow.Fees, flow.Income);
        row[(int)FeatureNumber.BorrowingShare] = CreditMeasures.OfIncome(flow.Borrowed, flow.Income);
        row[(int)FeatureNumber.CashShare] = flow.Outflow >= 1 ? flow.Cash / flow.Outflow : double.NaN;
        row[(int)FeatureNumber.BorrowingCount] = months.RecentCount(FlowKind.LoanIn, Quarter);
        row[(int)FeatureNumber.GamblingCount] = months.RecentCount(FlowKind.Gambling, Quarter);
        var (all, other) = (0, 0);
        for (var kind = FlowKind.Income; kind <= FlowKind.OtherOut; kind++)
        {
            var count = months.RecentCount(kind, Quarter);
            all += count;
            other += kind is FlowKind.OtherIn or FlowKind.OtherOut ? count : 0;
        }

        row[(int)FeatureNumber.CoverageUncategorised] = all == 0 ? double.NaN : other / (double)all;
    }

    private static void Kept(in MonthSeries months, ref FeatureRow row)
    {
        var (earned, spent, negative, fees, noncash) = (0.0, 0.0, 0, 0.0, 0.0);
        var (essentials, incomes) = (0, 0);
        for (var back = 1; back <= Math.Min(Year, months.Complete); back++)
        {
            earned += months.Earned(back);
            spent += months.Spent(back);
            negative += months.Earned(back) < months.Spent(back) ? 1 : 0;
            fees += months.Sum(back, FlowKind.Fees);
            noncash += months.Noncash(back);
            row[(int)FeatureNumber.FlowNegativeMonths12] = negative;
            row[(int)FeatureNumber.FeesTotal12M] = fees / back;
            row[(int)FeatureNumber.SpendingNoncash] = noncash / back;
            if (back <= 3)
            {
                row[(int)FeatureNumber.SavingsRate3M] = CreditMeasures.OfIncome(earned - spent, earned);
            }

            if (back <= HalfYear)
            {
                row[(int)FeatureNumber.FlowNegativeMonths6] = negative;
                row[(int)FeatureNumber.SavingsRate6M] = CreditMeasures.OfIncome(earned - spent, earned);
                essentials += months.Count(back, FlowKind.Essential);
                incomes += months.Count(back, FlowKind.Income) + months.Count(back, FlowKind.OtherIn);
                row[(int)FeatureNumber.EssentialCount] = essentials / (double)back;
                row[(int)FeatureNumber.IncomeCount] = incomes / (double)back;
            }
        }
    }
}
