using System.Text.Json;
using OrleansRisk.Benchmarks.Baselines;
using OrleansRisk.Benchmarks.Journal;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>
/// End to end: NDJSON over HTTP/2, scored, sealed, durable, answered; every transaction a record of its own. Client,
/// server and database share this machine. Beside it, in the same run, the raw limit and the baselines.
/// </summary>
internal static class HttpBench
{
    private const int Streams = 4;

    public static Benchmark Benchmark { get; } = new(
        "http", "end to end over HTTP/2: cold, hot, resent; empty and preloaded table; 1 and 2 lanes; latency at half load", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var each = TimeSpan.FromSeconds(options.Quick ? 1 : 4);
        foreach (var preload in (long[])[0, options.Preload])
        {
            await using var database = await BenchDatabase.Create();
            var table = preload == 0 ? "empty table" : $"{preload:N0} rows";
            if (preload > 0)
            {
                await database.Preload(preload);
            }

            var best = 0.0;
            foreach (var lanes in (int[])[1, 2])
            {
                best = Math.Max(best, await OneHost(report, options, database, lanes, table));
            }

            var (raw, rawVariant) = await RawCopy.Best(database, each);
            report.Figure($"raw COPY, {table}", raw, "rows/s", rawVariant);
            report.AtLeast($"hot of the raw limit, {table}", best / raw, "×", 0.5);
            await StateUpsert.Prepare(database, preload == 0 ? 0 : options.Scaled(1_000_000));
            var (upsert, upsertVariant) = await StateUpsert.Best(database, each);
            report.Figure($"state upsert per transaction, {table}", upsert, "tx/s", upsertVariant);
            report.AtLeast($"hot against the upsert, {table}", best / upsert, "×", preload == 0 ? 8 : 3);
            await SqlAggregates.Prepare(database, 20_000, BaselineBench.HistoryRows);
            var (sql, sqlVariant) = await SqlAggregates.Best(database, new Core.CoreLoad(20_000, 60_000, seed: 11), each);
            report.Figure($"SQL aggregates per decision, {table}", sql, "tx/s", sqlVariant);
            report.AtLeast($"hot against SQL, {table}", best / sql, "×", 20);
        }
    }

    private static async Task<double> OneHost(Report report, BenchOptions options, BenchDatabase database, int lanes, string table)
    {
        var accounts = options.Scaled(50_000);
        await using var host = await HostProcess.Start(
            database, "--lanes", $"{lanes}", "--memorymegabytes", "4096", "--region", "b" + lanes, "--environment", $"bench{lanes}");
        var warm = await Round(host, 2_000, 0, "warm"); // the compiler's time is not the product's
        report.Figure($"(warm-up, {lanes} lanes, {table})", warm.Rate, "tx/s");
        var cold = await Round(host, accounts, 0, "A");
        Say(report, $"cold accounts, {lanes} lanes, {table}", cold, 5_000);
        var best = 0.0;
        for (var round = 1; round <= 4; round++)
        {
            var hot = await Round(host, accounts, round, "A");
            Say(report, $"hot accounts, {lanes} lanes, {table}, round {round}", hot, null);
            best = Math.Max(best, hot.Rate);
        }

        Say(report, $"full resend, {lanes} lanes, {table}", await Round(host, accounts, 4, "A"), null);
        var paced = await Round(host, accounts, 5, "A", best / 2);
        report.Figure($"at half of the maximum: p50, {lanes} lanes, {table}", paced.Latencies.At(.5), "ms");
        report.AtMost($"at half of the maximum: p99, {lanes} lanes, {table}", paced.Latencies.At(.99), "ms", 50);
        report.Figure($"at half of the maximum: p99.9, {lanes} lanes, {table}", paced.Latencies.At(.999), "ms");
        report.Figure($"host's memory, {accounts:N0} accounts resident", host.ResidentBytes / 1e6, "MB");
        return best;
    }

    private static void Say(Report report, string what, RoundResult result, double? aim)
    {
        var note = $"{result.Scored:N0} scored, {result.Duplicates:N0} duplicates, {result.Refused:N0} refused, " +
            $"{result.ProcessorEach:0.0} µs of the host's processor each";
        if (aim is { } least)
        {
            report.AtLeast(what, result.Rate, "tx/s", least, note);
        }
        else
        {
            report.Figure(what, result.Rate, "tx/s", note);
        }
    }

    private static async Task<RoundResult> Round(HostProcess host, int accounts, int round, string prefix, double? perSecond = null)
    {
        var loads = Enumerable.Range(0, Streams).Select(s => HttpLoad.Round(accounts, round, Streams, s, prefix)).ToList();
        var clients = loads.Select(_ => new StreamClient(host.Http2Url, host.Key)).ToList();
        var cpu = host.Processor;
        var results = await Task.WhenAll(loads.Select((lines, s) => clients[s].Send(lines, perSecond / Streams)));
        var elapsed = results.Max(r => r.Elapsed);
        var ends = results.Select(r => JsonDocument.Parse(r.End).RootElement).ToList();
        clients.ForEach(c => c.Dispose());
        var latencies = new Quantiles(accounts);
        foreach (var result in results)
        {
            latencies.AddAll(result.Latencies);
        }

        return new RoundResult(
            accounts / elapsed.TotalSeconds, latencies, Sum(ends, "scored"), Sum(ends, "duplicates"), Sum(ends, "refused"),
            (host.Processor - cpu).TotalMicroseconds / accounts);
    }

    private static long Sum(List<JsonElement> ends, string field) => ends.Sum(e => e.GetProperty(field).GetInt64());

    private sealed record RoundResult(
        double Rate, Quantiles Latencies, long Scored, long Duplicates, long Refused, double ProcessorEach);
}
