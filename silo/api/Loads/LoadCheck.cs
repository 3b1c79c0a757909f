using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Loads.Drafts;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Api.Loads;

/// <summary>
/// Asks each account of a draft what would become of its rows. An account answers by the code that records, so what
/// passes here is taken by the commit while the account stays as it is.
/// </summary>
internal sealed class LoadCheck(IActors actors, Caller caller, bool takeTwins)
{
    /// <summary>Why the load cannot be checked now; null if it was.</summary>
    public async Task<Failure?> Run(LoadDraft draft, CancellationToken cancel)
    {
        Failure? failed = null;
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Limits.LoadAccountsAtOnce,
            CancellationToken = cancel,
        };
        var takenBack = new TakenBackRows(actors, caller);
        await Parallel.ForEachAsync(draft.Accounts, options, async (account, _) =>
        {
            if (failed is null && (await Check(account) ?? await takenBack.Find(account)) is { } failure)
            {
                failed = failure;
            }
            else if (account.Check is { } check && account.Taken.FirstOrDefault() is { } first)
            {
                first.After = check.Before?.Sequence ?? 0;
                await new RecordedBalances(actors, caller).Compare(account);
            }
        });
        draft.Settle();
        return failed;
    }

    private async ValueTask<Failure?> Check(AccountDraft account)
    {
        var rows = account.Taken.ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        if (rows.Count > Limits.LoadAccountRowsMax)
        {
            rows.ForEach(static row => row.Refuse(ErrorCodes.TooManyRows, null));
            return null;
        }

        if (await Ask(account, rows) is { } failure)
        {
            return failure is Failure.Retry or Failure.Unknown or Failure.Moved ? failure : Refuse(rows, failure);
        }

        if (rows.Exists(static row => row.IsToBeAsked) && await Ask(account, Left(rows)) is { } later)
        {
            return later;
        }

        List<(Transaction Transaction, int Day)>? recorded = null;
        if (rows.Exists(static row => row.IsTorn))
        {
            recorded = await Recorded(account, rows);
            if (Part(rows, recorded) && Left(rows) is { Count: > 0 } again && await Ask(account, again) is { } refused)
            {
                return refused;
            }
        }

        // Twins of what is recorded can be told once it is known which rows are recorded under their own id.
        if (!takeTwins && account.Check!.Before is { } before && rows[0].Transaction!.At <= before.Summary.AsOf
            && LikelyTwins.Find(rows, recorded ?? await Recorded(account, rows)))
        {
            return Left(rows) is { Count: > 0 } left ? await Ask(account, left) : null;
        }

        return null;
    }

    private static List<DraftRow> Left(List<DraftRow> rows) =>
        [.. rows.Where(static row => row.Outcome == LoadOutcomes.Taken)];

    /// <summary>Parts rows from recorded ones whose id they have; true if any is to be asked again.</summary>
    private static bool Part(List<DraftRow> rows, List<(Transaction Transaction, int Day)> recorded)
    {
        var known = new Dictionary<(string, TransactionStatus), Transaction>();
        foreach (var (transaction, _) in recorded)
        {
            known.TryAdd((transaction.Id, transaction.Status), transaction); // the newest version comes first
        }

        var torn = rows.Where(static row => row.IsTorn && row.Code == ErrorCodes.IdReused.Code).ToList();
        SplitDays.Part(rows, torn, known);
        foreach (var row in torn.Where(static row => row.IsTorn))
        {
            // Another file knew less of it.
            if (known.TryGetValue((row.Transaction!.Id, row.Transaction.Status), out var there)
                && there.BalanceMinor is null)
            {
                row.IsThere();
            }
        }

        return torn.Exists(static row => !row.IsTorn);
    }

    private async ValueTask<Failure?> Ask(AccountDraft account, List<DraftRow> rows)
    {
        var batch = new TransactionBatch(
            account.Account.Account, [.. rows.Select(static row => row.Transaction!)], IngestMode.History)
        {
            Corrects = rows.Exists(static row => row.Corrects is not null)
                ? [.. rows.Select(static row => row.Corrects)] : null,
        };
        var outcome = await actors.Account(caller.Tenant, account.Account.Key).Check(caller, batch);
        if (!outcome.IsDone)
        {
            return outcome.Failure;
        }

        account.Check = outcome.Value;
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Take(outcome.Value.Items[i]);
        }

        return null;
    }

    // The account as a whole cannot take anything: it was erased, or cannot be read.
    private static Failure? Refuse(List<DraftRow> rows, Failure failure)
    {
        var error = Problems.Outcomes.Of(failure);
        rows.ForEach(row => row.Refuse(error.Code, "account"));
        return null;
    }

    /// <summary>What the account has since the first of these rows, with the civil day of each.</summary>
    private async ValueTask<List<(Transaction Transaction, int Day)>> Recorded(
        AccountDraft account, List<DraftRow> rows)
    {
        var found = new List<(Transaction, int)>();
        var (first, before) = (rows[0].Day, 0L);
        while (found.Count < Limits.LoadAccountRowsMax)
        {
            var page = await actors.Account(caller.Tenant, account.Account.Key)
                .Transactions(caller, new TransactionQuery(before, Limits.PageMax));
            if (!page.IsDone || page.Value.Entries.Count == 0)
            {
                break;
            }

            found.AddRange(page.Value.Entries.Where(entry => entry.Inputs.CivilDay >= first)
                .Select(static entry => (entry.Transaction, entry.Inputs.CivilDay)));
            before = page.Value.Entries[^1].Inputs.Sequence;
            if (!page.Value.HasMore)
            {
                break;
            }
        }

        return found;
    }
}
