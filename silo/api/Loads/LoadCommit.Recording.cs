using System.Text;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Loads.Trust;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Loads;

/// <summary>How rows of a load are recorded, account by account.</summary>
internal sealed partial class LoadCommit
{
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
        if (IsStale(rows[0].Row.Account!))
        {
            Refuse(rows);
            return null;
        }

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
            After = Array.Find(rows, static row => row.After is not null)?.After,
        };
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await with.Actors.Account(Tenant, account).Assess(upload.Caller, batch);
            if (outcome.IsDone)
            {
                Take(outcome.Value, rows, account);
                return null;
            }

            if (outcome.Failure is Failure.Refused { Code: var code } && code == ErrorCodes.DraftStale.Code)
            {
                Refuse(rows);
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
            _recorded = true;
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

                Refuse(rows[i].Row, Problems.Outcomes.Of(assessed.Answers[i]).Code);
            }
        }
    }

    // The account has changed since the check, and so none of its rows is taken: they may be there under other ids.
    private void Refuse(KeptRow[] rows)
    {
        lock (_refused)
        {
            _stale.Add(rows[0].Row.Account!);
            foreach (var row in rows)
            {
                Refuse(row.Row, ErrorCodes.DraftStale);
            }
        }
    }

    private bool IsStale(string account)
    {
        lock (_refused)
        {
            return _stale.Contains(account);
        }
    }

    private void Refuse(LoadRowBody row, ErrorCode code) => _refused.Add(new LoadFindingBody(
        FindingNames.RefusedAtCommit, row.Account, row.File, row.Line, row.Place, [row.Number],
        $"{code.Code}: {code.Sentence} {code.Next}"));
}
