using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Timeline;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Accounts.Turns;

/// <summary>
/// What a batch of history has of its own: it is put in order of time, and where it reaches behind what the account
/// knows it is recorded beside the state.
/// </summary>
internal sealed class HistoryTurn(AccountServices services, LifecycleReader lifecycles)
{
    public async ValueTask Begin(BatchWork work, KnownVersions versions)
    {
        work.Order = HistoryOrder.Of(work.Batch.Items);
        work.Waits = work.Batch.Corrects is not null || await ReachesBehind(work, versions);
    }

    /// <summary>
    /// Decides a row that waits on the state as it is. Nothing is folded: the rebuild does, at its place in time.
    /// </summary>
    public Decision Decide(BatchWork work, Transaction transaction, in DecisionInputs inputs)
    {
        var aside = services.Runtime.Buffers.Rent();
        work.State.CopyTo(aside, 0);
        Assessment.Assess(work.ScoringVersion, aside, transaction, inputs, work.Tables, out var decision);
        services.Runtime.Buffers.Return(aside);
        return decision;
    }

    /// <summary>Whether one that is not known yet is older than the newest that is.</summary>
    private async ValueTask<bool> ReachesBehind(BatchWork work, KnownVersions versions)
    {
        var (items, asOf) = (work.Batch.Items, AccountState.Summarize(work.State).AsOf);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].At < asOf && !await IsKnown(work, items[i], versions))
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<bool> IsKnown(BatchWork work, Transaction transaction, KnownVersions versions)
    {
        var identity = work.Tenant.Pseudonyms.Identity(transaction.Id, transaction.Status);
        if (!work.CountsAll)
        {
            return await versions.IsKnown(work, identity); // what was taken back is not: it comes anew
        }

        var match = AccountState.Find(work.State, identity, transaction.At);
        if (lifecycles.IsToBeLookedUp(work, match, identity))
        {
            await lifecycles.LookUp(work, 0);
        }

        return match.Kind == IdentityKind.Known || LifecycleReader.Located(work, identity) > 0;
    }
}
