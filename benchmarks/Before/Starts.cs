using System.Diagnostics;
using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Before;

/// <summary>From start to ready, at rest, and back after a kill.</summary>
internal static class Starts
{
    private const double ReadySeconds = 1.5, RestTimes = 1.3, RestPercent = 2;

    private const double Megabyte = 1 << 20;

    /// <summary>Over a database with a tenant and no account.</summary>
    public static async Task Ready(Report report, BenchOptions options, HostProcess before, HostProcess now)
    {
        var rounds = await Turns.Take(before, now, options.Quick ? 3 : 9, async (host, _) =>
        {
            await host.Restart();
            return host.ReadyAfter.TotalSeconds;
        });
        report.Beside("ready after its start", "s", new Compared(rounds), Bound.AtMost(ReadySeconds));
    }

    /// <summary>Both at once, freshly started, with nothing to do.</summary>
    public static async Task Rest(Report report, BenchOptions options, HostProcess before, HostProcess now)
    {
        await Wait(options.Quick ? 5 : 15);
        var processor = new List<(double, double)>();
        for (var part = 0; part < 3; part++)
        {
            var (usedBefore, usedNow, started) = (before.Processor, now.Processor, Stopwatch.GetTimestamp());
            await Wait(options.Quick ? 3 : 20);
            var elapsed = Stopwatch.GetElapsedTime(started);
            processor.Add((
                100 * ((before.Processor - usedBefore) / elapsed), 100 * ((now.Processor - usedNow) / elapsed)));
        }

        report.Beside("at rest: processor", "% of a core", new Compared(processor), Bound.AtMost(RestPercent));
        var resident = new Compared([(before.ResidentBytes / Megabyte, now.ResidentBytes / Megabyte)]);
        report.Beside("at rest: resident", "MB", resident, Bound.TimesAtMost(RestTimes));
    }

    /// <summary>From the kill until an account that was there before it is answered.</summary>
    public static async Task Back(Report report, BenchOptions options, HostProcess before, HostProcess now)
    {
        var rounds = await Turns.Take(before, now, options.Quick ? 3 : 5, async (host, round) =>
        {
            var killed = Stopwatch.GetTimestamp();
            await host.Restart();
            using var client = new StreamClient(host.Http2Url, host.Key);
            await client.Send([HttpLoad.Round(1, 1_000 + round, 1, 0, Loads.Hot)[0]]);
            return Stopwatch.GetElapsedTime(killed).TotalSeconds;
        });
        report.Beside("first answer after kill -9", "s", new Compared(rounds));
    }

    private static Task Wait(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
