using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansRisk.Api.Http;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Ingest;

/// <summary>What every stream of the process shares.</summary>
internal sealed record StreamParts(
    AccountBatches Batches, AdmissionControl AdmissionControl, Drain Drain, ApiMetrics Metrics,
    Access.Credentials Credentials,
    Fallbacks Fallbacks, Quotas Quotas, TimeProvider Time);

/// <summary>
/// One NDJSON upload with its answers. Reading and writing run side by side; between them lies a ring of lines, so that
/// answers come in the order of the lines and an unread answer in the end stops the reading.
/// </summary>
internal sealed partial class TransactionStream(
    StreamParts parts, Upload upload, UploadRules rules, AnswerChoice choice, ILogger log)
    : IDisposable
{
    private readonly Slot?[] _ring = new Slot?[Limits.WindowLines];
    private readonly Signal _space = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Tally _tally = new();
    private long _accepted;
    private long _answered;
    private long _lastLine;
    private volatile bool _readingDone;
    private string? _cause;

    public async Task Run(HttpContext context)
    {
        using var stopping = parts.Drain.Stopping.UnsafeRegister(
            static stream => ((TransactionStream)stream!).Stop(ErrorCodes.ShuttingDown.Code), this);
        var reading = Task.Run(() => Read(context.Request.BodyReader));
        try
        {
            await Answer(context.Response.BodyWriter, context);
        }
        finally
        {
            Stop(cause: null);
            await reading;
            parts.AdmissionControl.LinesAnswered((int)(_accepted - _answered));
            _tally.Report(parts.Metrics);
        }
    }

    public void Dispose()
    {
        _alarm?.Dispose();
        _stop.Dispose();
    }

    /// <summary>Reads no further; what was read is still answered. The first cause counts.</summary>
    private void Stop(string? cause)
    {
        Interlocked.CompareExchange(ref _cause, cause, null);
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream has ended in good order meanwhile.
        }
    }

    private Slot SlotAt(long number) => _ring[number % Limits.WindowLines] ??= new Slot();
}
