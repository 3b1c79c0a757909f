using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Api.Http;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Ingest;

internal sealed partial class TransactionStream
{
    private ITimer? _alarm;

    private async Task Answer(PipeWriter output, HttpContext context)
    {
        using var answers = new AnswerWriter(choice, parts.Fallbacks);
        if (!await Open(context) || !await AnswerLines(answers, output, context))
        {
            return;
        }

        await parts.Batches.Rebuild(upload);
        answers.Write(_tally.End(_lastLine, rules.Unknown.Counts, _cause));
        await HandOver(answers, output, context);
    }

    /// <summary>
    /// Sends the headers at once, for clients that wait for them before they send; a client that asked first whether to
    /// send (Expect) is told so by the first read, which must come before them.
    /// </summary>
    private async ValueTask<bool> Open(HttpContext context)
    {
        if (context.Request.Headers.Expect.Count > 0)
        {
            await upload.Done.Wait();
            upload.Done.Set();
        }

        return await Taken(new ValueTask<FlushResult>(Started(context.Response)), context);
    }

    private static async Task<FlushResult> Started(HttpResponse response)
    {
        await response.StartAsync();
        return await response.BodyWriter.FlushAsync();
    }

    /// <summary>Writes every answer in order, handing over whenever none is ready; false where nobody reads any
    /// more.</summary>
    private async ValueTask<bool> AnswerLines(AnswerWriter answers, PipeWriter output, HttpContext context)
    {
        while (true)
        {
            var done = _readingDone; // read before the lines: after it there are no more
            if (!await AnswerReady(answers, output, context))
            {
                return false;
            }

            if (done && _answered == Volatile.Read(ref _accepted))
            {
                return true;
            }

            if (!answers.IsEmpty && !await HandOver(answers, output, context))
            {
                return false;
            }

            SetAlarm();
            await upload.Done.Wait();
        }
    }

    /// <summary>Wakes the answering when the first line that waits has waited as long as it may.</summary>
    private void SetAlarm()
    {
        if (upload.Rule.After is { } after && _answered < Volatile.Read(ref _accepted))
        {
            _alarm ??= parts.Time.CreateTimer(
                static done => ((Signal)done!).Set(), upload.Done, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var left = after - parts.Time.GetElapsedTime(SlotAt(_answered).ReadAt);
            _alarm.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>
    /// The line whose deadline has passed, out of the ring: whatever becomes of it later, becomes of it unheard.
    /// </summary>
    private Slot? TakeOverdue(long number)
    {
        if (upload.Rule.After is not { } after || number >= Volatile.Read(ref _accepted)
            || SlotAt(number) is not { IsDone: false } slot || parts.Time.GetElapsedTime(slot.ReadAt) < after)
        {
            return null;
        }

        parts.Batches.Abandon(slot);
        _ring[number % Limits.WindowLines] = new Slot();
        return slot;
    }

    private async ValueTask<bool> AnswerReady(AnswerWriter answers, PipeWriter output, HttpContext context)
    {
        var from = _answered;
        for (var next = from; ; next++)
        {
            var overdue = IsReady(next) ? null : TakeOverdue(next);
            if (overdue is null && !IsReady(next))
            {
                break;
            }

            var slot = overdue ?? SlotAt(next);
            if (overdue is null)
            {
                answers.Write(slot);
                _tally.Count(slot);
                slot.Clear();
            }
            else
            {
                answers.WriteOverdue(slot);
                _tally.CountOverdue();
            }

            if (answers.IsFull)
            {
                Publish(next + 1);
                if (!await HandOver(answers, output, context))
                {
                    return false;
                }
            }

            from = next + 1;
        }

        Publish(from);
        return true;
    }

    private bool IsReady(long number) => number < Volatile.Read(ref _accepted) && SlotAt(number).IsDone;

    /// <summary>Gives the room of answered lines back to the reader.</summary>
    private void Publish(long answered)
    {
        if (answered == _answered)
        {
            return;
        }

        parts.AdmissionControl.LinesAnswered((int)(answered - _answered));
        Volatile.Write(ref _answered, answered);
        _space.Set();
    }

    private async ValueTask<bool> HandOver(AnswerWriter answers, PipeWriter output, HttpContext context)
    {
        var startedAt = parts.Time.GetTimestamp();
        var taken = await Taken(output.WriteAsync(answers.Written), context);
        parts.Metrics.Answered(parts.Time.GetElapsedTime(startedAt));
        answers.Clear();
        return taken;
    }

    /// <summary>Waits until a piece is taken. A reader without any progress is cut off, and so never holds more than
    /// its window.</summary>
    private async ValueTask<bool> Taken(ValueTask<FlushResult> flush, HttpContext context)
    {
        try
        {
            var result = flush.IsCompleted
                ? await flush
                : await flush.AsTask().WaitAsync(Limits.ReaderProgress, parts.Time, CancellationToken.None);
            return !result.IsCompleted && !result.IsCanceled;
        }
        catch (TimeoutException)
        {
            LogStalled(log, upload.Caller.RequestId, ErrorCodes.ReaderStalled.Code);
            parts.Metrics.Stalled();
            context.Abort();
            return false;
        }
        catch (Exception failure) when (
            failure is IOException or OperationCanceledException or InvalidOperationException)
        {
            return false; // the client has gone
        }
    }
}
