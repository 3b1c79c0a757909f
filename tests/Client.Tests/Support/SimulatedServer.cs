using OrleansRisk.Client.Sending;

namespace OrleansRisk.Client.Tests.Support;

/// <summary>
/// A server that answers lines in order: each after a delay and no more than so many a second, or in groups that cost
/// something by themselves. It is sent to as fast as a window allows.
/// </summary>
internal sealed class SimulatedServer(int most)
{
    private readonly SteppedTime _time = new();
    private readonly Queue<TimeSpan> _due = new(); // when each line under way is answered
    private TimeSpan _busyUntil;
    private SendWindow? _window;
    private int _room;
    private int _waiting; // received, and not begun
    private double _owed;
    private long _answered;
    private TimeSpan _began;

    public SendWindow Window => _window ??= new SendWindow(most, _time);

    public int PerSecond { get; set; } = 10_000;

    public TimeSpan Delay { get; set; }

    /// <summary>What a group costs whatever its size: all that came while the one before was under way.</summary>
    public TimeSpan Group { get; init; }

    /// <summary>Lines that the sender has a second; as many as are taken if 0.</summary>
    public int SentPerSecond { get; init; }

    public int MostUnanswered { get; private set; }

    /// <summary>Of the latest run, in its second half.</summary>
    public double AnsweredPerSecond { get; private set; }

    public void Run(TimeSpan length)
    {
        var (end, half) = (_time.Now + length, _time.Now + (length / 2));
        (_answered, _began) = (0, half);
        while (_time.Now < end)
        {
            Send();
            var next = _due.TryPeek(out var due) ? due : _time.Now + TimeSpan.FromMilliseconds(1);
            var before = _time.Now;
            _time.MoveTo(next);
            _owed = Math.Min(_owed + (SentPerSecond * (_time.Now - before).TotalSeconds), most);
            while (_due.TryPeek(out var ready) && ready <= _time.Now)
            {
                _due.Dequeue();
                _answered += _time.Now > half ? 1 : 0;
                Window.Answered();
            }
        }

        AnsweredPerSecond = _answered / (_time.Now - _began).TotalSeconds;
    }

    private void Send()
    {
        while (SentPerSecond == 0 || _owed >= 1)
        {
            if (_room == 0 && (_room = Window.TryTake()) == 0)
            {
                break;
            }

            _room--;
            _owed -= SentPerSecond == 0 ? 0 : 1;
            _waiting++;
            MostUnanswered = Math.Max(MostUnanswered, _waiting + _due.Count);
        }

        if (Group == TimeSpan.Zero)
        {
            for (; _waiting > 0; _waiting--)
            {
                _busyUntil = Later(_busyUntil, _time.Now) + TimeSpan.FromSeconds(1.0 / PerSecond);
                _due.Enqueue(_busyUntil + Delay);
            }
        }
        else if (_busyUntil <= _time.Now && _waiting > 0)
        {
            _busyUntil = _time.Now + Group + TimeSpan.FromSeconds((double)_waiting / PerSecond);
            for (; _waiting > 0; _waiting--)
            {
                _due.Enqueue(_busyUntil);
            }
        }
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
