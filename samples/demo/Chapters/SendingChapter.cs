using OrleansRisk.Client;
using OrleansRisk.Samples.Demo.Running;
using OrleansRisk.Samples.Demo.Sending;
using OrleansRisk.Samples.Demo.Telling;

namespace OrleansRisk.Samples.Demo.Chapters;

/// <summary>Both samples are sent at the same time; in the middle of it the host is killed.</summary>
internal sealed class SendingChapter(Screen screen, Stage stage, IReadOnlyList<Traffic> traffic, AckFile acks,
    TimeProvider time)
{
    private readonly Counters _counters = new();
    private readonly Latencies _latencies = new();
    private long _begun;

    private long Total => traffic.Sum(t => (long)t.Lines.Count);

    /// <summary>False where something was not answered as it should be.</summary>
    public async Task<bool> Tell(CancellationToken cancel)
    {
        screen.Chapter("Two streams at once, and a crash in the middle");
        screen.Say($"{string.Join(" and ", traffic.Select(t => $"{Figures.Count(t.Lines.Count)} lines of {t.Name}"))}; "
            + $"each stream has at most {Limits.InFlight} lines without an answer.");
        screen.Say("p99: from handing a line to the SDK to reading its answer, recorded, sealed and committed.");
        _begun = time.GetTimestamp();
        var sending = Task.WhenAll([
            .. traffic.Select(t => t.Run(_counters, _latencies, acks, _ => { }, cancel)),
            KillInTheMiddle(cancel),
        ]);
        await screen.Live(Line, sending, time);
        var elapsed = time.GetElapsedTime(_begun);
        screen.Say($"{Figures.Count(_counters.Answered)} answered in {Figures.Time(elapsed)}, the crash included; "
            + $"{Figures.Count(_counters.SentAgain)} lines were sent again, "
            + $"{Figures.Count(_counters.Duplicates)} of them had been recorded before the crash.");
        foreach (var (name, code, count) in traffic.SelectMany(t => t.Refusals.Select(r => (t.Name, r.Key, r.Value))))
        {
            screen.Bad($"{Figures.Count(count)} lines of {name} were refused: {code}");
        }

        return _counters.Refused == 0;
    }

    private string Line()
    {
        var elapsed = time.GetElapsedTime(_begun);
        var perSecond = _counters.Answered / Math.Max(0.1, elapsed.TotalSeconds);
        return $"{Figures.Count(_counters.Answered)} of {Figures.Count(Total)} transactions   "
            + $"{Figures.Count((long)perSecond)}/s   p99 {Figures.Time(_latencies.P99())}   "
            + $"{Figures.Count(_counters.Flagged)} flagged   {_counters.InFlight} in flight";
    }

    private async Task KillInTheMiddle(CancellationToken cancel)
    {
        var killAt = Total * Limits.KillAfterPercent / 100;
        while (_counters.Answered < killAt)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), time, cancel);
        }

        var killed = time.GetTimestamp();
        await stage.Host.Kill();
        var acknowledged = Figures.Count(_counters.Answered);
        screen.Say($"kill -9 of the host: {_counters.InFlight} in flight, {acknowledged} acknowledged.");
        await stage.Start();
        var away = Figures.Time(time.GetElapsedTime(killed));
        screen.Say($"The host is back after {away}; what had no answer is sent again.");
    }
}
