using System.Globalization;
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
internal sealed partial class LoadCommit(LoadParts with, Upload upload, UploadRules rules)
{
    private const int StaleNamed = 5;

    private readonly List<LoadFindingBody> _refused = [];
    private readonly HashSet<AccountKey> _waiting = [];
    private readonly Dictionary<AccountKey, List<long>> _takenBack = [];
    private readonly HashSet<string> _stale = [];
    private bool _resumed, _recorded;

    private TenantId Tenant => upload.Tenant;

    /// <summary>The load as it is then; or why it is not committed.</summary>
    public async Task<(LoadHead? Head, ApiError Error)> Run(LoadHead head, KeptLoad load)
    {
        if (!await with.Kept.Take(Tenant, head.Id))
        {
            return (null, await with.Kept.UnderWay(Tenant, head.Id, CancellationToken.None));
        }

        await using var lease = new LoadLease(with, Tenant, head.Id);
        _resumed = head.State == LoadState.Committing;
        if (_resumed)
        {
            await Recall(head, load);
        }

        if (head.State == LoadState.Draft && await Stale(head.Id, load) is { } stale)
        {
            await with.Kept.Note(Tenant, head, keeps: false);
            return (null, stale);
        }

        var draft = head;
        head = head with { State = LoadState.Committing };
        while (head.PartsDone < load.RowParts)
        {
            var parts = Math.Min(Limits.LoadPartsAtOnce, load.RowParts - head.PartsDone);
            var rows = await with.Kept.Rows(Tenant, head.Id, head.PartsDone, parts, CancellationToken.None);
            if (rows.Count <= (parts - 1) * Limits.LoadPartItems)
            {
                return (null, new ApiError(ErrorCodes.NotFound)); // it was thrown away, or has expired
            }

            if (await Record(rows, KeptLoads.IdOf(head.Id)) is { } failure)
            {
                await with.Kept.Note(Tenant, head, keeps: false);
                return (null, Problems.Outcomes.OfBatch(failure));
            }

            if (_stale.Count > 0 && !_recorded && !_resumed)
            {
                await with.Kept.Note(Tenant, draft, keeps: false);
                return (null, Stale(_refused.Select(static row => (row.File!, row.Line))));
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
        if (_resumed && !await FindWaiting(head, load))
        {
            return (null, new ApiError(ErrorCodes.NotFound));
        }

        await FindTakenBack(head, load);
        Failure? failed = null;
        await Parallel.ForEachAsync(
            _waiting.Union(_takenBack.Keys), new ParallelOptions { MaxDegreeOfParallelism = Limits.RebuildsAtOnce },
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

    /// <summary>
    /// Asks every account of the load whether rows of it wait: another process may have recorded them. False if the
    /// load is not there any more.
    /// </summary>
    private async Task<bool> FindWaiting(LoadHead head, KeptLoad load)
    {
        var asked = 0;
        await Parallel.ForEachAsync(
            Accounts(head.Id, load), new ParallelOptions { MaxDegreeOfParallelism = Limits.LoadAccountsAtOnce },
            async (account, _) =>
            {
                Interlocked.Increment(ref asked);
                if (!AccountKey.TryParse(account.Key, out var key))
                {
                    return;
                }

                // One that cannot be shown now is asked to be rebuilt, which comes to nothing if nothing waits.
                var view = await with.Actors.Account(Tenant, key).Describe(upload.Caller);
                if (view.IsDone ? view.Value.Waiting > 0 : view.Failure.IsTransient)
                {
                    lock (_refused)
                    {
                        _waiting.Add(key);
                    }
                }
            });
        return asked == load.Accounts;
    }

    // What was taken back by an attempt before is so the second time: it moves nothing.
    private async Task FindTakenBack(LoadHead head, KeptLoad load)
    {
        for (var part = 0; load.Rows.TakenBack > 0 && part < load.RowParts; part += Limits.LoadPartsAtOnce)
        {
            var rows = await with.Kept.Rows(Tenant, head.Id, part, Limits.LoadPartsAtOnce, CancellationToken.None);
            foreach (var row in rows.Where(row => row.TakesBack is not null && !_stale.Contains(row.Row.Account!)))
            {
                if (AccountKey.TryParse(row.Key!, out var key))
                {
                    _takenBack[key] = [.. _takenBack.GetValueOrDefault(key) ?? [], .. row.TakesBack!];
                }
            }
        }
    }

    private async ValueTask<Failure?> Rebuild(AccountKey key, string load)
    {
        var request = new RebuildRequest(load) { TakeBack = _takenBack.GetValueOrDefault(key) ?? [] };
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await with.Actors.Account(Tenant, key).Rebuild(upload.Caller, request);
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
            await with.Kept.PutFindings(Tenant, head.Id, load.FindingParts + head.PartsDone, _refused,
                CancellationToken.None);
            _refused.Clear();
        }
    }

    /// <summary>Finds accounts again that had changed: an attempt before took nothing of them.</summary>
    private async Task Recall(LoadHead head, KeptLoad load)
    {
        var told = await with.Kept.Findings(
            Tenant, head.Id, load.FindingParts, load.RowParts + 1, CancellationToken.None);
        _stale.UnionWith(told.Where(static finding => finding.Code == FindingNames.RefusedAtCommit
            && finding.Message.StartsWith(ErrorCodes.DraftStale.Code, StringComparison.Ordinal))
            .Select(static finding => finding.Account!));
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

        var places = new List<(string File, long? Line)>();
        foreach (var first in changed.Select(static account => account.FirstRow).Order().Take(StaleNamed))
        {
            var row = (await with.Kept.Rows(
                Tenant, id, (first - 1) / Limits.LoadPartItems, 1, CancellationToken.None))[
                    (first - 1) % Limits.LoadPartItems].Row;
            places.Add((row.File, row.Line));
        }

        return Stale(places);
    }

    private static ApiError Stale(IEnumerable<(string File, long? Line)> places) => new(
        ErrorCodes.DraftStale, "account", Cause: string.Join("; ", places.Take(StaleNamed).Select(
            static place => string.Create(CultureInfo.InvariantCulture, $"{place.File} line {place.Line}"))));

    private async ValueTask<long> SequenceOf(KeptAccount account)
    {
        if (!AccountKey.TryParse(account.Key, out var key))
        {
            return -1;
        }

        var view = await with.Actors.Account(Tenant, key).Describe(upload.Caller);
        return view.IsDone ? view.Value.Sequence : view.Failure is Failure.NotFound ? 0 : -1;
    }
}
