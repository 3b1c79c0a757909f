using OrleansRisk.Benchmarks.Cluster.Beside;
using OrleansRisk.Benchmarks.Cluster.Cold;
using OrleansRisk.Benchmarks.Cluster.Naive;
using OrleansRisk.Benchmarks.Cluster.Resident;

namespace OrleansRisk.Benchmarks.Cluster;

/// <summary>
/// What the cluster costs and saves: silos beside a host alone, a grain that keeps its state as Orleans suggests, what
/// it takes to wake an account and to keep it. Everything shares this machine's cores.
/// </summary>
internal static class ClusterBench
{
    public static Benchmark Benchmark { get; } = new(
        "cluster",
        "silos beside a host alone, a naive grain, cold activations, 1 million resident accounts (or --accounts=N)",
        Run);

    public static Benchmark Silo { get; } = new(
        "silo", "one silo beside a host alone, for comparing two builds: processor time by whom",
        async (report, options) => await BesideBench.Run(report, options, silos: 1));

    public static Benchmark Resident { get; } = new(
        "resident", "what an account in a silo's memory takes, alone: 1 million of them (or --accounts=N)",
        ResidentBench.Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var hot = await BesideBench.Run(report, options, silos: 1, ColdBench.Run);
        await NaiveBench.Run(report, options, hot);
        await BesideBench.Run(report, options, silos: 2);
        await BesideBench.Run(report, options, silos: 3);
        await ResidentBench.Run(report, options);
    }
}
