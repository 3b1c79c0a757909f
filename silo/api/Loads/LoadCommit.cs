using System.Text;
using System.Text.Json;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Loads.Trust;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Api.Loads;

/// <summary>
/// Records what the check of a load passed, a few parts at a time, and notes after each how far it is. Broken off, it
/// goes on where that was: what is recorded already is a duplicate, which an account tells by its identity.
/// </summary>
internal sealed class LoadCommit(LoadParts with, Upload upload, UploadRules rules)
{
    private readonly List<LoadFindingBody> _refused = [];
    private readonly HashSet<AccountKey> _waiting = [];

    private TenantId Tenant => upload.Tenant;

    /// <summary>The load as it is then; or why it is not committed.</summary>
    public async Task<(LoadHead? Head, ApiError Error)> Run(LoadHead head, KeptLoad load)
    {
        if (!await with.Kept.Take(Tenant, head.Id))
        {
            return (null, new ApiError(ErrorCodes.LoadUnderWay));
        }

        if (head.State == LoadState.Draft && await Stale(head.Id, load) is { } stale)
        {
            await with.Kept.Note(Tenant, head, keeps: false);
            return (null, stale);
        }

        head = head with { State = LoadState.Committing };
        while (head.PartsDone < load.RowParts)
        {
            var parts = Math.Min(Limits.LoadPartsAtOnce, load.RowParts - head.PartsDone);
            var rows = await with.Kept.Rows(Tenant, head.Id, head.PartsDone, parts, CancellationToken.None);
            if (await Record(rows, KeptLoads.IdOf(head.Id)) is { } failure)
            {
                await with.Kept.Note(Tenant, head, keeps: false);
                return (null, Problems.Outcomes.OfBatch(failure));
            }

            head = head with
            {
                PartsDone = head.PartsDone + parts,
                RowsDone = head.RowsDone + rows.Count(static row => row.Row.Outcome == LoadOutcomes.Taken),
                Refused = head.Refused + _refused.Count,
            };
            await Tell(head, load);
            await with.Kept.Note(Tenant, head, keeps: true);
        }

        return await Finish(head, load);
    }

    /// <summary>Folds in what waits, once an account: each batch of older rows would fold all of it.</summary>
    private async Task<(LoadHead? Head, ApiError Error)> Finish(LoadHead head, KeptLoad load)
    {
        await foreach (var account in Accounts(head.Id, load))
        {
            if (account.Account.AfterRebuild && AccountKey.TryParse(account.Key, out var key))
            {
                _waiting.Add(key); // also if another process recorded its rows
            }
        }

        Failure? failed = null;
        await Parallel.ForEachAsync(
            _waiting, new ParallelOptions { MaxDegreeOfParallelism = Limits.RebuildsAtOnce },
            async (key, _) => failed = await Rebuild(key, KeptLoads.IdOf(head.Id)) ?? failed);
        if (failed is not null)
        {
            await with.Kept.Note(Tenant, head, keeps: false);
            return (null, Problems.Outcomes.OfBatch(failed));
        }

        head = head with { State = LoadState.Committed };
        await with.Kept.Note(Tenant, head, keeps: false);
        return (head, default);
    }

    private async ValueTask<Failure?> Rebuild(AccountKey key, string load)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await with.Actors.Account(Tenant, key).Rebuild(upload.Caller, new RebuildRequest(load));
            if (outcome.IsDone || !outcome.Failure.IsTransient || attempt == Limits.LoadAttempts)
            {
                return outcome.Failure;
            }

