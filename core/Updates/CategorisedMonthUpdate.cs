using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Features;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Core.Updates;

/// <summary>
/// What scoring version 3 does otherwise with the months: it counts apart what no category was found for, so that the
/// share of it says how much is known and not how much is spent on what matters to no share.
/// </summary>
internal static class CategorisedMonthUpdate
{
    public static bool AddToMonth(in ScoringContext context, int month, long signed, bool count)
    {
        var ring = new MonthRing(context.State);
        var (flow, counted) = (context.Flow, CountedAs(context));
        if (context.ScoringVersion >= ScoringVersions.Four)
        {
            // A month counts returned payments where fees are counted: what went wrong longer ago than days are kept.
            count &= flow != FlowKind.Fees;
            _ = count && context.Classification.Returned && ring.Add(month, FlowKind.Fees, 0, count: true);
        }

        var saturated = ring.Add(month, flow, signed, count && counted == flow);
        return count && counted != flow ? ring.Add(month, counted, 0, count: true) | saturated : saturated;
    }

    /// <summary>
    /// Known spending that enters no share is counted beside own transfers, known money coming in as income; what is
    /// received out of charity stays as it is, as if nothing were known of it.
    /// </summary>
    private static FlowKind CountedAs(in ScoringContext context) => context.Classification switch
    {
        { SetApart: true } => context.Classification.Flow,
        { Categorised: true, Flow: FlowKind.OtherOut } => FlowKind.OwnTransfer,
        { Categorised: true, Flow: FlowKind.OtherIn } => FlowKind.Income,
        _ when context.Recurring => FlowKind.Income,
        _ => context.Flow,
    };
}
