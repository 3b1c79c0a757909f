namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// A quiet tenant beside one that offers twenty times its quota. Client, host and database share this machine.
/// </summary>
internal static class NoiseBench
{
    private const int Rounds = 9, Quota = 500, Times = 20, QuietPerSecond = 200, Seconds = 8;

    public static Benchmark Benchmark { get; } = new(
        "noise", $"a tenant of {QuietPerSecond} lines a second beside one that offers {Times} times its quota", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        await using var database = await BenchDatabase.Create();
        await using var host = await HostProcess.Start(database);
        var noisy = await host.Tenant("noisy", Quota);
        await HttpRound.Warm(host, options.Scaled(4_000));
        var (quiet, beside, again, noise) =
            (new List<double>(), new List<double>(), new List<double>(), new List<HttpRound>());
        var round = 0;
        for (var i = 0; i < (options.Quick ? 3 : Rounds); i++)
        {
            quiet.Add(await Tail(host, options, round++));
            var sending = Noise(noisy, options, round);
            beside.Add(await Tail(host, options, round++));
            noise.Add(await sending);
            again.Add(await Tail(host, options, round++));
        }

        var spread = Math.Abs(Median(quiet) - Median(again));
        report.Figure("quiet tenant's p99, alone", Median(quiet), "ms", $"median of {quiet.Count}");
        report.Figure("…beside the noisy tenant", Median(beside), "ms", $"median of {beside.Count}");
        report.Figure("…alone again: spread of the two medians", spread, "ms");
        report.Figure("noisy tenant's p99", Median(noise.ConvertAll(each => each.Latencies.At(.99))), "ms",
            $"it offers {Times * Quota:N0}/s and may send {Quota}/s");
        report.Figure("…what was taken of it", Median(noise.ConvertAll(each => each.Rate)), "lines/s");
    }

    private static async Task<double> Tail(HostProcess host, BenchOptions options, int round) =>
        (await HttpRound.Send(host, QuietPerSecond * Length(options), round, "Q", QuietPerSecond)).Latencies.At(.99);

    /// <summary>As much as the quota lets through while the quiet one sends, and offered far faster.</summary>
    private static Task<HttpRound> Noise(IEdge noisy, BenchOptions options, int round) =>
        HttpRound.Send(noisy, Quota * Length(options), round, "N", Times * Quota);

    private static int Length(BenchOptions options) => options.Quick ? 3 : Seconds;

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
