namespace OrleansRisk.Journal.Writing;

/// <summary>
/// What a commit loop does about trouble: a new writer, at growing intervals, and quick refusals meanwhile.
/// </summary>
internal sealed partial class CommitLoop
{
    /// <summary>
    /// Comes back with a writer open, or when stopping. Nobody's record waits for longer than one attempt.
    /// </summary>
    private async ValueTask Reopen()
    {
        Abandon();
        for (var attempt = 0; !Volatile.Read(ref _stopping); attempt++)
        {
            if (await TryOpen().ConfigureAwait(false) is { } writer)
            {
                _number = 1;
                Volatile.Write(ref _writer, writer);
                SetAway(false);
                LogOpened(_around.Log, writer.Id);
                return;
            }

            SetAway(true);
            Refuse("journal_unavailable", static _ => true);
            await BackOff(attempt).ConfigureAwait(false);
        }
    }

    private async ValueTask<IJournalWriter?> TryOpen()
    {
        using var timeout = new CancellationTokenSource(JournalLimits.WriterOpenTimeout, _around.Time);
        try
        {
            return await _writers.Open(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            LogAway(_around.Log, trouble);
            return null;
        }
    }

    private async ValueTask BackOff(int attempt)
    {
        var wait = TimeSpan.FromTicks(
            Math.Min(JournalLimits.BackOffMost.Ticks, JournalLimits.BackOffLeast.Ticks << Math.Min(attempt, 16)));
        await Task.Delay(wait, _around.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Leaves the writer to itself: a commit may still hang in it, and whoever waits must not.</summary>
    private void Abandon()
    {
        if (_writer is { } writer)
        {
            Volatile.Write(ref _writer, null);
            _ = Close(writer, _hanging);
            _hanging = Task.CompletedTask;
        }
    }

    private async Task Close(IJournalWriter writer, Task hanging)
    {
        try
        {
            await hanging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await writer.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            LogWriterThrew(_around.Log, trouble, writer.Id);
        }
    }

    private void SetAway(bool away)
    {
        lock (_gate)
        {
            _away = away;
        }
    }

    /// <summary>
    /// A record that has waited too long is taken back: it was not sent, so "not recorded" is certain.
    /// </summary>
    private void Expire() => Refuse(
        "journal_slow", since => _around.Time.GetElapsedTime(since) >= JournalLimits.QueueWaitMax);

    private void Refuse(string cause, Func<long, bool> old)
    {
        List<WaitingRecord> refused;
        lock (_gate)
        {
            refused = _queue.TakeOlder(old);
        }

        _around.Metrics.Answered(RowOutcome.NotRecorded, refused.Count);
        foreach (var waiting in refused)
        {
            waiting.Complete(NotRecorded(cause));
        }
    }
}
