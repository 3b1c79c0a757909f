using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Labels;

namespace OrleansRisk.Api.Labels;

/// <summary>
/// One NDJSON upload of labels. Labels are few beside transactions: a bounded number is under way, in the order of the
/// lines, and each is answered on its line.
/// </summary>
internal sealed class LabelStream(LabelAnswers labels, Caller caller, UploadRules rules, Drain drain, TimeProvider time)
{
    private readonly Channel<(long Line, Task<LabelAnswered> Answer)> _underWay =
        Channel.CreateBounded<(long, Task<LabelAnswered>)>(Limits.LabelsUnderWay);

    private readonly LineSplitter _lines = new();
    private long _recorded;
    private long _unchanged;
    private long _refused;
    private long _notRecorded;
    private string? _cause;

    public async Task Run(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(drain.Stopping);
        await context.Response.StartAsync();
        var reading = Read(context, stop.Token);
        try
        {
            await Answer(context);
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private async Task Read(HttpContext context, CancellationToken stop)
    {
        var input = context.Request.BodyReader;
        try
        {
            for (var ended = false; !ended;)
            {
                var result = await input.ReadAsync(stop).AsTask().WaitAsync(Limits.StreamIdle, time, stop);
                var buffer = result.Buffer;
                rules.Now = time.GetUtcNow().ToUnixTimeMilliseconds();
                while (_lines.Take(ref buffer, result.IsCompleted, out var line) is var kind && kind != LineKind.None)
                {
                    if (kind != LineKind.Blank)
                    {
                        await Send(kind, line);
                    }
                }

                input.AdvanceTo(buffer.Start, buffer.End);
                ended = result.IsCompleted;
            }
        }
        catch (OperationCanceledException)
        {
            _cause = drain.Stopping.IsCancellationRequested ? ErrorCodes.ShuttingDown.Code : null;
        }
        catch (TimeoutException)
        {
            _cause = "idle";
        }
        catch (Exception failure) when (failure is IOException or BadHttpRequestException)
        {
            _cause = ErrorCodes.BodyCut.Code;
        }
        finally
        {
            _underWay.Writer.Complete();
        }
    }

    private ValueTask Send(LineKind kind, in ReadOnlySequence<byte> line)
    {
        var read = kind == LineKind.TooLong
            ? new LabelLine(null, null, null, new LineFault(ErrorCodes.LineTooLong))
            : LabelReader.Read(line.IsSingleSegment ? line.FirstSpan : line.ToArray(), rules);
        return _underWay.Writer.WriteAsync((_lines.Line, labels.Of(caller, read, _lines.Line)));
    }

    private async Task Answer(HttpContext context)
    {
        var output = context.Response.BodyWriter;
        await foreach (var (line, underWay) in _underWay.Reader.ReadAllAsync())
        {
            var answered = await underWay;
            Count(answered);
            Write(output, answered, line, RequestIds.Of(context));
            if (!_underWay.Reader.TryPeek(out _) || output.UnflushedBytes >= Limits.AnswerBytes)
            {
                await output.FlushAsync(context.RequestAborted).AsTask().WaitAsync(Limits.ReaderProgress, time);
            }
        }

        JsonLine(output, End(), ContractJson.Default.LabelEndLine);
        await output.FlushAsync(context.RequestAborted).AsTask().WaitAsync(Limits.ReaderProgress, time);
    }

    private void Count(LabelAnswered answered)
    {
        if (answered.Answer is { } answer)
        {
            ref var count = ref answer.Result == LabelResults.Recorded ? ref _recorded : ref _unchanged;
            count++;
        }
        else if (answered.Error.Code.SendAgain)
        {
            _notRecorded++;
        }
        else
        {
            _refused++;
        }
    }

    private static void Write(IBufferWriter<byte> output, LabelAnswered answered, long line, string requestId)
    {
        if (answered.Answer is { } answer)
        {
            JsonLine(output, answer, ContractJson.Default.LabelAnswer);
            return;
        }

        var error = new ErrorLine
        {
            Line = line,
            Transaction = answered.Transaction,
            Error = answered.Error.ToProblem(requestId, line),
        };
        JsonLine(output, error, ContractJson.Default.ErrorLine);
    }

    private static void JsonLine<T>(
        IBufferWriter<byte> output, T line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
    {
        using var json = new Utf8JsonWriter(output);
        JsonSerializer.Serialize(json, line, shape);
        json.Flush();
        output.Write("\n"u8);
    }

    private LabelEndLine End() => new()
    {
        Received = _recorded + _unchanged + _refused + _notRecorded,
        Recorded = _recorded,
        Unchanged = _unchanged,
        Refused = _refused,
        NotRecorded = _notRecorded,
        UnknownFields = rules.Unknown.Counts,
        LastLine = _lines.Line,
        Cause = _cause,
    };
}
