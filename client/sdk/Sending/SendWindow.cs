namespace OrleansRisk.Client.Sending;

/// <summary>
/// Counts lines without an answer and bounds them by a window whose size follows a <see cref="WindowRule"/>. It
/// measures answers a second over whole windows: from when everything taken at an earlier size is answered.
/// </summary>
internal sealed class SendWindow(int most, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly WindowRule _rule = new(Limits.WindowLeast, Limits.WindowFirst, most);
    private int _unanswered;
    private long _answered;
    private TaskCompletionSource? _freed; // set by the next answer that makes room, while that is waited for
    private bool _measuring; // otherwise lines that were taken at another size are still being answered
    private bool _limited; // the sender had more to send, and the window held it back
    private long _from; // answered when this measure began
    private long _until; // answered when all that was unanswered then will be
    private long _since;

    /// <summary>Where the window stands.</summary>
    public int Settled
    {
        get
        {
            lock (_lock)
            {
                return _rule.Settled;
            }
        }
    }

    /// <summary>Waits until there is room, and takes all of it: so many lines may be read from the input.</summary>
    public async ValueTask<int> Take(CancellationToken cancel)
    {
        while (true)
        {
            Task freed;
            lock (_lock)
            {
                if (TryTake() is > 0 and var lines)
                {
                    return lines;
                }

                _freed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                freed = _freed.Task;
            }

            await freed.WaitAsync(cancel);
        }
    }

    /// <summary>All the room there is; 0 if it is too little to be worth a wake-up.</summary>
    public int TryTake()
    {
        lock (_lock)
        {
            if (!HasRoom)
            {
                _limited = true;
                return 0;
            }

            var lines = _rule.Size - _unanswered;
            _unanswered += lines;
            return lines;
        }
    }

    /// <summary>A line got its answer for good.</summary>
    public void Answered()
    {
        TaskCompletionSource? freed = null;
        lock (_lock)
        {
            _unanswered--;
            _answered++;
            Measure();
            if (_freed is not null && HasRoom)
            {
                (freed, _freed) = (_freed, null);
            }
        }

        freed?.SetResult();
    }

    /// <summary>
    /// Room is given an eighth of the window at a time. Line by line, each answer would wake the reader of the input
    /// and each line would leave in a frame of its own. Room always comes: what is under way is answered without more.
    /// </summary>
    private bool HasRoom => _rule.Size - _unanswered >= Math.Max(1, _rule.Size / 8);

    private void Measure()
    {
        var elapsed = time.GetElapsedTime(_since);
        var late = _answered < _until && elapsed >= Limits.WindowDelayMax; // it slowed down: do not wait for the rest
        if (!late && (_answered < _until || (_measuring && elapsed < Limits.WindowMeasure)))
        {
            return; // a window has not gone round yet, or was so short that more than one is needed
        }

        if (_limited && (_measuring || late))
        {
            _rule.Measured((_answered - _from) / elapsed.TotalSeconds);
            Begin(measuring: false);
        }
        else
        {
            Begin(measuring: true);
        }
    }

    private void Begin(bool measuring)
    {
        (_measuring, _limited) = (measuring, _freed is not null); // whoever waits for room is held back
        (_from, _until) = (_answered, _answered + Math.Max(1, _unanswered));
        _since = time.GetTimestamp();
    }
}
