using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads;

/// <summary>
/// Finds what an account has of the rows that a provider takes back: the commit takes it out of the account's timeline,
/// by the rebuild that takes in what waits.
/// </summary>
internal sealed class TakenBackRows(IActors actors, Caller caller)
{
    private const string
        Replaced = "It became another transaction, which counts in its place.",
        NotThere = "It is not recorded: there is nothing to take back.";

    /// <summary>Says of each of them what becomes of it; or why that cannot be found now.</summary>
    public async ValueTask<Failure?> Find(AccountDraft account)
    {
        if (account.TakenBack.Count == 0)
        {
            return null;
        }

        var view = await actors.Account(caller.Tenant, account.Account.Key).Describe(caller);
        if (!view.IsDone && view.Failure is not Failure.NotFound)
        {
            return view.Failure;
        }

        var (recorded, failure) = view.IsDone ? await Recorded(account) : ([], null);
        if (failure is not null)
        {
            return failure;
        }

        var replaced = recorded.Select(static each => each.Transaction.Replaces)
            .Concat(account.Taken.Select(static row => row.Transaction!.Replaces)).ToHashSet();
        foreach (var row in account.TakenBack)
        {
            Say(account, row, recorded, replaced.Contains(row.Removes));
        }

        return view.IsDone && account.TakenBack.Exists(static row => row.Removed.Count > 0)
            ? await Preview(account, view.Value) : null;
    }

    private static void Say(
        AccountDraft account, DraftRow row, List<(Transaction Transaction, long Sequence)> recorded, bool isReplaced)
    {
        if (isReplaced)
        {
            row.NeedsNothing(Replaced);
            return;
        }

        // A row that an earlier page has is not taken in the first place.
        var ours = account.Rows.Where(each => each.Transaction!.Id == row.Removes && each.File <= row.File
            && each.Outcome is LoadOutcomes.Taken or LoadOutcomes.Known).ToList();
        ours.ForEach(static each => each.TakeBack([]));
        var sequences = recorded.Where(each => each.Transaction.Id == row.Removes)
            .Select(static each => each.Sequence).Order().ToList();
        if (sequences.Count + ours.Count > 0)
        {
            row.TakeBack(sequences);
        }
        else
        {
            row.NeedsNothing(NotThere);
        }
    }

    // By the code that takes it back: what lies inside the oldest base cannot be.
    private async ValueTask<Failure?> Preview(AccountDraft account, AccountView view)
    {
        var taken = account.TakenBack.Where(static row => row.Removed.Count > 0).ToList();
        var request = new RebuildRequest("load")
        {
            TakeBack = [.. taken.SelectMany(static row => row.Removed)],
            Preview = true,
        };
        var outcome = await actors.Account(caller.Tenant, account.Account.Key).Rebuild(caller, request);
        if (outcome.IsDone)
        {
            account.Check = (account.Check ?? new BatchCheck([], view, view)) with { AfterRebuild = true };
            return null;
        }

        if (outcome.Failure is not Failure.Refused { Code: var code })
        {
            return outcome.Failure;
        }

        taken.ForEach(row => row.Refuse(ErrorCodes.Find(code) ?? ErrorCodes.Failure, "id"));
        return null;
    }

    /// <summary>All that the account has, the newest version of each.</summary>
    private async ValueTask<(List<(Transaction Transaction, long Sequence)> Rows, Failure? Failure)> Recorded(
        AccountDraft account)
    {
        var (found, before, more) = (new List<(Transaction Transaction, long Sequence)>(), 0L, true);
        while (more && found.Count < Limits.LoadAccountRowsMax)
        {
            var page = await actors.Account(caller.Tenant, account.Account.Key)
                .Transactions(caller, new TransactionQuery(before, Limits.PageMax));
            if (!page.IsDone)
            {
                return ([], page.Failure);
            }

            found.AddRange(page.Value.Entries.Select(static entry => (entry.Transaction, entry.Inputs.Sequence)));
            before = found.Count > 0 ? found[^1].Sequence : 0;
            more = page.Value.HasMore;
        }

        return ([.. found.DistinctBy(static each => (each.Transaction.Id, each.Transaction.Status))], null);
    }
}
