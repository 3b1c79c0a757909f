using System.Diagnostics;
using OrleansRisk.Benchmarks.Engine;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Benchmarks.Memory;

/// <summary>
/// What an account in memory takes, and whether many more accounts than fit stay within their budget: the engine in
/// this process over a real database, everything sealed and durable.
/// </summary>
internal static class MemoryBench
{
    private const int Parts = 8;

    /// <summary>Transactions under way at a time.</summary>
    private const int Window = 12_500;

    /// <summary>Bytes that the engine counts for a resident account: its state and the actor around it.</summary>
    private const int CountedBytes = AccountState.Size + 1_024;

    public static Benchmark Benchmark { get; } = new(
        "memory", "bytes of a resident account; 1 million accounts with room for a tenth of them", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        await Resident(report, options.Scaled(50_000));
        await Budget(report, options.Scaled(1_000_000), options.Scaled(1_000_000));
    }

    private static async Task Resident(Report report, int accounts)
    {
        await using var database = await BenchDatabase.Create();
        await using var node = await EngineNode.Start(database);
        var load = Load(node);
        await load.Send(ActorLoad.OneEach(-2_000, 2_000, 0)); // pools and caches take their size first
        var before = Footprint.Settled();
        await load.Send(ActorLoad.OneEach(0, accounts, 0));
        await load.Send(ActorLoad.OneEach(0, accounts, 1));
        var (managed, resident) = Footprint.Settled() - before;
        report.AtMost(
            $"managed memory of a resident account, of {accounts:N0}", managed / (double)accounts, "bytes", 8_192);
        report.Figure("…resident set of it, after a collection", resident / (double)accounts, "bytes");
    }

    private static async Task Budget(Report report, int accounts, int transactions)
    {
        await using var database = await BenchDatabase.Create();
        await using var node = await EngineNode.Start(database, lanes: 1, accounts / 10L * CountedBytes);
        var load = Load(node);
        var made = await load.Send(ActorLoad.OneEach(0, accounts, 0));
        report.Figure($"{accounts:N0} accounts made", made.Rate, "tx/s");
        var zipf = new Zipf(accounts, seed: 5);
        var number = 0;
        var sets = new List<double>();
        for (var part = 1; part <= Parts; part++)
        {
            var started = Stopwatch.GetTimestamp();
            for (var sent = 0; sent < transactions / Parts; sent += Window)
            {
                var drawn = Enumerable.Range(0, Window).Select(_ => (Account: zipf.Next(), Number: ++number));
                var grouped = drawn.GroupBy(d => d.Account, d => d.Number);
                await load.Send([.. grouped.Select(g => new Work(g.Key, [.. g]))]);
            }

            sets.Add(Footprint.Now().Resident / 1e6);
            report.Figure(
                $"Zipf access, part {part} of {Parts}",
                transactions / Parts / Stopwatch.GetElapsedTime(started).TotalSeconds, "tx/s",
                $"{node.Actors.Resident.Accounts:N0} accounts in memory, {sets[^1]:N0} MB resident set");
        }

        report.AtMost(
            "accounts in memory at the end: a tenth, and those just at work", node.Actors.Resident.Accounts, "accounts",
            (accounts / 10.0) + ActorLoad.Callers);
        report.AtMost(
            "resident set, last quarter against the first", sets[^2..].Average() / sets[..2].Average(), "×", 1.1);
    }

    private static ActorLoad Load(EngineNode node) => new(node.Actors, node.Tenant, node.Pseudonyms);
}
