using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>What became of the lines of one stream, counted where they are written.</summary>
internal sealed class Tally
{
    private long _scored;
    private long _duplicates;
    private long _refused;
    private long _notRecorded;

    /// <summary>Answered by a fallback, or the error that stands for one.</summary>
    public void CountOverdue() => _notRecorded++;

    public void Count(Slot slot)
    {
        switch (slot)
        {
            case { Fault: not null }:
                _refused++;
                break;
            case { Answer: Answer.Decided { Duplicate: true } }:
                _duplicates++;
                break;
            case { Answer: Answer.Decided }:
                _scored++;
                break;
            case { Answer: not null } or { Failure: Failure.Erased or Failure.Denied }:
                _refused++;
                break;
            default:
                _notRecorded++;
                break;
        }
    }

    public EndLine End(long lastLine, IReadOnlyDictionary<string, long> unknownFields, string? cause) => new()
    {
        Received = _scored + _duplicates + _refused + _notRecorded,
        Scored = _scored,
        Duplicates = _duplicates,
        Refused = _refused,
        NotRecorded = _notRecorded,
        UnknownFields = unknownFields,
        LastLine = lastLine,
        Cause = cause,
    };

    public void Report(ApiMetrics metrics)
    {
        metrics.Lines(_scored, "scored");
        metrics.Lines(_duplicates, "duplicate");
        metrics.Lines(_refused, "refused");
        metrics.Lines(_notRecorded, "not_recorded");
    }
}
