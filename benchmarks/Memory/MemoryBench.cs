using System.Diagnostics;
using System.Globalization;
using OrleansRisk.Benchmarks.Engine;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine.Access;
using OrleansRisk.Engine.Accounts;

namespace OrleansRisk.Benchmarks.Memory;

/// <summary>
/// What an account in memory takes, and whether many more accounts than fit stay within their budget: the engine in
/// this process over a real database, everything sealed and durable.
/// </summary>
internal static class MemoryBench
{
    private const int Callers = 2_000;
    private const int Parts = 8;
    private const int BatchMax = 128;

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
        await Send(node, OneEach(-2_000, 2_000, 0)); // pools and caches take their size first
        var (managed, resident) = (Managed(), WorkingSet());
        await Send(node, OneEach(0, accounts, 0));
        await Send(node, OneEach(0, accounts, 1));
        report.AtMost(
            $"managed memory of a resident account, of {accounts:N0}", (Managed() - managed) / (double)accounts,
            "bytes", 8_192);
        report.Figure(
            "…resident set of it, after a collection", (WorkingSet() - resident) / (double)accounts, "bytes");
    }

    private static async Task Budget(Report report, int accounts, int transactions)
    {
        await using var database = await BenchDatabase.Create();
        await using var node = await EngineNode.Start(database, lanes: 1, accounts / 10L * CountedBytes);
        report.Figure($"{accounts:N0} accounts made", await Send(node, OneEach(0, accounts, 0)), "tx/s");
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
                await Send(node, [.. grouped.Select(g => new Work(g.Key, [.. g]))]);
            }

            sets.Add(WorkingSet() / 1e6);
            report.Figure(
                $"Zipf access, part {part} of {Parts}",
                transactions / Parts / Stopwatch.GetElapsedTime(started).TotalSeconds, "tx/s",
                $"{node.Actors.Resident.Accounts:N0} accounts in memory, {sets[^1]:N0} MB resident set");
        }

        report.AtMost(
            "accounts in memory at the end: a tenth, and those just at work", node.Actors.Resident.Accounts, "accounts",
            (accounts / 10.0) + Callers);
        report.AtMost(
            "resident set, last quarter against the first", sets[^2..].Average() / sets[..2].Average(), "×", 1.1);
    }

    private static List<Work> OneEach(int first, int count, int number) =>
        [.. Enumerable.Range(first, count).Select(account => new Work(account, [number]))];

    /// <summary>
    /// Sends what there is, an account's transactions together as the edge would; answers with the rate.
    /// </summary>
    private static async Task<double> Send(EngineNode node, List<Work> works)
    {
        var caller = new Caller(node.Tenant, "bench", Roles.Ingest, "bench");
        var next = -1;
        var failed = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < works.Count)
            {
                foreach (var numbers in works[i].Numbers.Chunk(BatchMax))
                {
                    var name = "M" + works[i].Account.ToString(CultureInfo.InvariantCulture);
                    var batch = new TransactionBatch(name, [.. numbers.Select(number => Transaction(name, number))]);
                    var outcome = await node.Actors.Account(node.Tenant, node.Pseudonyms.Account(name))
                        .Assess(caller, batch);
                    if (outcome is not AssessOutcome.Answered { Answers: var answers }
                        || answers.Any(answer => answer is not Answer.Decided))
                    {
                        Interlocked.Increment(ref failed);
                    }
                }
            }
        })));
        return failed == 0
            ? works.Count / Stopwatch.GetElapsedTime(started).TotalSeconds
            : throw new InvalidOperationException($"{failed:N0} of {works.Count:N0} batches were not decided");
    }

    private static Transaction Transaction(string account, int number) => new()
    {
        Id = $"{account}-{number}",
        At = 1_767_225_600_000 + (number * 1_000L),
        AmountMinor = 1_000 + (number % 97 * 35),
        Currency = Currency.FromNumber(458),
        Direction = Direction.Debit,
        Counterparty = "Kedai Runcit " + (number % 7),
        Mcc = 5411,
        Channel = "card",
        Country = "MY",
    };

    private static long Managed()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static long WorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}

/// <summary>Transactions of an account, by number.</summary>
internal sealed record Work(int Account, int[] Numbers);
