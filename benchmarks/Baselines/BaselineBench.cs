using OrleansRisk.Benchmarks.Core;
using OrleansRisk.Core;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Benchmarks.Baselines;

internal static class BaselineBench
{
    private const int Checked = 10_000;

    /// <summary>Transactions of an account in 90 days, as the cards sample has them.</summary>
    public const int HistoryRows = 207;

    public static Benchmark Benchmark { get; } = new(
        "baselines", "what others would do: the state upserted per transaction; SQL aggregates per decision", Run);

    private static async Task Run(Report report, BenchOptions options)
    {
        var each = TimeSpan.FromSeconds(options.Quick ? 1 : 5);
        await using var database = await BenchDatabase.Create();
        await Upsert(report, database, each, options.Scaled(1_000_000));

        await SqlAggregates.Prepare(database, accounts: 0, history: 0);
        var differing = await SqlAggregates.Differing(database, new CoreLoad(500, Checked, seed: 5));
        report.AtMost($"SQL aggregates that differ from the state's, of {Checked:N0}", differing, "", 0);
        await SqlAggregates.Prepare(database, 20_000, HistoryRows);
        var (sql, variant) = await SqlAggregates.Best(database, new CoreLoad(20_000, 60_000, seed: 11), each);
        report.Figure($"SQL aggregates per decision, {HistoryRows} rows of 90 days an account", sql, "tx/s", variant);
    }

    private static async Task Upsert(Report report, BenchDatabase database, TimeSpan each, int preloaded)
    {
        await StateUpsert.Prepare(database, 0);
        var load = new CoreLoad(500, Checked, seed: 5);
        var theirs = await StateUpsert.Decide(database, load);
        var again = new CoreLoad(500, Checked, seed: 5);
        var differing = 0;
        for (var i = 0; i < Checked; i++)
        {
            var (account, transaction, inputs) = again.Items[i];
            Assessment.Assess(
                ScoringVersions.Newest, again.States[account], transaction, inputs, CoreLoad.Tables, out var ours);
            differing += ours.Anomaly.Score == theirs[i].Anomaly.Score && ours.Outcome == theirs[i].Outcome ? 0 : 1;
        }

        report.AtMost($"decisions of the upsert that differ from core's, of {Checked:N0}", differing, "", 0);
        var (empty, variant) = await StateUpsert.Best(database, each);
        report.Figure("state upsert per transaction, empty table", empty, "tx/s", variant);
        await StateUpsert.Prepare(database, preloaded);
        var (grown, grownVariant) = await StateUpsert.Best(database, each);
        report.Figure($"state upsert per transaction, {preloaded:N0} accounts preloaded", grown, "tx/s", grownVariant);
    }
}
