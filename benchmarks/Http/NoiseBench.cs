namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// A quiet tenant's latencies alone and beside a tenant that offers twenty times its quota, by turns on one host.
/// </summary>
internal static class NoiseBench
{
    private const int Rounds = 9;
    private const int Quota = 1_000, Offered = 20 * Quota;
    private const int QuietRate = 200, QuietAccounts = 600;

    public static Benchmark Benchmark { get; } = new(
        "noise", "a quiet tenant's p99 alone and beside one at 20 times its quota, and that one's", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        await using var database = await BenchDatabase.Create();
        await using var host = await HostProcess.Start(database);
        var noisy = new EdgeOfTenant(host, await host.AddTenant("noisy", Quota));
        await HttpRound.Warm(host, options.Scaled(20_000));
        List<HttpRound> alone = [], beside = [], noise = [];
        for (var round = 0; round < (options.Quick ? 3 : Rounds); round++)
        {
            alone.Add(await Quiet(host, 2 * round));

            // Its lines are offered within the first moments and taken, at its quota, until after the quiet one's last.
            var loud = HttpRound.Send(noisy, Quota * (QuietAccounts / QuietRate + 1), round, "loud", Offered);
            beside.Add(await Quiet(host, (2 * round) + 1));
            noise.Add(await loud);
        }

        var (before, during) = (P99(alone), P99(beside));
        report.Figure("quiet tenant alone, p99", before, "ms", Spread(alone));
        report.Figure("quiet tenant beside a noisy one, p99", during, "ms", Spread(beside));
        report.Figure("…against alone", during / before, "×");
        report.Figure("noisy tenant, p99", P99(noise), "ms", $"from its sending, {Offered:N0} lines/s offered");
        report.AtMost(
            "noisy tenant, lines taken", Median(noise, round => round.Rate), "lines/s", Quota * 1.5,
            $"of a quota of {Quota:N0}, with a second's worth at once");
    }

    private static Task<HttpRound> Quiet(HostProcess host, int round) =>
        HttpRound.Send(host, QuietAccounts, round, "quiet", QuietRate);

    private static double P99(List<HttpRound> rounds) => Median(rounds, round => round.Latencies.At(.99));

    private static string Spread(List<HttpRound> rounds)
    {
        var seen = rounds.Select(round => round.Latencies.At(.99)).ToList();
        var half = Median(rounds, round => round.Latencies.At(.5));
        return FormattableString.Invariant(
            $"median of {seen.Count}, {seen.Min():0.0} to {seen.Max():0.0}; p50 {half:0.0}");
    }

    private static double Median(List<HttpRound> rounds, Func<HttpRound, double> of) =>
        rounds.Select(of).Order().ElementAt(rounds.Count / 2);
}
