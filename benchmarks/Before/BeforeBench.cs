using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Before;

/// <summary>
/// This build beside an earlier one, which <c>./dev bench before</c> builds: each a process with a database of its own
/// on one server, driven by one client, by turns.
/// </summary>
internal static class BeforeBench
{
    public static Benchmark Benchmark { get; } = new(
        "before", "this build beside an earlier one; --part=ready, rest, strangers, loads, back or silos", Run)
    { ByNameAlone = true };

    private static async Task Run(Report report, BenchOptions options)
    {
        (string Name, Func<Report, BenchOptions, HostProcess, HostProcess, Task> Run)[] parts =
        [
            ("ready", Starts.Ready), ("rest", Starts.Rest), ("strangers", Strangers.Run), ("loads", Loads.Run),
            ("back", Starts.Back),
        ];
        Report.Heading();
        await using (var databaseBefore = await BenchDatabase.CreateEmpty())
        await using (var databaseNow = await BenchDatabase.CreateEmpty())
        await using (var before = await HostProcess.Start(Programs.HostBefore, databaseBefore))
        await using (var now = await HostProcess.Start(Programs.Host, databaseNow))
        {
            foreach (var part in parts.Where(part => options.Wants(part.Name)))
            {
                await part.Run(report, options, before, now);
            }
        }

        if (options.Wants("silos"))
        {
            await Crossing.Run(report, options);
        }
    }
}
