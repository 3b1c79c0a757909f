using OrleansRisk.Benchmarks.Http;
using OrleansRisk.Benchmarks.Silos;

namespace OrleansRisk.Benchmarks.Before;

/// <summary>
/// What a call between silos costs: the same accounts, all awake in the first of two silos, entered by it and by the
/// other. Processor time of both silos together, so it does not matter who does what.
/// </summary>
internal static class Crossing
{
    private const string Prefix = "A";
    private const int WarmAccounts = 4_000;

    public static async Task Run(Report report, BenchOptions options)
    {
        var accounts = options.Quick ? 5_000 : 20_000;
        await using var databaseBefore = await BenchDatabase.CreateEmpty();
        await using var databaseNow = await BenchDatabase.CreateEmpty();
        await using var before = await Pair(Programs.SiloBefore, databaseBefore, accounts);
        await using var now = await Pair(Programs.Host, databaseNow, accounts);
        var rounds = await Turns.Take(before, now, options.Quick ? 3 : 9, (silos, round) =>
            Measure(silos, accounts, round));
        report.Beside("two silos, a line by its own: processor", "µs", Compared.Of(rounds, each => each.Own));
        report.Beside("…by the other", "µs", Compared.Of(rounds, each => each.Other));
        report.Beside(
            "…so a call between silos", "µs", Compared.Of(rounds, each => each.Other - each.Own),
            Bound.TimesAtMost(1));
    }

    /// <summary>The second joins when every account is awake in the first: it takes none that is.</summary>
    private static async Task<SiloCluster> Pair(string program, BenchDatabase database, int accounts)
    {
        var silos = await SiloCluster.Start(program, database, silos: 1);
        await HttpRound.Send(silos, accounts, 0, Prefix);
        await silos.Add();
        await HttpRound.Warm(silos.Through(1), WarmAccounts);
        await HttpRound.Warm(silos.Through(0), WarmAccounts);
        return silos;
    }

    private static async Task<(double Own, double Other)> Measure(SiloCluster silos, int accounts, int round)
    {
        var own = await HttpRound.Send(silos.Through(0), accounts, (2 * round) + 1, Prefix);
        var other = await HttpRound.Send(silos.Through(1), accounts, (2 * round) + 2, Prefix);
        return (Each(own), Each(other));
    }

    private static double Each(HttpRound round) => round.Used.Host.TotalMicroseconds / round.Lines;
}
