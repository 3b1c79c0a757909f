using OrleansRisk.Benchmarks.Baselines;
using OrleansRisk.Benchmarks.Journal;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// End to end: NDJSON over HTTP/2, scored, sealed, durable, answered; every transaction a record of its own. Client,
/// server and database share this machine. Beside it, in the same run, the raw limit and the baselines.
/// </summary>
internal static class HttpBench
{
    private const int HotRounds = 6;

    public static Benchmark Empty { get; } = new(
        "http", "end to end over HTTP/2, empty table: cold, hot, resent; 1 and 2 lanes; latency; against the baselines",
        (report, options) => Run(report, options, rows: 0));

    public static Benchmark Hot { get; } = new(
        "hot", "hot accounts alone, one lane, for comparing two builds: processor time by whom",
        (report, options) => HotOnly(report, options));

    public static Benchmark Preloaded { get; } = new(
        "preloaded", "the same on a table that has grown (10 million rows unless --preload says otherwise)",
        (report, options) => Run(report, options, options.Preload));

    private static async Task Run(Report report, BenchOptions options, long rows)
    {
        await using var database = await BenchDatabase.Create();
        await database.Preload(rows);
        var table = rows == 0 ? "empty table" : $"{rows:N0} rows";
        var best = 0.0;
        foreach (var lanes in (int[])[1, 2])
        {
            best = Math.Max(best, await OneHost(report, options, database, lanes, table));
        }

        if (rows == 0)
        {
            await Skewed(report, options, database);
        }

        await Compare(report, options, database, best, rows);
    }

    private static async Task HotOnly(Report report, BenchOptions options)
    {
        await using var database = await BenchDatabase.Create();
        var accounts = options.Scaled(50_000);
        await using var host = await HostProcess.Start(database, "--memorymegabytes", "4096");
        await HttpRound.Warm(host, accounts / 5);
        for (var round = 0; round <= HotRounds; round++)
        {
            Say(report, round == 0 ? "cold" : $"hot, round {round}", await HttpRound.Send(host, accounts, round, "A"),
                null);
        }
    }

    /// <summary>The best hot rate beside the raw limit and the two baselines, on the same server.</summary>
    private static async Task Compare(
        Report report, BenchOptions options, BenchDatabase database, double hot, long rows)
    {
        var each = TimeSpan.FromSeconds(options.Quick ? 1 : 4);
        var (raw, rawVariant) = await RawCopy.Best(database, each);
        report.Figure("raw COPY of such rows", raw, "rows/s", rawVariant);
        report.AtLeast("hot against the raw limit", hot / raw, "×", 0.5);

        await StateUpsert.Prepare(database, rows == 0 ? 0 : options.Scaled(1_000_000));
        var (upsert, upsertVariant) = await StateUpsert.Best(database, each);
        report.Figure("state upsert per transaction", upsert, "tx/s", upsertVariant);
        report.AtLeast("hot against the upsert", hot / upsert, "×", rows == 0 ? 8 : 3);

        await SqlAggregates.Prepare(database, 20_000, BaselineBench.HistoryRows);
        var load = new Core.CoreLoad(20_000, 60_000, seed: 11);
        var (sql, sqlVariant) = await SqlAggregates.Best(database, load, each);
        report.Figure("SQL aggregates per decision", sql, "tx/s", sqlVariant);
        report.AtLeast("hot against SQL", hot / sql, "×", 20);
    }

    private static async Task<double> OneHost(
        Report report, BenchOptions options, BenchDatabase database, int lanes, string table)
    {
        var accounts = options.Scaled(50_000);
        var place = lanes == 1 ? $"1 lane, {table}" : $"{lanes} lanes, {table}";
        await using var host = await HostProcess.Start(
            database, "--journalwriters", $"{lanes}", "--memorymegabytes", "4096", "--region", "b" + lanes,
            "--environment", $"bench{lanes}");
        await HttpRound.Warm(host, accounts / 5);
        var before = host.ResidentBytes;

        Say(report, $"cold accounts, {place}", await HttpRound.Send(host, accounts, 0, "A"), 5_000);
        var best = 0.0;
        for (var round = 1; round <= HotRounds; round++)
        {
            var hot = await HttpRound.Send(host, accounts, round, "A");
            Say(report, $"hot accounts, {place}, round {round}", hot, null);
            best = Math.Max(best, hot.Rate);
        }

        var resident = (host.ResidentBytes - before) / (double)accounts;
        report.Figure($"host's resident set for each of {accounts:N0} accounts, {place}", resident, "bytes");
        Say(report, $"full resend, {place}", await HttpRound.Send(host, accounts, HotRounds, "A"), null);
        var paced = await HttpRound.Send(host, accounts, HotRounds + 1, "A", best / 2);
        report.Figure($"at half of the maximum: p50, {place}", paced.Latencies.At(.5), "ms");
        report.AtMost($"at half of the maximum: p99, {place}", paced.Latencies.At(.99), "ms", 50);
        report.Figure($"at half of the maximum: p99.9, {place}", paced.Latencies.At(.999), "ms");
        return best;
    }

    /// <summary>A load as lenders have it: a few busy accounts and many quiet ones, some of them new.</summary>
    private static async Task Skewed(Report report, BenchOptions options, BenchDatabase database)
    {
        await using var host = await HostProcess.Start(database, "--region", "b0", "--environment", "bench0");
        await HttpRound.Warm(host, options.Scaled(10_000));
        var before = await Records(database);
        var load = await GeneratedLoad.Lines(options.Scaled(50_000), options.Scaled(400_000), HttpRound.Streams);
        Say(report, "generated load, accounts by Zipf", await HttpRound.Send(host, load), null);
        var after = await Records(database);
        var records = after.All - before.All;
        report.Figure(
            "…of whose records held a single transaction", 100.0 * (after.Single - before.Single) / records, "%",
            $"{records:N0} records");
    }

    private static async Task<(long All, long Single)> Records(BenchDatabase database) =>
        (await database.Count("risk.journal"),
            await database.Count("risk.journal where first_sequence = last_sequence"));

    private static void Say(Report report, string what, HttpRound result, double? aim)
    {
        var note = $"{result.Scored:N0} scored, {result.Duplicates:N0} duplicates, {result.Refused:N0} refused; " +
            result.Used.Each(result.Lines);
        if (aim is { } least)
        {
            report.AtLeast(what, result.Rate, "tx/s", least, note);
        }
        else
        {
            report.Figure(what, result.Rate, "tx/s", note);
        }
    }
}
