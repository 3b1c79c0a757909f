using OrleansRisk.Accounts;

namespace OrleansRisk.Engine.Standalone;

/// <summary>
/// An account's place in the scheduler: its actor and its mailbox. Turns run one after the other on whatever thread
/// brought the first or finished the last; between them no thread is held.
/// </summary>
internal sealed class AccountCell(AccountId id, AccountActor actor, Scheduling scheduling)
{
    private readonly Lock _gate = new();
    private Turn? _first;
    private Turn? _last;
    private Turn? _current;
    private int _waiting;
    private int _readers;
    private bool _busy;
    private bool _closed;

    public AccountId Id => id;

    public AccountActor Actor => actor;

    /// <summary>Neighbours and account of it in <see cref="Residency"/>, which alone touches them.</summary>
    public AccountCell? Newer { get; set; }

    public AccountCell? Older { get; set; }

    public CellList? List { get; set; }

    public int Bytes { get; set; }

    public long UsedAt { get; set; }

    public Admitted Enqueue(Turn turn)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return Admitted.Closed;
            }

            if (_waiting >= scheduling.Options.TurnsPerActorMax)
            {
                return Admitted.Full;
            }

            Append(turn);
            if (_busy)
            {
                return Admitted.Taken;
            }

            _busy = true;
            scheduling.Residency.Begin(this);
        }

        _ = Pump();
        return Admitted.Taken;
    }

    /// <summary>Reads of a loaded account need no turn; while there is one, the account stays.</summary>
    public bool TryEnterRead()
    {
        lock (_gate)
        {
            if (_closed || !actor.IsLoaded)
            {
                return false;
            }

            _readers++;
            return true;
        }
    }

    public void LeaveRead()
    {
        lock (_gate)
        {
            _readers--;
        }
    }

    /// <summary>Closes the cell where nothing is going on in it; a closed cell takes nothing in again.</summary>
    public bool TryClose()
    {
        lock (_gate)
        {
            if (_busy || _closed)
            {
                return false;
            }

            if (_readers > 0)
            {
                scheduling.Residency.End(this, actor.ResidentBytes); // back to the idle ones, as the youngest
                return false;
            }

            _closed = true;
            return true;
        }
    }

    /// <summary>Answers callers that have waited too long; the turn that runs goes on without one.</summary>
    public void TimeOut(Func<long, bool> isOver)
    {
        lock (_gate)
        {
            if (_current is { } current && isOver(current.EnqueuedAt))
            {
                current.TryAbandon(mayBeRecorded: true, "timed_out");
            }

            for (var turn = _first; turn is not null && isOver(turn.EnqueuedAt); turn = turn.Next)
            {
                turn.TryRefuse("timed_out");
            }
        }
    }

    private void Append(Turn turn)
    {
        if (_last is null)
        {
            _first = turn;
        }
        else
        {
            _last.Next = turn;
        }

        _last = turn;
        _waiting++;
    }

    private async Task Pump()
    {
        var turn = TakeNext();
        while (turn is not null)
        {
            if (turn.TryBegin())
            {
                await scheduling.Run(this, turn);
            }

            // The actor is at rest, or at its next turn, before anyone hears of this one.
            var next = TakeNext();
            scheduling.Finished();
            turn.Publish();
            turn = next;
        }
    }

    private Turn? TakeNext()
    {
        lock (_gate)
        {
            _current = _first;
            if (_first is not { } turn)
            {
                _busy = false;
                scheduling.Residency.End(this, actor.ResidentBytes);
                return null;
            }

            _first = turn.Next;
            _last = _first is null ? null : _last;
            turn.Next = null;
            _waiting--;
            return turn;
        }
    }
}

internal enum Admitted
{
    Taken,

    /// <summary>Too many wait for this actor.</summary>
    Full,

    /// <summary>The cell is on its way out: the next one under the same id takes the turn.</summary>
    Closed,
}
