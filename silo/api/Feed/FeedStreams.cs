using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Events.Feed;

namespace OrleansRisk.Api.Feed;

/// <summary>
/// Open streams of the feed. Each writes what its reader takes and no more; one that takes nothing for
/// <see cref="Limits.ReaderProgress"/> is cut off, and comes back with its cursor.
/// </summary>
internal sealed class FeedStreams(Credentials credentials, Drain drain, TimeProvider time, FeedMetrics metrics)
{
    public async Task Run(HttpContext context, Call call, FeedSession session)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, drain.Stopping);
        var open = metrics.Opened();
        try
        {
            await (open > Limits.FeedStreamsMax
                ? ApiError.Write(context, ErrorCodes.Overloaded)
                : Write(context, call, session, either.Token));
        }
        catch (OperationCanceledException) when (drain.Stopping.IsCancellationRequested)
        {
            // It ends in good order: the reader has its cursor.
        }
        finally
        {
            metrics.Closed();
        }
    }

    private async Task Write(HttpContext context, Call call, FeedSession session, CancellationToken cancel)
    {
        var events = new List<WrittenEvent>();
        // Before the first byte: a cursor of another journal is still answered as a problem.
        var more = await session.Next(events, Limits.FeedEventsAtOnce, cancel);
        var output = await Begin(context, cancel);
        var checkedAt = time.GetTimestamp();
        long? saidAt = null;
        while (true)
        {
            foreach (var each in events)
            {
                Say(output, each);
            }

            metrics.Told(events.Count);
            if (events.Count > 0 || saidAt is not { } last || time.GetElapsedTime(last) >= Limits.FeedHeartbeat)
            {
                Say(output, session.Cursor); // after the events: it says that all up to here were given
                saidAt = time.GetTimestamp();
                if (!await Flush(context, output, cancel))
                {
                    return;
                }
            }

            if (time.GetElapsedTime(checkedAt) >= Limits.FeedKeyRecheck)
            {
                checkedAt = time.GetTimestamp();
                if (!await Holds(call, cancel))
                {
                    return;
                }
            }

            if (!more)
            {
                await session.Wait(Limits.FeedKeyRecheck, cancel);
            }

            events.Clear();
            more = await session.Next(events, Limits.FeedEventsAtOnce, cancel);
        }
    }

    private static async ValueTask<PipeWriter> Begin(HttpContext context, CancellationToken cancel)
    {
        var response = context.Response;
        response.ContentType = MediaTypes.EventStream;
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx holds nothing back
        context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        await response.StartAsync(cancel);
        return response.BodyWriter;
    }

    private async ValueTask<bool> Holds(Call call, CancellationToken cancel)
    {
        try
        {
            var credential = await credentials.Find(call.KeyId, cancel);
            return credential.Holds(time.GetUtcNow().ToUnixTimeMilliseconds())
                && credential.Key!.Roles == call.Caller.Roles;
        }
        catch (Exception failure) when (Failures.IsDatabaseTrouble(failure))
        {
            return false; // nothing older than a second opens anything
        }
    }

    /// <summary>
    /// False if the reader has left or takes nothing. That is an end, not a fault: the server learns of it before it
    /// cancels the request, so an exception here would be logged as an error of ours.
    /// </summary>
    private async ValueTask<bool> Flush(HttpContext context, PipeWriter output, CancellationToken cancel)
    {
        try
        {
            return !(await output.FlushAsync(cancel).AsTask().WaitAsync(Limits.ReaderProgress, time, cancel))
                .IsCompleted;
        }
        catch (TimeoutException)
        {
            metrics.CutOff();
            context.Abort();
            return false;
        }
    }

    private static void Say(PipeWriter output, in WrittenEvent each)
    {
        Put(output, "id: ");
        Put(output, each.Cursor!);
        Put(output, "\nevent: ");
        Put(output, each.Type);
        Put(output, "\ndata: ");
        output.Write(each.Body.Span); // one line: a JSON writer escapes line ends
        Put(output, "\n\n");
    }

    /// <summary>A comment for the connection and the cursor for the reader: it raises no event.</summary>
    private static void Say(PipeWriter output, string cursor)
    {
        Put(output, ":\nid: ");
        Put(output, cursor);
        Put(output, "\n\n");
    }

    private static void Put(PipeWriter output, string text) => Encoding.ASCII.GetBytes(text, output);
}
