using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Feed;

/// <summary>
/// What readers of the feed cost those who write, and how soon they hear. Client, host and database share this machine.
/// </summary>
internal static class FeedBench
{
    private const int Rounds = 9, PerSecond = 2_000, UpdatesPerSecond = 5_000;

    public static Benchmark Benchmark { get; } = new(
        "feed", "scoring beside a subscriber that stopped reading; 1,000 subscribers, from arrival to event", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        await using var database = await BenchDatabase.Create();
        await using var host = await HostProcess.Start(database);
        var accounts = options.Scaled(10_000);
        await HttpRound.Warm(host, accounts);
        await Stopped(report, options, host, accounts);
        await Crowd(report, options, host);
    }

    /// <summary>Quiet, beside the stopped reader, quiet again, and so on: what the machine does meanwhile hits all.
    /// </summary>
    private static async Task Stopped(Report report, BenchOptions options, HostProcess host, int accounts)
    {
        var (quiet, beside, again) = (new List<double>(), new List<double>(), new List<double>());
        var round = 0;
        for (var i = 0; i < (options.Quick ? 3 : Rounds); i++)
        {
            quiet.Add(await Tail(host, accounts, round++));
            await using (await FeedSubscribers.Stopped(host))
            {
                beside.Add(await Tail(host, accounts, round++));
            }

            again.Add(await Tail(host, accounts, round++));
        }

        var spread = Math.Abs(Median(quiet) - Median(again));
        report.Figure($"scoring p99 at {PerSecond:N0}/s, quiet", Median(quiet), "ms", $"median of {quiet.Count}");
        report.Figure("…beside a reader that stopped", Median(beside), "ms", $"median of {beside.Count}");
        report.Figure("…quiet again: spread of the two quiet medians", spread, "ms");
    }

    private static async Task<double> Tail(HostProcess host, int accounts, int round) =>
        (await HttpRound.Send(host, accounts, round, "F", PerSecond)).Latencies.At(.99);

    private static async Task Crowd(Report report, BenchOptions options, HostProcess host)
    {
        var subscribers = options.Scaled(1_000);
        var accounts = subscribers;
        await HttpRound.Send(host, accounts, 0, "C");
        await using var crowd = await FeedSubscribers.OnePerAccount(host, subscribers, "C");
        var rounds = Math.Max(2, options.Scaled(60_000) / accounts);
        for (var round = 1; round <= rounds; round++)
        {
            await HttpRound.Send(host, accounts, round, "C", UpdatesPerSecond);
        }

        var latencies = await crowd.Heard(rounds * accounts);
        var note = $"{latencies.Count:N0} events to {subscribers:N0} subscribers; commit included";
        report.Figure($"arrival to event at {UpdatesPerSecond:N0} updates/s: p50", latencies.At(.5), "ms", note);
        report.AtMost($"arrival to event at {UpdatesPerSecond:N0} updates/s: p99", latencies.At(.99), "ms", 50);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
