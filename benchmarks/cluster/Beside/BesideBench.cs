using OrleansRisk.Benchmarks.Silos;
using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Cluster.Beside;

/// <summary>
/// A host alone and one or more silos, end to end over HTTP/2 as <c>./dev bench http</c> measures it, in one run: the
/// same lines, each engine with a database of its own on one server.
/// </summary>
internal static class BesideBench
{
    /// <summary>Of one silo; without an aim fewer do.</summary>
    private const int HotRounds = 7;

    private const int RoundsWithoutAim = 3, GeneratedParts = 5;

    private const double OneSiloAtLeast = 0.7;

    /// <summary>Streams that one, two and three silos share evenly.</summary>
    private const int Streams = 6;

    /// <summary>What is measured with the silos once they have been beside a host alone.</summary>
    public delegate Task Afterwards(
        Report report, BenchOptions options, BenchDatabase database, SiloCluster silos, int rounds);

    /// <summary>Answers with the silos' hot rate.</summary>
    public static async Task<double> Run(Report report, BenchOptions options, int silos, Afterwards? afterwards = null)
    {
        await using var database = await BenchDatabase.Create();
        await using var cluster = await SiloCluster.Start(Programs.Host, database, silos);
        var rounds = options.Quick || silos > 1 ? RoundsWithoutAim : HotRounds;
        var rate = await Measure(report, options, cluster, rounds);
        if (afterwards is not null)
        {
            await afterwards(report, options, database, cluster, rounds + 1);
        }

        return rate;
    }

    public static List<List<byte[]>> Lines(int accounts, int round, string prefix = "A") =>
        [.. Enumerable.Range(0, Streams).Select(s => HttpLoad.Round(accounts, round, Streams, s, prefix))];

    private static async Task<double> Measure(Report report, BenchOptions options, SiloCluster cluster, int rounds)
    {
        await using var database = await BenchDatabase.Create();
        await using var alone = await HostProcess.Start(database, "--memorymegabytes", "4096");
        var accounts = options.Scaled(50_000);
        var silos = cluster.Each.Count;
        var place = silos == 1 ? "1 silo" : $"{silos} silos on the same cores";
        await HttpRound.Warm(alone, accounts / 5);
        await HttpRound.Warm(cluster, accounts / 5);

        var cold = new Pair(alone, cluster);
        await cold.Send(Lines(accounts, round: 0));
        cold.Report(report, "cold accounts", place);
        var hot = new Pair(alone, cluster);
        for (var round = 1; round <= rounds; round++)
        {
            await hot.Send(Lines(accounts, round));
        }

        hot.Report(report, "hot accounts", place, silos == 1 ? OneSiloAtLeast : null);
        if (silos == 1)
        {
            await Generated(report, options, new Pair(alone, cluster), place);
        }

        return hot.Silos.Rate;
    }

    /// <summary>Accounts by Zipf, some of them new, in parts so that both engines take turns.</summary>
    private static async Task Generated(Report report, BenchOptions options, Pair pair, string place)
    {
        var streams = await GeneratedLoad.Lines(options.Scaled(50_000), options.Scaled(300_000), Streams);
        foreach (var part in Enumerable.Range(0, GeneratedParts))
        {
            await pair.Send([.. streams.Select(lines => lines.Chunk((lines.Count / GeneratedParts) + 1))
                .Select(chunks => chunks.ElementAt(part).ToList())]);
        }

        pair.Report(report, "generated load, accounts by Zipf", place);
    }
}
