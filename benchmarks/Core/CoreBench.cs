using System.Diagnostics;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Models;

namespace OrleansRisk.Benchmarks.Core;

/// <summary>
/// Core alone: nanoseconds and bytes of garbage a transaction, best of nine runs over states that are warm and full.
/// </summary>
internal static class CoreBench
{
    public static Benchmark Benchmark { get; } = new(
        "core", "core alone: state, features, both scores, reasons; one thread", Run);

    private static Task Run(Report report, BenchOptions options)
    {
        var count = options.Scaled(200_000);
        var load = new CoreLoad(1_000, count, seed: 7);
        load.Run(hash: false); // the first pass fills the states
        foreach (var hash in (bool[])[false, true])
        {
            var best = double.MaxValue;
            var bytes = long.MaxValue;
            for (var run = 0; run < 9; run++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                load.Run(hash);
                best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / count);
                bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - allocated);
            }

            var what = hash ? "assess, with the hash of the state" : "assess";
            report.AtMost(what, best, "ns", 2_000, "best of 9");
            report.AtMost(what + ": garbage", (double)bytes / count, "bytes", 0.01);
        }

        Model(report, load, count);
        report.AtMost("state of an account", AccountState.Size, "bytes", 8_192);
        return Task.CompletedTask;
    }

    /// <summary>Alerts, which alone are explained, are one of two hundred.</summary>
    private static void Model(Report report, CoreLoad load, int count)
    {
        var scores = new int[count];
        load.Run(CoreModel.Of(seed: 7, reviewAt: 1_001), scores);
        var model = CoreModel.Of(seed: 7, AlertBudget.Read("0.5 %")!.Value.Threshold(ScoreScale.Risk, scores, 1));
        var (best, alerts) = (double.MaxValue, 0);
        for (var run = 0; run < 9; run++)
        {
            var started = Stopwatch.GetTimestamp();
            alerts = load.Run(model);
            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalNanoseconds / count);
        }

        report.AtMost("all features, assess, 100 trees, reasons of alerts", best, "ns", 3_000,
            $"best of 9; {alerts:N0} alerts");
    }
}
