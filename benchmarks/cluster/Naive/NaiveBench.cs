using System.Diagnostics;
using Orleans.Runtime;
using OrleansRisk.Benchmarks.Core;
using OrleansRisk.Benchmarks.Silos;
using OrleansRisk.Core;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Benchmarks.Cluster.Naive;

/// <summary>
/// Baseline: a grain that writes its state for every transaction, at the number of callers that suits it best; first
/// held against core, decision by decision.
/// </summary>
internal static class NaiveBench
{
    private const int Checked = 4_000, CheckedAccounts = 200;
    private const int Accounts = 4_000;

    /// <summary>More transactions of each account than are decided in the time.</summary>
    private const int RoundsMax = 60;

    private const double AtLeast = 8;

    private static readonly int[] Callers = [8, 32, 64, 128, 256];

    /// <param name="report">Where figures go.</param>
    /// <param name="options">How much is measured.</param>
    /// <param name="ours">The hot rate of one silo of ours in the same run, end to end.</param>
    public static async Task Run(Report report, BenchOptions options, double ours)
    {
        var differing = await Differing();
        report.AtMost($"decisions of the naive grain that differ from core's, of {Checked:N0}", differing, "", 0);
        if (differing > 0)
        {
            throw new InvalidOperationException("a baseline that decides otherwise is none");
        }

        var (best, variant) = await Best(TimeSpan.FromSeconds(options.Quick ? 1 : 4));
        report.Figure("naive grain, its state written per transaction", best, "tx/s", variant);
        report.AtLeast("hot accounts, 1 silo against the naive grain", ours / best, "×", AtLeast);
    }

    /// <summary>
    /// Half through, every grain is put out of memory, so that the second half goes by what storage gives back.
    /// </summary>
    public static async Task<int> Differing()
    {
        await using var database = await BenchDatabase.Create();
        using var ground = await SiloGround.Prepare(Programs.Host, database);
        var load = new CoreLoad(CheckedAccounts, Checked, seed: 5);
        await using var silo = await NaiveSilo.Start(database, load);
        var states = load.States;
        var differing = 0;
        for (var i = 0; i < Checked; i++)
        {
            if (i == Checked / 2)
            {
                await silo.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            }

            var (account, transaction, inputs) = load.Items[i];
            var theirs = await silo.Grains.GetGrain<INaiveAccount>(account).Assess(i);
            Assessment.Assess(
                ScoringVersions.Newest, states[account], transaction, inputs, CoreLoad.Tables, out var decision);
            differing += theirs == new NaiveAnswer(decision.Anomaly.Score, decision.Outcome) ? 0 : 1;
        }

        return differing;
    }

    private static async Task<(double PerSecond, string Variant)> Best(TimeSpan each)
    {
        await using var database = await BenchDatabase.Create();
        using var ground = await SiloGround.Prepare(Programs.Host, database);
        var load = new CoreLoad(Accounts, Accounts * RoundsMax, seed: 11, even: true);
        await using var silo = await NaiveSilo.Start(database, load);
        var next = Enumerable.Range(0, Accounts).ToArray();
        await Measure(silo, next, load.Items.Count, callers: 64, TimeSpan.FromSeconds(60), rounds: 1); // written once
        await database.Execute("checkpoint");
        (double PerSecond, string) best = (0, "");
        var tried = new List<string>();
        foreach (var callers in Callers)
        {
            var rate = await Measure(silo, next, load.Items.Count, callers, each, RoundsMax);
            tried.Add($"{callers}: {rate:N0}");
            best = rate > best.PerSecond ? (rate, $"{callers} callers are best") : best;
        }

        return (best.PerSecond, $"{best.Item2} of {string.Join(", ", tried)}");
    }

    /// <summary>Each caller has accounts of its own, so that an account's transactions stay in order.</summary>
    private static async Task<double> Measure(
        NaiveSilo silo, int[] next, int items, int callers, TimeSpan each, int rounds)
    {
        var started = Stopwatch.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (var round = 0; round < rounds; round++)
            {
                for (var account = caller; account < Accounts; account += callers)
                {
                    if (Stopwatch.GetElapsedTime(started) > each || next[account] >= items)
                    {
                        return count;
                    }

                    await silo.Grains.GetGrain<INaiveAccount>(account).Assess(next[account]);
                    next[account] += Accounts;
                    count++;
                }
            }

            return count;
        })));
        return done.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
