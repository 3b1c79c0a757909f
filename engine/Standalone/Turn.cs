using System.Threading.Tasks.Sources;
using OrleansRisk.Accounts;

namespace OrleansRisk.Engine.Standalone;

/// <summary>One call on its way through an actor's mailbox. Answered exactly once, by whoever is first.</summary>
internal abstract class Turn
{
    private const int Waiting = 0, Running = 1, Settled = 2;
    private int _state;

    /// <summary>The next in the mailbox.</summary>
    public Turn? Next { get; set; }

    /// <summary>When it was put into the mailbox, as a timestamp.</summary>
    public long EnqueuedAt { get; set; }

    /// <summary>False where the caller has been told already that it never began.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Running, Waiting) == Waiting;

    /// <summary>Takes the turn and keeps its answer; throws what the actor throws.</summary>
    public abstract ValueTask Take(AccountActor actor);

    /// <summary>Gives the caller the answer that was kept, where it has had none before.</summary>
    public abstract void Publish();

    /// <summary>Answers that it never began; does nothing where it has.</summary>
    public bool TryRefuse(string cause)
    {
        if (Interlocked.CompareExchange(ref _state, Settled, Waiting) != Waiting)
        {
            return false;
        }

        AnswerRefused(cause);
        return true;
    }

    /// <summary>Answers a turn that began for the actor, whose own answer is not to be had; it may run on.</summary>
    public bool TryAbandon(bool mayBeRecorded, string cause)
    {
        if (!TrySettle())
        {
            return false;
        }

        if (mayBeRecorded)
        {
            AnswerLost();
        }
        else
        {
            AnswerRefused(cause);
        }

        return true;
    }

    protected bool TrySettle() => Interlocked.CompareExchange(ref _state, Settled, Running) == Running;

    protected abstract void AnswerRefused(string cause);

    protected abstract void AnswerLost();
}

/// <summary>What a kind of call does, and what its caller is told where it came to nothing.</summary>
/// <param name="Take">The turn itself.</param>
/// <param name="Refused">It never began, by cause.</param>
/// <param name="Lost">It began, and what became of it is not known.</param>
internal sealed record TurnKind<TArgument, TOutcome>(
    Func<AccountActor, TArgument, ValueTask<TOutcome>> Take, Func<string, TOutcome> Refused, Func<TOutcome> Lost);

internal sealed class Turn<TArgument, TOutcome>(TurnKind<TArgument, TOutcome> kind, TArgument argument)
    : Turn, IValueTaskSource<TOutcome>
{
    private TOutcome? _kept;
    private bool _keeps;

    // A caller's continuation must neither hold up the actor's next turn nor run on the committer.
    private ManualResetValueTaskSourceCore<TOutcome> _answer = new() { RunContinuationsAsynchronously = true };

    /// <summary>To be awaited once.</summary>
    public ValueTask<TOutcome> Answer => new(this, _answer.Version);

    public override async ValueTask Take(AccountActor actor)
    {
        var outcome = await kind.Take(actor, argument);
        if (TrySettle())
        {
            (_kept, _keeps) = (outcome, true);
        }
    }

    public override void Publish()
    {
        if (_keeps)
        {
            _answer.SetResult(_kept!);
        }
    }

    public TOutcome GetResult(short token) => _answer.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _answer.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    protected override void AnswerRefused(string cause) => _answer.SetResult(kind.Refused(cause));

    protected override void AnswerLost() => _answer.SetResult(kind.Lost());
}
