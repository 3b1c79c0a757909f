using System.Buffers;
using System.Text.Json;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Events.Decisions;
using OrleansRisk.Events.Text;

namespace OrleansRisk.Api.Ingest;

/// <summary>Writes answer lines into a buffer of its own, which is handed to the connection in pieces.</summary>
internal sealed class AnswerWriter : IDisposable
{
    private static readonly byte[] Feed = "\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _buffer = new(Limits.AnswerBytes + 4_096);
    private readonly Utf8JsonWriter _json;
    private readonly AnswerChoice _choice;

    private readonly Fallbacks _fallbacks;

    public AnswerWriter(AnswerChoice choice, Fallbacks fallbacks)
    {
        (_choice, _fallbacks) = (choice, fallbacks);
        _json = new Utf8JsonWriter(_buffer, JsonShape.Options);
    }

    public bool IsFull => _buffer.WrittenCount >= Limits.AnswerBytes;

    public bool IsEmpty => _buffer.WrittenCount == 0;

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Clear() => _buffer.ResetWrittenCount();

    /// <summary>Writes the answer of a line, where it was asked for.</summary>
    public void Write(Slot slot)
    {
        if (slot.Answer is Answer.Decided decided)
        {
            _fallbacks.Scored(slot);
            if (_choice == AnswerChoice.All
                || (_choice == AnswerChoice.Flagged && DecisionWriter.IsFlagged(decided.Entry)))
            {
                var entry = new DecidedTransaction(slot.Transaction!, decided.Entry);
                DecisionWriter.Write(_json, entry, slot.Account!.Key, new DecisionPlace(
                    slot.Line, decided.Duplicate, slot.Upload.WhatIf, _fallbacks.IsLate(slot), slot.Upload.Language)
                {
                    SupersededBy = decided.SupersededBy,
                    Changed = decided.Changed,
                });
                EndLine();
            }

            return;
        }

        if (slot.Fault is null && slot.Upload.Rule.Answers && Causes.Of(slot.Failure) is { } cause)
        {
            WriteFallback(slot, cause);
            return;
        }

        if (Causes.Of(slot.Failure) is { } trouble)
        {
            _fallbacks.Refused(trouble, slot: null);
        }

        if (_choice != AnswerChoice.None)
        {
            WriteError(slot, Of(slot));
            EndLine();
        }
    }

    /// <summary>Writes what stands for the answer of a line that was not answered in time.</summary>
    public void WriteOverdue(Slot slot)
    {
        if (slot.Upload.Rule.Answers)
        {
            WriteFallback(slot, Causes.Deadline);
            return;
        }

        _fallbacks.Refused(Causes.Deadline, slot);
        if (_choice != AnswerChoice.None)
        {
            WriteError(slot, new ApiError(ErrorCodes.DeadlinePassed, Cause: Causes.Deadline));
            EndLine();
        }
    }

    /// <summary>Asked for with the errors, for like them it acknowledges nothing.</summary>
    private void WriteFallback(Slot slot, string cause)
    {
        var fallback = _fallbacks.Give(
            slot.Upload.Rule, slot.Upload.Tenant, slot.Account!.Key, slot.Transaction!, cause);
        if (_choice != AnswerChoice.None)
        {
            FallbackWriter.Write(_json, slot, fallback);
            EndLine();
        }
    }

    public void Write(EndLine end)
    {
        JsonSerializer.Serialize(_json, end, ContractJson.Default.EndLine);
        EndLine();
    }

    public void Dispose() => _json.Dispose();

    private void WriteError(Slot slot, in ApiError error)
    {
        _json.WriteStartObject();
        _json.WriteNumber("line"u8, slot.Line);
        if (slot.TransactionId is { } id)
        {
            _json.WriteString("transaction"u8, id);
        }

        _json.WritePropertyName("error"u8);
        var problem = error.ToProblem(slot.Upload.Caller.RequestId, slot.Line);
        JsonSerializer.Serialize(_json, problem, ContractJson.Default.Problem);
        _json.WriteEndObject();
    }

    /// <summary>The error of a line that was not decided.</summary>
    public static ApiError Of(Slot slot) =>
        slot.Fault is { } fault ? ApiError.Of(fault)
        : slot.Answer is { } answer ? Outcomes.Of(answer)
        : Outcomes.OfBatch(slot.Failure!);

    private void EndLine()
    {
        _json.Flush();
        _json.Reset();
        _buffer.Write(Feed);
    }
}
