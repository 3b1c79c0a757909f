using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Feed;

/// <summary>
/// What readers of the feed cost those who write, and how soon they hear. Client, host and database share this machine.
/// </summary>
internal static class FeedBench
{
    private const int Rounds = 9, PerSecond = 2_000, UpdatesPerSecond = 5_000;

    public static Benchmark Benchmark { get; } = new(
        "feed", "scoring beside a subscriber that stopped reading; 1,000 subscribers, from commit to event", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        await using var database = await BenchDatabase.Create();
        await using var host = await HostProcess.Start(database);
        var accounts = options.Scaled(10_000);
        await HttpRound.Warm(host, accounts);
        await Stopped(report, options, host, accounts);
        await Crowd(report, options, database, host);
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

    /// <summary>All rounds are one upload a stream, so the pace holds from the first line to the last.</summary>
    private static async Task Crowd(
        Report report, BenchOptions options, BenchDatabase database, HostProcess host)
    {
        var subscribers = options.Scaled(1_000);
        await HttpRound.Send(host, subscribers, 0, "C");
        await using var crowd = await FeedSubscribers.OnePerAccount(host, subscribers, "C");
        var rounds = Math.Max(2, options.Scaled(150_000) / subscribers);
        var sent = await HttpRound.Send(
            host,
            [.. Enumerable.Range(0, HttpRound.Streams).Select(stream => Enumerable.Range(1, rounds)
                .SelectMany(round => HttpLoad.Round(subscribers, round, HttpRound.Streams, stream, "C")).ToList())],
            UpdatesPerSecond);
        var heard = await crowd.Heard(rounds * subscribers);

        var note = $"{heard.Count:N0} of {rounds * subscribers:N0} events to {subscribers:N0} subscribers";
        report.Figure($"updates a second, paced at {UpdatesPerSecond:N0}", sent.Rate, "updates/s", note);
        var arrival = Latencies(heard, static each => each.Arrived);
        report.Figure("arrival to event: p50", arrival.At(.5), "ms", "commit included");
        report.Figure("arrival to event: p99", arrival.At(.99), "ms", "commit included");
        if (await CommitTimes.Of(database) is not { } times)
        {
            report.Figure("commit to event", double.NaN, "ms", "the server keeps no times: track_commit_timestamp");
            return;
        }

        var commit = Latencies(heard, each => times[each.Decision]);
        report.Figure("commit to event: p50", commit.At(.5), "ms", "from COMMIT on, its fsync included");
        report.AtMost("commit to event: p99", commit.At(.99), "ms", 50);
    }

    private static Quantiles Latencies(List<HeardEvent> heard, Func<HeardEvent, DateTimeOffset> from)
    {
        var latencies = new Quantiles(heard.Count);
        heard.ForEach(each => latencies.Add((each.At - from(each)).TotalMilliseconds));
        return latencies;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
