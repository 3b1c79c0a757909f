using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Tests.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Turns;

public sealed class ScoringVersionsTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task Fold_ChangedBetweenRecords_EachIsReplayedByItsOwn()
    {
        await using var engine = await Changed();
        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();

        Assert.Equal([1, 1, 1, 2, 2, 2, 2], Folds(engine));
        for (var sequence = 1L; sequence <= 12; sequence++)
        {
            var outcome = await engine.Account(Account).Replay(engine.Caller(), sequence);
            Assert.True(outcome.Value!.Equal, outcome.Value.FirstDifference?.ToString());
            Assert.Equal(sequence <= 6 ? 1 : 2, outcome.Value.Recorded.Answer.ScoringVersion);
        }
    }

    [Fact]
    public async Task Fold_OfTheTenantGoneBack_AccountStaysWithItsNewest()
    {
        await using var engine = await Changed();
        engine.ScoringVersion = ScoringVersions.One;
        await engine.Restart();

        await Assess(engine, [Some.Transaction("later")]);

        Assert.Equal(ScoringVersions.Two, Folds(engine)[^1]);
    }

    [Fact]
    public async Task Snapshot_OfAnOlderFold_IsGoneOnFrom()
    {
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Accounts = new AccountOptions { SnapshotEvery = 1 } });
        engine.ScoringVersion = ScoringVersions.One;
        await engine.Restart();
        await Assess(engine, [.. RecoveryTests.Stream(6)]);
        engine.ScoringVersion = ScoringVersions.Two;
        await engine.Restart();

        await Assess(engine, [Some.Transaction("later")]);
        await engine.Restart();

        Assert.Equal([1, 2], Folds(engine));
        Assert.Equal(7, (await engine.Account(Account).Describe(engine.Caller())).Value!.Summary.Sequence);
    }

    /// <summary>Three records of the first fold, three of the second, and a label by it.</summary>
    private static async Task<VolatileEngine> Changed()
    {
        var engine = await VolatileEngine.Create();
        var batches = RecoveryTests.Stream(12).Chunk(2).ToList();
        engine.ScoringVersion = ScoringVersions.One;
        await engine.Restart();
        foreach (var batch in batches[..3])
        {
            await Assess(engine, batch);
        }

        engine.ScoringVersion = ScoringVersions.Two;
        await engine.Restart();
        foreach (var batch in batches[3..])
        {
            await Assess(engine, batch);
        }

        var first = batches[0][0];
        var labelled = await engine.Account(Account).Label(
            engine.Caller(), new LabelRequest(first.Id, LabelKind.Fraud, first.At + 1, "analyst"));
        Assert.Equal(LabelResult.Recorded, labelled.Value);
        return engine;
    }

    [Fact]
    public async Task Fold_OfTheTenantThatThisProgramDoesNotCompute_DecidesNothing()
    {
        await using var engine = await VolatileEngine.Create();
        engine.ScoringVersion = ScoringVersions.Newest + 1;
        var outcome = await engine.Account(Account).Assess(
            engine.Caller(), new TransactionBatch(Account, [Some.Transaction("t-1")]));
        Assert.Equal(UnavailableCause.UnknownScoringVersion, Assert.IsType<Failure.Unavailable>(outcome.Failure).Cause);
        Assert.Empty(engine.Journal.All(engine.Tenant, engine.Key(Account)));
    }

    private static int[] Folds(VolatileEngine engine) =>
        [.. engine.Journal.All(engine.Tenant, engine.Key(Account)).Select(record => (int)record.ScoringVersion)];

    private static async Task Assess(VolatileEngine engine, Core.Transactions.Transaction[] items)
    {
        var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, items));
        Expect.Done(outcome);
    }
}
