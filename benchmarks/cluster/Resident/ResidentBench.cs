using System.Diagnostics;
using OrleansRisk.Benchmarks.Memory;

namespace OrleansRisk.Benchmarks.Cluster.Resident;

/// <summary>
/// What an account in a silo's memory takes, its grain included, and whether a silo that holds very many still answers.
/// </summary>
internal static class ResidentBench
{
    private const int Full = 1_000_000, Quick = 50_000;

    /// <summary>Accounts whose memory is measured before there are many; as many are sent to at the end.</summary>
    private const int Measured = 50_000;

    private const int Window = 50_000;

    /// <summary>Generous: what would not fit is not begun.</summary>
    private const int BytesForEach = 16_384;

    public static async Task Run(Report report, BenchOptions options)
    {
        var wanted = options.Accounts ?? (options.Quick ? Quick : Full);
        var accounts = (int)Math.Min(wanted, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3 / BytesForEach);
        var measured = Math.Min(accounts, options.Scaled(Measured));
        await using var database = await BenchDatabase.Create();
        await using var silo = await ResidentSilo.Start(database);
        await silo.Load.Send(ActorLoad.OneEach(-2_000, 2_000, 0)); // pools and caches take their size first
        var before = Footprint.Settled();
        await silo.Load.Send(ActorLoad.OneEach(0, measured, 0));
        await silo.Load.Send(ActorLoad.OneEach(0, measured, 1));
        var (managed, resident) = Footprint.Settled() - before;
        report.Figure(
            $"managed memory of an activation, of {measured:N0}", managed / (double)measured, "bytes",
            "account, grain, and its place in the directory");
        report.Figure("…resident set of it, after a collection", resident / (double)measured, "bytes");
        var few = await Hot(silo, measured, measured);

        var started = Stopwatch.GetTimestamp();
        var again = 0;
        for (var first = measured; first < accounts; first += Window)
        {
            var round = await silo.Load.Send(ActorLoad.OneEach(first, Math.Min(Window, accounts - first), 0));
            again += round.Again;
        }

        var made = (accounts - measured) / Stopwatch.GetElapsedTime(started).TotalSeconds;
        (managed, resident) = Footprint.Settled() - before;
        var fewer = accounts < wanted ? $"; no room for {wanted:N0}" : "";
        report.Figure(
            $"{accounts:N0} accounts made", made, "tx/s",
            FormattableString.Invariant($"{silo.Awake:N0} grains in memory, {again:N0} sent again{fewer}"));
        report.Figure($"…managed memory of each", managed / (double)accounts, "bytes");
        report.Figure("…resident set of each, after a collection", resident / (double)accounts, "bytes");
        var many = await Hot(silo, accounts, measured);
        report.Figure($"hot accounts out of {measured:N0} in memory, without HTTP", few.Rate, "tx/s", Note(few));
        report.Figure($"hot accounts out of {accounts:N0} in memory, without HTTP", many.Rate, "tx/s", Note(many));
    }

    /// <summary>One more transaction of so many accounts, drawn from all; throws where one is not decided.</summary>
    private static Task<ActorRound> Hot(ResidentSilo silo, int accounts, int count)
    {
        var random = new Random(7);
        var drawn = Enumerable.Range(0, count).Select(_ => random.Next(accounts)).Distinct();
        return silo.Load.Send([.. drawn.Select(account => new Work(account, [accounts + account]))]);
    }

    private static string Note(ActorRound round)
    {
        var took = round.Latencies;
        return FormattableString.Invariant(
            $"{took.Count:N0} decided, p50 {took.At(.5):0.0} ms, p99 {took.At(.99):0.0} ms");
    }
}
