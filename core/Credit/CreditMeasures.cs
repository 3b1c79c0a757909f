using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Numerics;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// Measures every credit feature of the catalogue, as of a civil day that is still to come or just began. What is not
/// known is missing; an account that has seen nothing has nothing but what it asks for.
/// </summary>
internal static class CreditMeasures
{
    public static void Of(Span<byte> state, int day, in CreditRequest request, out FeatureRow row)
    {
        row = FeatureRow.Missing();
        Asked(request, double.NaN, ref row);
        var header = new AccountHeader(state);
        if (header.OldestDay == 0)
        {
            return;
        }

        var flow = CashFlow.Of(state, day);
        History(state, header, day, ref row);
        BalanceMeasures.Of(state, day, flow, ref row);
        StreamMeasures.Of(state, day, flow, ref row);
        FlowMeasures.Of(state, day, flow, ref row);
        Asked(request, flow.Income, ref row);
    }

    /// <summary>A share of income; missing where there is none.</summary>
    public static double OfIncome(double money, double income) => income >= 1 ? money / income : double.NaN;

    private static void History(Span<byte> state, AccountHeader header, int day, ref FeatureRow row)
    {
        const int Days = 30;
        var ring = new DailyRing(state);
        var (active, transactions, returned, since) = (0, 0, default(ReturnedCounts), double.NaN);
        for (var back = Layout.DaySlots - 1; back >= 0; back--)
        {
            var entry = ring[day - back];
            var seen = entry.InCount + entry.OutCount;
            active += back < Days && seen > 0 ? 1 : 0;
            transactions += back < Days ? seen : 0;
            returned.Add(back, entry.Returned);
            since = entry.Returned > 0 ? back : since;
        }

        row[(int)FeatureNumber.CoverageActive30D] = active;
        row[(int)FeatureNumber.CoverageTransactions30D] = transactions;
        row[(int)FeatureNumber.ReturnedCount30D] = returned.Of30;
        row[(int)FeatureNumber.ReturnedCount60D] = returned.Of60;
        row[(int)FeatureNumber.ReturnedCount90D] = returned.Of90;
        row[(int)FeatureNumber.ReturnedSince] = since;
        row[(int)FeatureNumber.CoverageDays] = day - header.OldestDay + 1;
        var opened = header.OpenedDay == 0 ? header.OldestDay : Math.Min(header.OpenedDay, header.OldestDay);
        row[(int)FeatureNumber.Tenure] = Logarithm.Log(1.0 + Math.Max(0, day - opened));
        var incoming = new AmountMoments(state).Log(PayWay.Incoming);
        row[(int)FeatureNumber.IncomeSpread] = incoming.Count < 2 ? double.NaN : Math.Sqrt(incoming.Variance);
    }

    private static void Asked(in CreditRequest request, double income, ref FeatureRow row)
    {
        row[(int)FeatureNumber.RequestAmount] = request.Amount;
        row[(int)FeatureNumber.RequestInstalment] = request.Instalment;
        row[(int)FeatureNumber.RequestMonths] = request.Months;
        row[(int)FeatureNumber.RequestHolders] = request.Holders;
        row[(int)FeatureNumber.RequestAmountShare] = OfIncome(request.Amount, income);
        row[(int)FeatureNumber.RequestInstalmentShare] = OfIncome(request.Instalment, income);
    }

    private struct ReturnedCounts
    {
        public int Of30;
        public int Of60;
        public int Of90;

        public void Add(int back, int returned)
        {
            Of90 += returned;
            Of60 += back < 60 ? returned : 0;
            Of30 += back < 30 ? returned : 0;
        }
    }
}
