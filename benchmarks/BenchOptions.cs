using System.Globalization;

namespace OrleansRisk.Benchmarks;

/// <param name="Quick">A tenth of the work: to see that a benchmark runs, not to quote.</param>
/// <param name="Preload">Rows put into the journal before the preloaded figures; the default is 10 million.</param>
/// <param name="Accounts">Accounts of the history that is loaded; the default is 10,000.</param>
/// <param name="Out">Folder of the JSON lines.</param>
/// <param name="Part">The part of a benchmark that is wanted; null for all. Figures of a part are not kept.</param>
internal sealed record BenchOptions(bool Quick, long Preload, int? Accounts, string Out, string? Part = null)
{
    public static BenchOptions Parse(string[] args)
    {
        var quick = args.Contains("--quick");
        return new BenchOptions(
            quick,
            long.Parse(Value(args, "--preload") ?? (quick ? "200000" : "10000000"), CultureInfo.InvariantCulture),
            Value(args, "--accounts") is { } accounts ? int.Parse(accounts, CultureInfo.InvariantCulture) : null,
            Value(args, "--out") ?? "benchmarks/results",
            Value(args, "--part"));
    }

    public int Scaled(int full) => Quick ? Math.Max(1, full / 10) : full;

    public bool Wants(string part) => Part is null || Part == part;

    private static string? Value(string[] args, string name) =>
        args.FirstOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
