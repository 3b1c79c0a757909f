using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;

namespace OrleansRisk.Api.Ingest;

/// <summary>
/// Groups the lines of all requests by account: one batch of an account is under way in this process, lines that arrive
/// meanwhile go together in the next. A hot account so costs one commit a batch, not one a line.
/// </summary>
internal sealed partial class AccountBatches(
    ConsentedAccounts accounts, AdmissionControl admission, ApiMetrics metrics, TimeProvider time,
    ILogger<AccountBatches> log)
{
    private readonly ConcurrentDictionary<(TenantId, AccountKey), AccountQueue> _queues = new();
    private readonly FairQueue<AccountQueue> _held = new();
    private int _underWay;

    // Whoever starts batches on this thread.
    [ThreadStatic]
    private static AccountBatches? _starting;

    /// <summary>Accounts with lines waiting or under way.</summary>
    public int Count => _queues.Count;

    /// <summary>Puts a line behind the others of its account. Nothing is sent before <see cref="Start"/>.</summary>
    public void Add(Slot slot, List<AccountQueue> touched)
    {
        var upload = slot.Upload;
        var key = slot.Account!.Key;
        while (true)
        {
            var queue =
                _queues.GetOrAdd((upload.Tenant, key), static place => new AccountQueue(place.Item1, place.Item2));
            lock (queue)
            {
                if (queue.Retired)
                {
                    continue;
                }

                if (upload.BrokenBy(key) is { } failure)
                {
                    slot.Finish(failure);
                }
                else
                {
                    queue.Add(slot);
                }

                if (!queue.Running && !queue.Listed)
                {
                    queue.Listed = true;
                    touched.Add(queue);
                }

                return;
            }
        }
    }

    /// <summary>
    /// Nobody waits for the line any more: where it has not been sent to its account yet, it never will be.
    /// </summary>
    public void Abandon(Slot slot)
    {
        if (_queues.TryGetValue((slot.Upload.Tenant, slot.Account!.Key), out var queue))
        {
            lock (queue)
            {
                queue.Remove(slot);
            }
        }
    }

    /// <summary>Starts the queues that nobody is working on. What arrived together goes together.</summary>
    public void Start(List<AccountQueue> touched)
    {
        foreach (var queue in touched)
        {
            _held.Enqueue(queue.Tenant, queue);
        }

        touched.Clear();
        StartHeld();
    }

    /// <summary>
    /// Starts held queues up to the limit; what lies beyond it starts as others end, tenants by turns.
    /// </summary>
    private void StartHeld()
    {
        if (_starting == this)
        {
            // The loop below, which this thread is in already, goes on with what was put there. While the journal is
            // away all batches are answered at once, and thousands of calls inside each other would end the process.
            return;
        }

        _starting = this;
        while (!_held.IsEmpty)
        {
            if (Interlocked.Increment(ref _underWay) <= Limits.BatchesUnderWayMax && _held.TryDequeue(out var queue))
            {
                _ = RunAll(queue);
            }
            else if (Interlocked.Decrement(ref _underWay) >= Limits.BatchesUnderWayMax)
            {
                break; // whoever ends next looks again
            }
        }

        _starting = null;
    }

    /// <summary>Never throws: each failure is an outcome of its lines.</summary>
    private async Task RunAll(AccountQueue queue)
    {
        for (var lines = TakeFirst(queue); lines is not null; lines = TakeNext(queue))
        {
            var upload = lines[0].Upload;
            metrics.Queued(time.GetElapsedTime(lines[0].ReadAt));
            using var span = BatchSpan.Start(upload, lines.Length);
            var startedAt = time.GetTimestamp();
            Outcome<AssessedBatch> outcome;
            try
            {
                lines = await accounts.Admit(queue, lines);
                if (lines.Length == 0)
                {
                    upload.Done.Set();
                    continue;
                }

                outcome = await accounts.Assess(queue, lines);
            }
            catch (JournalUnavailableException)
            {
                outcome = new Failure.Retry(TimeSpan.FromSeconds(1), Causes.Journal);
            }
            catch (Exception failure)
            {
                // Hosts answer with values; whatever they let through leaves open whether it was recorded.
                LogFailure(log, upload.Caller.RequestId, failure);
                outcome = new Failure.Unknown();
            }

            metrics.Assessed(time.GetElapsedTime(startedAt), lines.Length);
            if (outcome.Value is { Waiting: > 0 } && upload.Ingest == IngestMode.History
                && !upload.NoteWaiting(queue.Key))
            {
                await Rebuild(upload, queue.Key); // more accounts than are kept for the end
            }

            Deliver(queue, lines, outcome);
            upload.Done.Set();
        }

        Interlocked.Decrement(ref _underWay);
        StartHeld();
    }

    private Slot[]? TakeFirst(AccountQueue queue)
    {
        lock (queue)
        {
            queue.Listed = false;
            queue.Running = true;
        }

        return TakeNext(queue, first: true);
    }

    /// <summary>
    /// The account's next batch, unless somebody waits for a place: then it goes behind them. An account that always
    /// has more would keep its place for ever otherwise.
    /// </summary>
    private Slot[]? TakeNext(AccountQueue queue, bool first = false)
    {
        lock (queue)
        {
            if (!queue.IsEmpty && (first || _held.IsEmpty))
            {
                return queue.Take();
            }

            if (!queue.IsEmpty)
            {
                (queue.Running, queue.Listed) = (false, true);
                _held.Enqueue(queue.Tenant, queue);
                return null;
            }

            queue.Running = false;
            queue.Retired = true;
            _queues.TryRemove((queue.Tenant, queue.Key), out _);
            return null;
        }
    }

    /// <summary>
    /// Folds in what the upload's lines left waiting: once an account and not once a batch, for a file with the newest
    /// first has as many batches that reach behind as it has batches.
    /// </summary>
    public Task Rebuild(Upload upload) => Parallel.ForEachAsync(
        upload.TakeWaiting(), new ParallelOptions { MaxDegreeOfParallelism = Limits.RebuildsAtOnce },
        (key, _) => Rebuild(upload, key));

    /// <summary>What cannot be done now waits for the next line of history, or for the end of the day.</summary>
    private async ValueTask Rebuild(Upload upload, AccountKey key)
    {
        try
        {
            for (var attempt = 0; attempt < Limits.RebuildAttempts; attempt++)
            {
                var outcome = await accounts.Rebuild(upload, key, new RebuildRequest("history"));
                if (outcome.Failure is not { IsTransient: true })
                {
                    return;
                }

                await Task.Delay(Limits.RebuildPause, time);
            }
        }
        catch (Exception failure)
        {
            LogFailure(log, upload.Caller.RequestId, failure);
        }
    }

    private void Deliver(AccountQueue queue, Slot[] lines, Outcome<AssessedBatch> outcome)
    {
        if (outcome.Value is { Answers: var answers } && answers.Count == lines.Length)
        {
            admission.Waited(time.GetElapsedTime(lines[0].ReadAt));
            for (var i = 0; i < lines.Length; i++)
            {
                lines[i].Finish(answers[i]);
            }

            return;
        }

        var failure = outcome.Failure ?? new Failure.Unknown();
        var upload = lines[0].Upload;
        if (failure is Failure.Retry or Failure.Unknown)
        {
            lock (queue)
            {
                upload.Break(queue.Key, failure);
                queue.Fail(upload, failure);
            }
        }

        foreach (var line in lines)
        {
            line.Finish(failure);
        }
    }
}
