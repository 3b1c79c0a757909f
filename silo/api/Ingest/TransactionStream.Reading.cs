using System.Buffers;
using System.IO.Pipelines;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;

namespace OrleansRisk.Api.Ingest;

internal sealed partial class TransactionStream
{
    /// <summary>Causes that an end line may name beside error codes.</summary>
    private const string Idle = "idle";

    private readonly LineSplitter _lines = new();
    private readonly List<AccountQueue> _touched = [];
    private byte[] _scratch = [];
    private long _keyCheckedAt;
    private bool _firstIsFree = true; // its turn was taken when the stream was let in

    private async Task Read(PipeReader input)
    {
        try
        {
            _keyCheckedAt = parts.Time.GetTimestamp();
            while (!_stop.IsCancellationRequested && await ReadPiece(input))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop, or silent for too long: the cause is set.
        }
        catch (Exception failure) when (failure is IOException or Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            Stop(ErrorCodes.BodyCut.Code); // what came after the last whole line is no line
        }
        finally
        {
            parts.Batches.Start(_touched);
            _lastLine = _lines.Line;
            _readingDone = true;
            upload.Done.Set();
            Return(_scratch);
        }
    }

    /// <summary>Reads what has arrived and sends it on; false at the end of the upload.</summary>
    private async ValueTask<bool> ReadPiece(PipeReader input)
    {
        var result = await NextPiece(input);
        var buffer = result.Buffer;
        rules.Now = parts.Time.GetUtcNow().ToUnixTimeMilliseconds();
        try
        {
            await CheckKey();
            if (_lines.Line == 0)
            {
                buffer = WithoutMark(buffer, result.IsCompleted);
            }

            var startedAt = parts.Time.GetTimestamp();
            var before = _accepted;
            while (!_stop.IsCancellationRequested)
            {
                await HaveSpace(); // before a line is taken: a line that is taken is answered
                var kind = _lines.Take(ref buffer, result.IsCompleted, out var line);
                if (kind == LineKind.None)
                {
                    break;
                }

                if (kind != LineKind.Blank)
                {
                    await HaveQuota();
                    Accept(kind, line);
                }
            }

            parts.Metrics.Parsed(parts.Time.GetElapsedTime(startedAt), (int)(_accepted - before));
        }
        finally
        {
            input.AdvanceTo(buffer.Start, buffer.End);
        }

        parts.Batches.Start(_touched);
        upload.Done.Set();
        return !result.IsCompleted;
    }

    private async ValueTask<ReadResult> NextPiece(PipeReader input)
    {
        var read = input.ReadAsync(_stop.Token);
        if (read.IsCompleted)
        {
            return await read;
        }

        try
        {
            return await read.AsTask().WaitAsync(Limits.StreamIdle, parts.Time, _stop.Token);
        }
        catch (TimeoutException)
        {
            Stop(Idle);
            throw new OperationCanceledException();
        }
    }

    /// <summary>Waits until the window has room. What was read before goes on its way meanwhile.</summary>
    private async ValueTask HaveSpace()
    {
        while (_accepted - Volatile.Read(ref _answered) >= parts.AdmissionControl.Window)
        {
            parts.Batches.Start(_touched);
            upload.Done.Set();
            await _space.Wait(_stop.Token);
        }
    }

    /// <summary>
    /// Waits until the line's turn has come: over its quota a stream is read as slowly as it may send. A stream that is
    /// told to stop meanwhile answers this line still, for it is taken.
    /// </summary>
    private async ValueTask HaveQuota()
    {
        while (!_firstIsFree && await parts.Quotas.Take(upload) is { Ticks: > 0 } wait)
        {
            parts.Batches.Start(_touched);
            upload.Done.Set();
            try
            {
                await Task.Delay(wait, parts.Time, _stop.Token);
                await CheckKey();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        _firstIsFree = false;
    }

    private void Accept(LineKind kind, in ReadOnlySequence<byte> line)
    {
        var read = kind == LineKind.TooLong
            ? new TransactionLine(null, null, null, new LineFault(ErrorCodes.LineTooLong))
            : TransactionReader.Read(Contiguous(line), rules);
        var slot = SlotAt(_accepted);
        slot.Begin(upload, _lines.Line, read, parts.Time.GetTimestamp());
        parts.AdmissionControl.LinesRead(1);
        if (slot.Fault is null)
        {
            parts.Batches.Add(slot, _touched);
        }

        Volatile.Write(ref _accepted, _accepted + 1);
    }

    private ReadOnlySpan<byte> Contiguous(in ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment)
        {
            return line.FirstSpan;
        }

        if (_scratch.Length == 0)
        {
            _scratch = ArrayPool<byte>.Shared.Rent(Limits.LineBytesMax);
        }

        line.CopyTo(_scratch);
        return _scratch.AsSpan(0, (int)line.Length);
    }

    /// <summary>A byte order mark is passed over at the very beginning, where editors put it, and nowhere
    /// else.</summary>
    private static ReadOnlySequence<byte> WithoutMark(ReadOnlySequence<byte> buffer, bool ended)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.IsNext("\uFEFF"u8, advancePast: true) && (ended || !reader.End || buffer.Length == 3)
            ? buffer.Slice(reader.Position)
            : buffer;
    }

    private async ValueTask CheckKey()
    {
        if (parts.Time.GetElapsedTime(_keyCheckedAt) < Limits.KeyRecheck)
        {
            return;
        }

        _keyCheckedAt = parts.Time.GetTimestamp();
        if (upload.BrokenAccounts > Limits.BrokenAccountsMax)
        {
            Stop(ErrorCodes.JournalUnavailable.Code);
        }
        else if (!await KeyHolds())
        {
            Stop(ErrorCodes.KeyInvalid.Code);
        }
    }

    private async ValueTask<bool> KeyHolds()
    {
        try
        {
            var credential = await parts.Credentials.Find(upload.KeyId, _stop.Token).AsTask().WaitAsync(
                upload.Rule.After ?? Timeout.InfiniteTimeSpan, parts.Time, _stop.Token);
            if (credential is { Key: { } key, Tenant: { } tenant })
            {
                upload.Rates = Rates.Of(tenant.Settings, key.LinesPerSecond, upload.Ingest);
                upload.RequiresConsent = tenant.Settings.RequiresConsent;
            }

            return credential.Holds(parts.Time.GetUtcNow().ToUnixTimeMilliseconds());
        }
        catch (Exception failure) when (Problems.Failures.IsDatabaseTrouble(failure))
        {
            return true; // nothing can be recorded either; its lines say so themselves
        }
    }

    private static void Return(byte[] scratch)
    {
        if (scratch.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(scratch, clearArray: true);
        }
    }
}
