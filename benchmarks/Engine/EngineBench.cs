using System.Diagnostics;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Benchmarks.Journal;
using OrleansRisk.Core.Transactions;

namespace OrleansRisk.Benchmarks.Engine;

/// <summary>
/// The engine in process: each transaction its own record, sealed, committed and answered; against the raw limit of the
/// same run.
/// </summary>
internal static class EngineBench
{
    private const int Callers = 2_000;

    public static Benchmark Benchmark { get; } = new(
        "engine", "the engine without HTTP: durable, sealed, one transaction a record; cold, hot, resent", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var accounts = options.Scaled(50_000);
        var each = TimeSpan.FromSeconds(options.Quick ? 1 : 3);
        await using var database = await BenchDatabase.Create();
        var (raw, variant) = await RawCopy.Best(database, each);
        report.Figure("raw COPY, empty table", raw, "rows/s", variant);
        await database.Execute("truncate risk.journal");
        foreach (var writers in (int[])[1, 2])
        {
            await using var node = await EngineNode.Start(database, writers);
            var prefix = $"L{writers}";
            await Measure(node, prefix, accounts, 0, report, $"cold: first transactions, {writers} lanes", null);
            await Measure(node, prefix, accounts, 1, report, $"hot, {writers} lanes", raw);
            await Measure(node, prefix, accounts, 2, report, $"hot again, {writers} lanes", raw);
            await Measure(node, prefix, accounts, 3, report, $"hot again, {writers} lanes", raw);
            await Measure(node, prefix, accounts, 4, report, $"hot again, {writers} lanes", raw);
            await Measure(node, prefix, accounts, 2, report, $"full resend, {writers} lanes", null);
        }
    }

    private static async Task Measure(
        EngineNode node, string prefix, int accounts, int round, Report report, string what, double? raw)
    {
        var caller = new Caller(node.Tenant, "bench", Roles.Ingest, "bench");
        var next = -1;
        var failed = 0;
        var started = Stopwatch.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var latencies = new Quantiles(accounts);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int i;
            while ((i = Interlocked.Increment(ref next)) < accounts)
            {
                var name = $"{prefix}-{i}";
                var began = Stopwatch.GetTimestamp();
                var outcome = await node.Actors.Account(node.Tenant, node.Pseudonyms.Account(name))
                    .Assess(caller, new TransactionBatch(name, [Transaction(name, round)]));
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                lock (latencies)
                {
                    latencies.Add(took);
                }

                if (outcome.Value is not { Answers: [Answer.Decided] }
                    && Interlocked.Increment(ref failed) == 1)
                {
                    Console.WriteLine($"  first failure: {outcome}");
                }
            }
        })));
        var rate = accounts / Stopwatch.GetElapsedTime(started).TotalSeconds;
        var each = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / accounts;
        var garbage = (GC.GetTotalAllocatedBytes() - allocated) / (double)accounts;
        report.Figure(
            what, rate, "tx/s",
            $"p50 {latencies.At(.5):0.0} ms, p99 {latencies.At(.99):0.0} ms, "
                + $"{each:0.0} µs of processor and {garbage:N0} bytes allocated each, {failed} failed");
        if (raw is { } limit)
        {
            report.AtLeast(what + ", of the raw limit", rate / limit, "", 0.5);
        }
    }

    private static Transaction Transaction(string account, int round) => new()
    {
        Id = $"{account}-{round}",
        At = 1_767_225_600_000 + (round * 3_600_000L),
        AmountMinor = 1_000 + (round * 350),
        Currency = Currency.FromNumber(458),
        Direction = Direction.Debit,
        Counterparty = "Kedai Runcit " + (round % 7),
        Mcc = 5411,
        Channel = "card",
        Country = "MY",
    };
}
