using OrleansRisk.Accounts.Tests.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Models;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Queries;

public sealed class ReplayUnderModelTests
{
    private const string Account = "A-1";

    /// <summary>
    /// The model changes between two transactions; each is recomputed with the one that its record names.
    /// </summary>
    [Fact]
    public async Task Replay_AfterModelsChanged_GoesByTheRecordsOwnModelDeployment()
    {
        await using var engine = await VolatileEngine.Create();
        var sequence = 0;
        foreach (var batch in RecoveryTests.Stream(40).Chunk(4))
        {
            engine.Published.PutUp(ModelDeploymentOf(++sequence));
            Expect.Done(
                await engine.Account(Account).Assess(engine.Caller(), new(Account, batch)));
        }

        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();
        for (var at = 1L; at <= 40; at++)
        {
            var report = (await engine.Account(Account).Replay(engine.Caller(), at)).Value!;
            Assert.Null(report.FirstDifference);
            Assert.Equal(((at - 1) / 4) + 1, report.Recorded.Inputs.ModelDeploymentVersion);
            Assert.True(report.Recorded.Decision.Anomaly.Learned);
            Assert.Equal(Shown.Entry(report.Recorded), Shown.Entry(report.Recomputed));
        }
    }

    [Fact]
    public async Task Assess_InTheSecondFold_NamesNoModelDeployment()
    {
        await using var engine = await VolatileEngine.Create();
        engine.ScoringVersion = 2;
        await engine.Restart();
        engine.Published.PutUp(ModelDeploymentOf(1));

        var answered = Expect.Done(await engine.Account(Account).Assess(
            engine.Caller(), new(Account, RecoveryTests.Stream(1))));

        var decided = Assert.IsType<Answer.Decided>(answered.Answers[0]);
        Assert.Equal((0, false), (decided.Entry.Inputs.ModelDeploymentVersion, decided.Entry.Decision.Anomaly.Learned));
    }

    [Fact]
    public async Task Replay_ModelDeploymentNotThereAnyMore_IsUnavailableByName()
    {
        await using var engine = await VolatileEngine.Create();
        engine.Published.PutUp(ModelDeploymentOf(1));
        await engine.Account(Account).Assess(engine.Caller(), new(Account, RecoveryTests.Stream(5)));
        engine.Published.LostModelDeployments = true;

        Assert.Equal(UnavailableCause.ReferenceDataMissing,
            (await engine.Account(Account).Replay(engine.Caller(), 3)).CauseOf());
    }

    private static ModelDeployment ModelDeploymentOf(int version) => new(
        version, 0, new NamedModel("one", SomeModel.Card(600 + version, 100 + version)),
        [new NamedModel("two", SomeModel.Card(700 + version))], null);
}
