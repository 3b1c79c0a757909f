using System.Globalization;

namespace OrleansRisk.Training.Files;

/// <summary>
/// How far a command is: a bar on a terminal, a line now and then elsewhere, and nothing of what is done at once.
/// </summary>
internal sealed class Progress(TextWriter to, bool terminal, TimeProvider clock)
{
    private const int Bar = 30;
    private static readonly TimeSpan EveryLine = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EveryBar = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan Tells = TimeSpan.FromSeconds(2);
    private string _what = "";
    private long _began;
    private long _said;
    private bool _open;

    /// <summary>On standard error.</summary>
    public static Progress Shown { get; } = new(Console.Error, !Console.IsErrorRedirected, TimeProvider.System);

    /// <param name="share">Of the step, from 0 to 1.</param>
    public void At(string what, double share)
    {
        if (what != _what)
        {
            End();
            (_what, _began, _said) = (what, clock.GetTimestamp(), clock.GetTimestamp());
        }

        if (clock.GetElapsedTime(_said) < (terminal ? EveryBar : EveryLine))
        {
            return;
        }

        _said = clock.GetTimestamp();
        var text = string.Create(CultureInfo.InvariantCulture, $"{what}: {100 * share:0} %{Left(share)}");
        if (terminal)
        {
            var done = (int)(Bar * Math.Clamp(share, 0, 1));
            to.Write($"\r[{new string('#', done)}{new string('.', Bar - done)}] {text}\u001b[K");
            _open = true;
        }
        else
        {
            to.WriteLine(text);
        }
    }

    /// <summary>Leaves the line of a bar.</summary>
    public void End()
    {
        if (_open)
        {
            to.WriteLine();
        }

        (_open, _what) = (false, "");
    }

    private string Left(double share)
    {
        var gone = clock.GetElapsedTime(_began);
        return share <= 0 || gone < Tells ? "" : string.Create(
            CultureInfo.InvariantCulture, $", about {gone.TotalSeconds * (1 - share) / share:0} s left");
    }
}
