namespace OrleansRisk.Benchmarks;

/// <summary>What <c>./dev bench</c> runs: the named benchmarks of a catalogue, or all of them.</summary>
internal static class BenchCommand
{
    public static async Task<int> Run(string[] args, IReadOnlyList<Benchmark> benchmarks)
    {
        var wanted = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        var asked = wanted is ["list"] or ["help"] || args.Contains("--help");
        if (asked || wanted.Exists(name => benchmarks.All(b => b.Name != name)))
        {
            Console.Error.WriteLine(
                "usage: ./dev bench [NAME …] [--quick] [--preload=ROWS] [--accounts=N] [--part=NAME] " +
                "[--out=FOLDER]");
            foreach (var benchmark in benchmarks)
            {
                Console.Error.WriteLine($"  {benchmark.Name,-10} {benchmark.Summary}");
            }

            return asked ? 0 : 2;
        }

        var options = BenchOptions.Parse(args);
        var report = new Report(options);
        foreach (var benchmark in benchmarks.Where(b =>
            wanted.Count == 0 ? !b.ByNameAlone : wanted.Contains(b.Name)))
        {
            report.Begin(benchmark);
            await benchmark.Run(report, options);
            report.End();
        }

        return 0;
    }
}
