using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OrleansRisk.Benchmarks.Cluster.Beside;
using OrleansRisk.Benchmarks.Silos;
using OrleansRisk.Benchmarks.Http;
using OrleansRisk.Contract;

namespace OrleansRisk.Benchmarks.Cluster.Cold;

/// <summary>
/// What it takes to wake accounts after the silo was killed: one at a time by a read, and many at once by their next
/// transaction; from a snapshot, and from a base with a tail of records.
/// </summary>
internal static class ColdBench
{
    /// <summary>Accounts read one at a time; what is left wakes together. A multiple of the streams.</summary>
    private const int Single = 600;

    /// <summary>Events of an account, one more than write a snapshot.</summary>
    private const int EventsToSnapshot = 65;

    private const int WarmRounds = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task Run(
        Report report, BenchOptions options, BenchDatabase database, SiloCluster silo, int rounds)
    {
        var tailed = options.Scaled(50_000);
        var snapshotted = Math.Max(options.Scaled(6_000), 2 * Single);
        await Snapshotted(database, silo, snapshotted);
        await silo.Restart();
        await Warm(silo, options.Scaled(10_000), rounds);
        await One(report, silo, "A", $"a tail of {rounds} records");
        await One(report, silo, "S", "a snapshot");
        await Many(report, silo, BesideBench.Lines(tailed, rounds, "A"), $"a tail of {rounds} records");
        await Many(report, silo, BesideBench.Lines(snapshotted, EventsToSnapshot, "S"), "a snapshot");
    }

    /// <summary>Accounts with as many events, in few records, as make each write a snapshot.</summary>
    private static async Task Snapshotted(BenchDatabase database, SiloCluster silo, int accounts)
    {
        var before = await database.Count("risk.snapshots");
        var rounds = Enumerable.Range(0, EventsToSnapshot).Select(r => BesideBench.Lines(accounts, r, "S")).ToList();
        await HttpRound.Send(silo, [.. rounds[0].Select((lines, stream) => Enumerable.Range(0, lines.Count)
            .SelectMany(account => rounds.Select(round => round[stream][account])).ToList())]);
        var started = Stopwatch.GetTimestamp();
        while (await database.Count("risk.snapshots") - before < accounts)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException("not every account has written its snapshot");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>
    /// Until the fresh process has compiled what wakes accounts, what decides, and what answers reads.
    /// </summary>
    private static async Task Warm(SiloCluster silo, int accounts, int rounds)
    {
        for (var round = 0; round < WarmRounds; round++)
        {
            await HttpRound.Send(silo, accounts, rounds + 100 + round, "warm");
        }

        await Read(silo, Enumerable.Range(0, Single).Select(account => $"warm{account}"));
    }

    private static async Task One(Report report, SiloCluster silo, string prefix, string from)
    {
        var names = Enumerable.Range(0, Single).Select(account => $"{prefix}{account}").ToList();
        var cold = await Read(silo, names);
        var warm = await Read(silo, names);
        var note = FormattableString.Invariant(
            $"{Single} accounts read by HTTP; the same in memory {warm.At(.5):0.00} ms, p99 {warm.At(.99):0.00} ms");
        report.Figure($"one cold account, {from}: p50", cold.At(.5), "ms", note);
        report.Figure($"one cold account, {from}: p99", cold.At(.99), "ms");
    }

    private static async Task Many(Report report, SiloCluster silo, List<List<byte[]>> lines, string from)
    {
        // Those that were read before are in memory already.
        var sleeping = lines.Select(stream => stream.Skip(Single / lines.Count).ToList()).ToList();
        var woken = await HttpRound.Send(silo, sleeping);
        var note = $"{woken.Scored:N0} scored, {woken.Refused:N0} refused; {woken.Used.Each(woken.Lines)}";
        report.Figure($"many cold accounts, each its next transaction, {from}", woken.Rate, "accounts/s", note);
    }

    private static async Task<Quantiles> Read(SiloCluster silo, IEnumerable<string> names)
    {
        using var http = new HttpClient { BaseAddress = silo.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", silo.Key);
        var took = new Quantiles(Single);
        foreach (var name in names)
        {
            using var body = new StringContent($"{{\"account\":\"{name}\"}}", Encoding.UTF8, MediaTypes.Json);
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.PostAsync(new Uri(Routes.AccountLookup, UriKind.Relative), body);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"{(int)answer.StatusCode} for account {name}");
            }
        }

        return took;
    }
}
