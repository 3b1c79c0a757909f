using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Categories;

namespace OrleansRisk.Core.Features;

/// <summary>
/// Whether money of which nothing says what it is for is pay: by its payer's rhythm, by the pay that the payer sends
/// otherwise, or because firms pay by turns. From scoring version 4.
/// </summary>
internal static class EarnedIncome
{
    /// <summary>Days between two pays of whoever pays by the month.</summary>
    private const double MonthlyMin = 25, MonthlyMax = 35;

    /// <summary>Share of the days between two pays after which the next may come early.</summary>
    private const double BesideMax = 0.85;

    /// <summary>Days for which an employer that paid is one.</summary>
    private const int EmployedDays = 45;

    /// <summary>A loan until the next pay is collected within so many days, with a charge in these bounds.</summary>
    private const int LentDays = 45;
    private const double ChargeMin = 1.02, ChargeMax = 1.6;

    public static bool Is(in ScoringContext context)
    {
        var table = new StreamTable(context.State);
        if (table.Earns(context.Party))
        {
            return !IsBesidePay(table.Of(context.Party, FlowKind.OtherIn), context);
        }

        var pay = table.Of(context.Party, FlowKind.Income);
        return pay.Hits >= 2
            ? !IsBesidePay(pay, context)
            : (table.Of(StreamTable.Firms, FlowKind.OtherIn).Marks & StreamMarks.Earned) != 0
                && IsOfFirm(context) && !IsEmployed(table, context.Inputs.CivilDay);
    }

    /// <summary>
    /// Before the next pay of a month is due, and less than half of one: what an employer gives back.
    /// </summary>
    public static bool IsBesidePay(in StreamEntry pay, in ScoringContext context) =>
        pay.Hits >= 2 && pay.GapDays >= MonthlyMin && context.Amount < pay.Amount / 2
            && context.Inputs.CivilDay - pay.LastDay < pay.GapDays * BesideMax;

    /// <summary>Of a firm to which nothing went out: no refund, and no friend's money.</summary>
    public static bool IsOfFirm(in ScoringContext context) => context.Met.Payments == 0
        && !TransactionClassification.IsSentByPeople(context.Transaction)
        && FirmName.Is(context.Transaction.Counterparty ?? context.Transaction.Description);

    /// <summary>
    /// Money that came in first and is collected now by the one who sent it, with what a loan until the next pay
    /// costs.
    /// </summary>
    public static bool IsLoanCollected(in ScoringContext context)
    {
        var lent = new StreamTable(context.State).Of(context.Party, FlowKind.OtherIn);
        return lent.Hits == 1 && context.Met.Payments == 0 && context.Inputs.CivilDay - lent.LastDay <= LentDays
            && context.Amount >= lent.Amount * ChargeMin && context.Amount <= lent.Amount * ChargeMax
            && ChannelWords.IsCollected(context.Transaction.Channel);
    }

    /// <summary>Who is paid by the month does not live on what firms send beside.</summary>
    private static bool IsEmployed(StreamTable table, int day)
    {
        for (var slot = 0; slot < Layout.StreamSlots; slot++)
        {
            var entry = table[slot];
            var earned = entry.Kind == FlowKind.Income || (entry.Marks & StreamMarks.Earned) != 0;
            if (earned && entry.Party != StreamTable.Firms && entry.Hits >= 3 && day - entry.LastDay <= EmployedDays
                && entry.GapDays is >= MonthlyMin and <= MonthlyMax && entry.GapDeviation <= entry.GapDays / 8)
            {
                return true;
            }
        }

        return false;
    }
}
