namespace OrleansRisk.Crash.Tests.Wire;

/// <summary>
/// Springs once, at a phase of the n-th commit after it was set, and holds every writer's bytes from there on, or those
/// of the writer that sprang it alone.
/// </summary>
public sealed class Trap(Phase phase, int commits, bool onlyOne = false)
{
    private readonly TaskCompletionSource _sprung = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private int _left = commits;

    public Phase Phase { get; } = phase;

    public Task Sprung => _sprung.Task;

    /// <summary>Completes when what is held may go on.</summary>
    public Task Released => _released.Task;

    /// <summary>Whether bytes of every writer are held.</summary>
    public bool Holds => _sprung.Task.IsCompleted && !onlyOne && !_released.Task.IsCompleted;

    /// <summary>The next word of the server is the one after which nobody is answered.</summary>
    public bool TellsNext
    {
        get
        {
            lock (_lock)
            {
                return Phase == Phase.CommittedUnanswered && _left <= 0 && !_sprung.Task.IsCompleted;
            }
        }
    }

    /// <summary>Lets go on what is held.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>A writer came to a step of its commit; true where it must not go on.</summary>
    public bool Reached(Step step, bool forwarded)
    {
        lock (_lock)
        {
            if (_sprung.Task.IsCompleted)
            {
                return Holds;
            }

            if (step == Step.Commit && forwarded && --_left > 0)
            {
                return false;
            }

            var springs = Phase switch
            {
                Phase.BeforeCopy => !forwarded && _left <= 1 && step is Step.Copy or Step.Append,
                Phase.Sent => !forwarded && _left <= 1 && step is Step.Advance or Step.Commit,
                _ => false, // these wait for the server's word
            };
            return springs && Spring();
        }
    }

    /// <summary>The server has confirmed a commit of a writer; true where the host must not be told.</summary>
    public bool Confirmed()
    {
        lock (_lock)
        {
            return _sprung.Task.IsCompleted ? Holds : _left <= 0 && Phase == Phase.CommitSent && Spring();
        }
    }

    /// <summary>The host has been told of a commit.</summary>
    public void Told()
    {
        lock (_lock)
        {
            if (_left <= 0 && Phase == Phase.CommittedUnanswered)
            {
                Spring();
            }
        }
    }

    private bool Spring()
    {
        _sprung.TrySetResult();
        return true;
    }
}
