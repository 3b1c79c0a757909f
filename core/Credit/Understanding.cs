using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Core.Credit;

/// <summary>
/// How much of an account is understood, each as the share that is not: bookings out without a category, money in
/// without a source, transactions whose other party has no name, balances. From scoring version 4.
/// </summary>
internal readonly record struct Understanding(double Uncategorised, double Unsourced, double Unnamed, bool Balances)
{
    /// <summary>Share of lines from which on they say little.</summary>
    private const double Most = 0.5;
    private const int Months = 4; // this month and the three before

    public bool LacksNames => Uncategorised > Most && Unnamed > Most;

    public static Understanding Of(Span<byte> state, int day, in CashFlow flow)
    {
        var months = new MonthSeries(state, day);
        var header = new AccountHeader(state);
        var all = 0;
        for (var kind = FlowKind.OwnTransfer; kind <= FlowKind.OtherOut; kind++)
        {
            // Known spending that enters no share is counted beside own transfers, returned payments beside fees.
            all += kind == FlowKind.Fees ? 0 : months.RecentCount(kind, Months);
        }

        var cameIn = flow.Income + flow.Unearned;
        return new Understanding(
            all == 0 ? 0 : months.RecentCount(FlowKind.OtherOut, Months) / (double)all,
            cameIn >= 1 ? flow.Unearned / cameIn : 0,
            Math.Clamp(1 - (header.PartyEvents / (double)Math.Max(1, header.Transactions)), 0, 1),
            header.BalanceKnown);
    }
}
