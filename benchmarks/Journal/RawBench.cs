namespace OrleansRisk.Benchmarks.Journal;

internal static class RawBench
{
    public static Benchmark Benchmark { get; } = new(
        "raw", "the raw limit: COPY of 400-byte rows into the journal with all its indexes, empty and preloaded", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var each = TimeSpan.FromSeconds(options.Quick ? 1 : 4);
        await using var database = await BenchDatabase.Create();
        var (empty, variant) = await RawCopy.Best(database, each);
        report.Figure("raw COPY, empty table", empty, "rows/s", variant);

        await database.Execute("truncate risk.journal");
        await database.Preload(options.Preload);
        var (grown, grownVariant) = await RawCopy.Best(database, each);
        report.Figure($"raw COPY, {options.Preload:N0} rows preloaded", grown, "rows/s", grownVariant);
    }
}
