using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Api.Ingest;

/// <summary>Lines of one account that wait for the batch before them. Guarded by locking it.</summary>
internal sealed class AccountQueue(TenantId tenant, AccountKey key)
{
    private Slot? _first;
    private Slot? _last;

    public TenantId Tenant { get; } = tenant;

    public AccountKey Key { get; } = key;

    /// <summary>A batch is under way.</summary>
    public bool Running { get; set; }

    /// <summary>Somebody has it on the list of queues to start.</summary>
    public bool Listed { get; set; }

    /// <summary>Taken out of the table: a later line makes a new one.</summary>
    public bool Retired { get; set; }

    public bool IsEmpty => _first is null;

    public void Add(Slot slot)
    {
        if (_last is null)
        {
            _first = slot;
        }
        else
        {
            _last.Next = slot;
        }

        _last = slot;
    }

    /// <summary>
    /// The oldest lines that can go together: one upload's, so that each batch has one caller, and under one consent,
    /// so that it can be taken back by it.
    /// </summary>
    public Slot[] Take()
    {
        var (upload, consent) = (_first!.Upload, _first.Consent);
        var count = 0;
        for (var slot = _first; slot is not null && slot.Upload == upload
            && slot.Consent == consent && count < Limits.BatchLinesMax; slot = slot.Next)
        {
            count++;
        }

        var lines = new Slot[count];
        for (var i = 0; i < count; i++)
        {
            lines[i] = _first!;
            _first = _first!.Next;
        }

        _last = _first is null ? null : _last;
        return lines;
    }

    /// <summary>Takes a line out that still waits.</summary>
    public void Remove(Slot line)
    {
        var slot = _first;
        (_first, _last) = (null, null);
        while (slot is not null)
        {
            var next = slot.Next;
            slot.Next = null;
            if (slot != line)
            {
                Add(slot);
            }

            slot = next;
        }
    }

    /// <summary>Finishes every waiting line of an upload that may go no further on this account.</summary>
    public void Fail(Upload upload, Failure failure)
    {
        var slot = _first;
        (_first, _last) = (null, null);
        while (slot is not null)
        {
            var next = slot.Next;
            slot.Next = null;
            if (slot.Upload == upload)
            {
                slot.Finish(failure);
            }
            else
            {
                Add(slot);
            }

            slot = next;
        }
    }

    public static TransactionBatch BatchOf(Slot[] lines)
    {
        var transactions = new Transaction[lines.Length];
        string?[]? corrects = null;
        for (var i = 0; i < lines.Length; i++)
        {
            transactions[i] = lines[i].Transaction!;
            if (lines[i].Corrects is { } earlier)
            {
                (corrects ??= new string?[lines.Length])[i] = earlier;
            }
        }

        return new TransactionBatch(lines[0].Account!.Account, transactions, lines[0].Upload.Ingest)
        {
            Corrects = corrects,
            Sources = lines[0].Consent is { } consent ? [consent] : [],
        };
    }
}
