namespace OrleansRisk.Benchmarks;

/// <summary>A benchmark: its name on the command line, one line of what it measures, and how.</summary>
internal sealed record Benchmark(string Name, string Summary, Func<Report, BenchOptions, Task> Run)
{
    /// <summary>Not among all of them: it needs what only its name has built.</summary>
    public bool ByNameAlone { get; init; }
}

internal static class Catalogue
{
    public static IReadOnlyList<Benchmark> All { get; } =
    [
        Before.BeforeBench.Benchmark,
        Core.CoreBench.Benchmark,
        Berka.BerkaBench.Benchmark,
        Handbook.HandbookBench.Benchmark,
        Handbook.OtherDraws.Benchmark,
        Handbook.TrainerRules.Benchmark,
        ScoringTables.Benchmark,
        Journal.RawBench.Benchmark,
        Baselines.BaselineBench.Benchmark,
        Engine.EngineBench.Benchmark,
        Http.HttpBench.Empty,
        Http.HttpBench.Preloaded,
        Http.HttpBench.Hot,
        Http.HistoryBench.Benchmark,
        Http.LoadsBench.Benchmark,
        Http.NoiseBench.Benchmark,
        Memory.MemoryBench.Benchmark,
        Trainer.TrainingBench.Benchmark,
        Feed.FeedBench.Benchmark,
        Identities.IdentityBench.Benchmark,
        Worlds.WorldsBench.Benchmark,
    ];
}
