using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Before;

/// <summary>Rates, processor time and single calls, once the runtime has compiled what is hot.</summary>
internal static class Loads
{
    /// <summary>Names of the accounts that are awake begin so.</summary>
    public const string Hot = "A";

    private const int BusyAccounts = 100, PacedSeconds = 6, CallsPerSecond = 100, WarmAccounts = 6_000;

    private const double HotRate = .9, ColdRate = .75, HotProcessor = 1.25, ColdProcessor = 1.6, CallsP99 = 1.2;

    public static async Task Run(Report report, BenchOptions options, HostProcess before, HostProcess now)
    {
        var (accounts, rounds) = options.Quick ? (10_000, 3) : (40_000, 9);
        foreach (var host in new[] { before, now })
        {
            await Warm(host, accounts);
        }

        var hot = await Turns.Take(before, now, rounds, (host, round) =>
            HttpRound.Send(host, accounts, round + 1, Hot));
        Write(report, "hot accounts, a record a line", hot, HotRate, HotProcessor);
        var busy = await Turns.Take(before, now, rounds, (host, round) =>
            HttpRound.Send(host, Busy(accounts, round, "busy")));
        Write(report, $"{BusyAccounts} accounts, many lines a record", busy, HotRate, HotProcessor);
        var cold = await Turns.Take(before, now, rounds, (host, round) =>
            HttpRound.Send(host, accounts / 2, 0, $"cold{round}-"));
        Write(report, "cold accounts, each line another", cold, ColdRate, ColdProcessor);

        var half = hot.Select(round => round.Before.Rate).Order().ElementAt(rounds / 2) / 2;
        var paced = await Turns.Take(before, now, rounds, (host, round) =>
            Paced(host, options, rounds + 1 + round, half));
        var at = FormattableString.Invariant($"beside {half:N0} lines/s");
        report.Beside($"single calls {at}: p50", "ms", Compared.Of(paced, each => each.Calls.At(.5)));
        report.Beside($"single calls {at}: p99", "ms", Compared.Of(paced, each => each.Calls.At(.99)),
            Bound.TimesAtMost(CallsP99));
        report.Beside($"those lines' own p99", "ms", Compared.Of(paced, each => each.Lines.At(.99)));
    }

    /// <summary>Whatever is measured has been compiled, also where few lines are sent.</summary>
    private static async Task Warm(HostProcess host, int accounts)
    {
        await host.Restart("--memorymegabytes", "4096");
        await HttpRound.Warm(host, WarmAccounts);
        await HttpRound.Send(host, Busy(WarmAccounts, round: 0, "warm-busy"));
        await SingleCalls.Send(host, CallsPerSecond, round: 0, CallsPerSecond);
        await HttpRound.Send(host, accounts, 0, Hot);
    }

    private static void Write(
        Report report, string what, List<(HttpRound Before, HttpRound Now)> rounds, double rate, double processor)
    {
        var left = rounds.Sum(round => round.Before.Lines - round.Before.Scored + round.Now.Lines - round.Now.Scored);
        report.Beside(
            what, "tx/s", Compared.Of(rounds, round => round.Rate), Bound.TimesAtLeast(rate),
            left == 0 ? "" : $"{left:N0} lines were not scored");
        report.Beside(
            "…processor of the host for each", "µs",
            Compared.Of(rounds, round => round.Used.Host.TotalMicroseconds / round.Lines),
            Bound.TimesAtMost(processor));
    }

    /// <summary>As many lines as there are hot accounts, of few accounts in turn.</summary>
    private static List<List<byte[]>> Busy(int lines, int round, string prefix)
    {
        var each = lines / BusyAccounts;
        return [.. Enumerable.Range(0, HttpRound.Streams).Select(stream => Enumerable.Range(0, each)
            .SelectMany(line => HttpLoad.Round(
                BusyAccounts, (round * each) + line, HttpRound.Streams, stream, prefix, minutes: 1))
            .ToList())];
    }

    private static async Task<(Quantiles Calls, Quantiles Lines)> Paced(
        HostProcess host, BenchOptions options, int round, double perSecond)
    {
        var seconds = options.Quick ? 2 : PacedSeconds;
        var sending = HttpRound.Send(host, (int)(perSecond * seconds), round, Hot, perSecond);
        var calls = await SingleCalls.Send(host, seconds * CallsPerSecond, round, CallsPerSecond);
        return (calls, (await sending).Latencies);
    }
}