            await Task.Delay(Limits.RebuildPause, with.Time);
        }
    }

    private async IAsyncEnumerable<KeptAccount> Accounts(UInt128 id, KeptLoad load)
    {
        for (var part = 0; part < LoadShapes.Parts(load.Accounts); part += Limits.LoadPartsAtOnce)
        {
            foreach (var account in await with.Kept.Accounts(
                Tenant, id, part, Limits.LoadPartsAtOnce, CancellationToken.None))
            {
                yield return account;
            }
        }
    }

    /// <summary>Rows that an account refused after all become findings, of a part of their own.</summary>
    private async ValueTask Tell(LoadHead head, KeptLoad load)
    {
        if (_refused.Count > 0)
        {
            await with.Kept.AddFindings(Tenant, head.Id, load.FindingParts + head.PartsDone, _refused,
                CancellationToken.None);
            _refused.Clear();
        }
    }

    /// <summary>Names the first rows of accounts that have changed since the check; null if none has.</summary>
    private async Task<ApiError?> Stale(UInt128 id, KeptLoad load)
    {
        var changed = new List<KeptAccount>();
        await Parallel.ForEachAsync(
            Accounts(id, load), new ParallelOptions { MaxDegreeOfParallelism = Limits.LoadAccountsAtOnce },
            async (account, _) =>
            {
                if (await SequenceOf(account) != account.Sequence)
                {
                    lock (changed)
                    {
                        changed.Add(account);
                    }
                }
            });

        if (changed.Count == 0)
        {
            return null;
        }

        var places = new StringBuilder();
        foreach (var first in changed.Select(static account => account.FirstRow).Order().Take(5))
        {
            var row = (await with.Kept.Rows(
                Tenant, id, (first - 1) / Limits.LoadPartItems, 1, CancellationToken.None))[
                    (first - 1) % Limits.LoadPartItems].Row;
            places.Append(places.Length > 0 ? "; " : "").Append(row.File).Append(" line ").Append(row.Line);
        }

        return new ApiError(ErrorCodes.DraftStale, "account", Cause: places.ToString());
    }

    private async ValueTask<long> SequenceOf(KeptAccount account)
    {
        if (!AccountKey.TryParse(account.Key, out var key))
        {
            return -1;
        }

        var view = await with.Actors.Account(Tenant, key).Describe(upload.Caller);
        return view.IsDone ? view.Value.Summary.Sequence : view.Failure is Failure.NotFound ? 0 : -1;
    }

    private async Task<Failure?> Record(IReadOnlyList<KeptRow> rows, string load)
    {
        Failure? failed = null;
        var accounts = rows.Where(static row => row.Row.Outcome == LoadOutcomes.Taken)
            .GroupBy(static row => row.Key!).ToList();
        await Parallel.ForEachAsync(
            accounts, new ParallelOptions { MaxDegreeOfParallelism = Limits.LoadAccountsAtOnce },
            async (account, _) =>
            {
                foreach (var batch in Batches(account))
                {
                    if (failed is null && await Record(account.Key, batch, load) is { } failure)
                    {
                        failed = failure;
                    }
                }
            });
        return failed;
    }

    // Rows that wait, which come first, go with none that do not: with them those would wait too.
    private static IEnumerable<KeptRow[]> Batches(IEnumerable<KeptRow> rows) =>
        rows.GroupBy(static row => row.Waits).OrderByDescending(static part => part.Key)
            .SelectMany(static part => part.Chunk(Limits.BatchLinesMax));

    private async ValueTask<Failure?> Record(string key, KeptRow[] rows, string load)
    {
        var account = AccountKey.TryParse(key, out var known) ? known
            : throw new InvalidDataException("a load that was kept names no account");
        var lines = new TransactionLine[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            while (await with.Quotas.Take(upload) is { Ticks: > 0 } turn)
            {
                await Task.Delay(turn, with.Time);
            }

            lock (rules)
            {
                rules.Now = with.Time.GetUtcNow().ToUnixTimeMilliseconds();
                lines[i] = TransactionReader.Read(
                    Encoding.UTF8.GetBytes(rows[i].Row.Transaction!.Value.GetRawText()), rules);
            }
        }

        // Asked for each batch: what is revoked while a load is committed lets nothing more in.
        var (consent, fault) = await with.Consents.Find(Tenant, upload.Consent, upload.RequiresConsent);
        if (fault is not null)
        {
            return new Failure.Refused(fault.Code, "consent");
        }

        if (consent is not null)
        {
            await with.Consents.Note(Tenant, consent, account);
        }

        var batch = new TransactionBatch(
            rows[0].Row.Account!, [.. lines.Select(static line => line.Transaction!)], IngestMode.History)
        {
            Corrects = lines.Any(static line => line.Corrects is not null)
                ? [.. lines.Select(static line => line.Corrects)] : null,
            Sources = upload.Consent is { } named ? [load, named] : [load],
        };
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await with.Actors.Account(Tenant, account).Assess(upload.Caller, batch);
            if (outcome.IsDone)
            {
                Take(outcome.Value, rows, account);
                return null;
            }

            if (!outcome.Failure.IsTransient || attempt == Limits.LoadAttempts)
            {
                return outcome.Failure;
            }

            var wait = outcome.Failure is Failure.Retry { After: var after } ? after : Limits.RetryAfter;
            await Task.Delay(wait, with.Time);
        }
    }

    private void Take(AssessedBatch assessed, KeptRow[] rows, AccountKey account)
    {
        lock (_refused)
        {
            if (assessed.Waiting > 0)
            {
                _waiting.Add(account);
            }

            for (var i = 0; i < rows.Length; i++)
            {
                if (assessed.Answers[i] is Answer.Decided)
                {
                    continue;
                }

                var error = Problems.Outcomes.Of(assessed.Answers[i]);
                var row = rows[i].Row;
                _refused.Add(new LoadFindingBody(
                    FindingNames.RefusedAtCommit, row.Account, row.File, row.Line, row.Place, [row.Number],
                    $"{error.Code.Code}: {error.Code.Sentence} {error.Code.Next}"));
            }
        }
    }
}
