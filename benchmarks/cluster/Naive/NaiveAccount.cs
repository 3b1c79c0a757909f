using Orleans.Runtime;
using OrleansRisk.Benchmarks.Core;
using OrleansRisk.Core;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Core.Decisions;
using OrleansRisk.Core.Observations;

namespace OrleansRisk.Benchmarks.Cluster.Naive;

/// <summary>An account as Orleans' own pages would have it.</summary>
[Alias("orleansrisk.benchmarks.naive")]
internal interface INaiveAccount : IGrainWithIntegerKey
{
    /// <summary>
    /// Decides the load's transaction of this number. The transaction itself is not sent, which favours this grain.
    /// </summary>
    ValueTask<NaiveAnswer> Assess(int item);
}

[GenerateSerializer, Immutable, Alias("orleansrisk.benchmarks.naive-answer")]
internal readonly record struct NaiveAnswer([property: Id(0)] short Score, [property: Id(1)] Outcome Outcome);

[GenerateSerializer, Alias("orleansrisk.benchmarks.naive-state")]
internal sealed class NaiveState
{
    [Id(0)]
    public byte[] Bytes { get; set; } = [];
}

/// <summary>
/// The product's core, and the whole state written to its row before each answer. Unsealed and without a journal, so
/// it does less than the product: only a crash between write and answer is as well kept.
/// </summary>
internal sealed class NaiveAccount(
    [PersistentState("account", NaiveSilo.Storage)] IPersistentState<NaiveState> kept, CoreLoad load)
    : Grain, INaiveAccount
{
    public async ValueTask<NaiveAnswer> Assess(int item)
    {
        if (!kept.RecordExists)
        {
            kept.State.Bytes = new byte[AccountState.Size];
            CoreLoad.Begin(kept.State.Bytes);
        }

        var (_, transaction, inputs) = load.Items[item];
        Assessment.Assess(
            ScoringVersions.Newest, kept.State.Bytes, transaction, inputs, CoreLoad.Tables, out var decision);
        await kept.WriteStateAsync();
        return new NaiveAnswer(decision.Anomaly.Score, decision.Outcome);
    }
}
