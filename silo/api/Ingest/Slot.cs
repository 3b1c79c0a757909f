using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Api.Problems;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>One line on its way: read, perhaps sent to its account, answered, written. Used again for a later
/// line.</summary>
internal sealed class Slot
{
    private volatile bool _done;

    public Upload Upload { get; private set; } = null!;

    public long Line { get; private set; }

    public KnownAccount? Account { get; private set; }

    public Transaction? Transaction { get; private set; }

    /// <summary>The recorded transaction that it is a better version of; null for none.</summary>
    public string? Corrects { get; private set; }

    /// <summary>The lender's id, also where the rest of the line was at fault.</summary>
    public string? TransactionId { get; private set; }

    public LineFault? Fault { get; private set; }

    /// <summary>The consent that the line names.</summary>
    public string? Consent { get; private set; }

    /// <summary>The answer, where the engine answered this line.</summary>
    public Answer? Answer { get; private set; }

    /// <summary>Why the whole batch was not answered.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>Timestamp of the clock when it was read.</summary>
    public long ReadAt { get; private set; }

    /// <summary>The next line of the same account that waits.</summary>
    public Slot? Next { get; set; }

    /// <summary>Everything above is final.</summary>
    public bool IsDone => _done;

    public void Begin(Upload upload, long line, in TransactionLine read, long readAt)
    {
        (Upload, Line, ReadAt) = (upload, line, readAt);
        (Account, Transaction, TransactionId, Fault) = (read.Account, read.Transaction, read.Id, read.Fault);
        Consent = read.Consent ?? upload.Consent;
        (Answer, Failure, Next, Corrects) = (null, null, null, read.Corrects);
        if (Corrects is not null && upload.Ingest != IngestMode.History)
        {
            Fault ??= new LineFault(ErrorCodes.CorrectionNotLive, "corrects");
        }

        _done = Fault is not null;
    }

    public void Finish(Answer answer)
    {
        Answer = answer;
        _done = true;
    }

    public void Finish(Failure failure)
    {
        Failure = failure;
        _done = true;
    }

    /// <summary>Lets go of what the line held, so that an idle stream holds nothing.</summary>
    public void Clear()
    {
        (Account, Transaction, TransactionId, Fault, Consent) = (null, null, null, null, null);
        (Answer, Failure, Next, Corrects) = (null, null, null, null);
        _done = false;
    }
}
