using OrleansRisk.Benchmarks.Engine;

namespace OrleansRisk.Benchmarks.Memory;

/// <summary>
/// What an account in memory takes: in this process over a real database, everything sealed and durable.
/// </summary>
internal static class MemoryBench
{
    public static Benchmark Benchmark { get; } = new(
        "memory", "bytes of an account in memory", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var accounts = options.Scaled(50_000);
        await using var database = await BenchDatabase.Create();
        await using var node = await EngineNode.Start(database);
        var load = new ActorLoad(node.Actors, node.Tenant, node.Pseudonyms);
        await load.Send(ActorLoad.OneEach(-2_000, 2_000, 0)); // pools and caches take their size first
        var before = Footprint.Settled();
        await load.Send(ActorLoad.OneEach(0, accounts, 0));
        await load.Send(ActorLoad.OneEach(0, accounts, 1));
        var (managed, resident) = Footprint.Settled() - before;
        report.AtMost(
            $"managed memory of a resident account, of {accounts:N0}", managed / (double)accounts, "bytes", 8_192);
        report.Figure("…resident set of it, after a collection", resident / (double)accounts, "bytes");
    }
}
