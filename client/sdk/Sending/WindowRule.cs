namespace OrleansRisk.Client.Sending;

/// <summary>
/// How large a window of unanswered lines should be, by the answers a second that each size brought. It doubles as long
/// as that brings more; from then on it tries a quarter more or a quarter less, and keeps more if more answers come,
/// and less if no fewer do. So the server is kept busy and lines do not merely wait in its queue.
/// </summary>
/// <remarks>
/// Answers a second are compared, not round trips: a server that commits in groups takes longer for more lines, and is
/// right to. A trial lies between two measures of the present size, so that a server that is slower for everybody just
/// now is not taken for one that is slower with more lines. Whatever the trials show, a window never holds more than
/// the server answers in <see cref="Limits.WindowDelayMax"/>.
/// </remarks>
internal sealed class WindowRule
{
    /// <summary>A doubled window that has no such effect has none.</summary>
    private const double WorthDoubling = 1.15;

    /// <summary>A window larger by a quarter must bring so much.</summary>
    private const double WorthMore = 1.04;

    /// <summary>A window smaller by a fifth must keep so much.</summary>
    private const double WorthLess = 0.98;

    private readonly int _least;
    private readonly int _most;
    private Step _step = Step.Doubling;
    private bool _more; // the next trial is of a larger window
    private bool _missed; // the doubling before brought nothing
    private double _before; // answers a second at the settled size, before the trial
    private double _tried; // and at the size under trial
    private int _trial;

    public WindowRule(int least, int first, int most)
    {
        _least = Math.Min(least, most);
        _most = most;
        Size = Settled = Math.Clamp(first, _least, most);
    }

    private enum Step
    {
        Doubling,
        Before,
        Trial,
        After,
    }

    /// <summary>What is to be sent by now; a size under trial, too.</summary>
    public int Size { get; private set; }

    /// <summary>Where the window stands, apart from trials.</summary>
    public int Settled { get; private set; }

    /// <summary>So many lines were answered a second with <see cref="Size"/>, and there were more to send.</summary>
    public void Measured(double perSecond)
    {
        if (Size > _least && Size > perSecond * Limits.WindowDelayMax.TotalSeconds)
        {
            Settle(Math.Max(_least, Math.Min(Size / 2, Settled)));
            _step = Step.Before;
            return;
        }

        switch (_step)
        {
            case Step.Doubling:
                Double(perSecond);
                break;
            case Step.Before:
                Try(perSecond);
                break;
            case Step.Trial:
                _tried = perSecond;
                _step = Step.After;
                Size = Settled;
                break;
            case Step.After:
                Judge(perSecond);
                break;
        }
    }

    private void Double(double perSecond)
    {
        var brought = perSecond >= WorthDoubling * _before;
        if (brought)
        {
            Settled = Size;
            _before = perSecond;
        }

        if (Size == _most || (!brought && _missed))
        {
            Settle(Settled);
            _step = Step.Before;
            return;
        }

        _missed = !brought;
        Size = (int)Math.Min(2L * Size, _most);
    }

    private void Try(double perSecond)
    {
        _before = perSecond;
        var size = Neighbour();
        if (size == Settled)
        {
            _more = !_more; // it is at its bound
            size = Neighbour();
        }

        _step = size == Settled ? Step.Before : Step.Trial;
        Size = _trial = size;
    }

    private int Neighbour() => (int)Math.Clamp(_more ? Settled * 5L / 4 : Settled * 4L / 5, _least, _most);

    /// <param name="after">Answers a second at the size before the trial, once more.</param>
    private void Judge(double after)
    {
        var ratio = _tried / ((_before + after) / 2);
        if (ratio >= (_more ? WorthMore : WorthLess))
        {
            Settle(_trial);
            _step = Step.Before;
        }
        else
        {
            _more = !_more;
            Try(after);
        }
    }

    private void Settle(int size) => Size = Settled = size;
}
