using System.Diagnostics;
using System.Text.Json;

namespace OrleansRisk.Benchmarks.Http;

/// <summary>What sending a load came to.</summary>
/// <param name="Used">Processor time it took on this machine, by whom.</param>
internal sealed record HttpRound(
    int Lines, double Rate, Quantiles Latencies, long Scored, long Duplicates, long Refused, Processors Used)
{
    public const int Streams = 4;

    private const int WarmRounds = 12;

    /// <summary>
    /// Other accounts, sent until the runtime has compiled what is hot: a host serves for weeks, and the compiler's
    /// first minute is not what is measured.
    /// </summary>
    public static async Task Warm(IEdge host, int accounts)
    {
        for (var round = 0; round < WarmRounds; round++)
        {
            await Send(host, accounts, round, "warm");
        }

        for (var more = 0; more < WarmRounds; more++)
        {
            await Send(host, accounts / 10, 0, $"warm{more}-"); // first transactions, too
        }
    }

    /// <summary>One transaction for each account, over a few streams; as fast as it goes or paced.</summary>
    public static Task<HttpRound> Send(
        IEdge host, int accounts, int round, string prefix, double? perSecond = null) =>
        Send(
            host, [.. Enumerable.Range(0, Streams).Select(s => HttpLoad.Round(accounts, round, Streams, s, prefix))],
            perSecond);

    /// <summary>Lines by stream; as fast as it goes or paced.</summary>
    public static async Task<HttpRound> Send(
        IEdge host, List<List<byte[]>> loads, double? perSecond = null, string mode = "live")
    {
        var lines = loads.Sum(load => load.Count);
        var clients = loads
            .Select((_, s) => new StreamClient(host.Http2Urls[s % host.Http2Urls.Count], host.Key)).ToList();
        var before = Processors.Now(host);
        var started = Stopwatch.GetTimestamp(); // one clock for all streams: one that is told to come again counts, too
        var results = await Task.WhenAll(loads.Select((load, s) =>
            clients[s].Send(load, perSecond / loads.Count, mode: mode)));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = Processors.Now(host) - before;
        var ends = results.Select(r => JsonDocument.Parse(r.End).RootElement).ToList();
        clients.ForEach(c => c.Dispose());
        var latencies = new Quantiles(lines);
        foreach (var result in results)
        {
            latencies.AddAll(result.Latencies);
        }

        return new HttpRound(
            lines, lines / elapsed.TotalSeconds, latencies, Sum(ends, "scored"), Sum(ends, "duplicates"),
            Sum(ends, "refused"), used);
    }

    private static long Sum(List<JsonElement> ends, string field) => ends.Sum(e => e.GetProperty(field).GetInt64());
}
