using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Days;

/// <summary>An account that rests for longer than its tenant's 13 months, and nothing of it is due.</summary>
public sealed class CarryForwardTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task CloseDay_RestedBeyondRetention_RecordsTheStateInThePresentMonth()
    {
        await using var engine = await Rested(months: 14);
        var before = Records(engine)[^1];

        Assert.Equal(DayResult.Carried, await Close(engine));
        Assert.Equal(DayResult.NothingDue, await Close(engine)); // and once

        var (first, second) = (Records(engine)[^2], Records(engine)[^1]);
        var present = JournalMonth.Of(engine.Time.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Equal([RecordKind.Base, RecordKind.Base], Records(engine).TakeLast(2).Select(static each => each.Kind));
        Assert.Equal((before.Month, present), (first.Month, first.NextMonth));
        Assert.Equal((present, false), (second.Month, second.Base.IsEmpty));
        Assert.Equal((before.StateHash, before.StateHash), (first.StateHash, second.StateHash));
        Assert.Equal(before.LastSequence + 2, second.LastSequence);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public async Task CloseDay_RestedWithinRetention_RecordsNothing(int months)
    {
        await using var engine = await Rested(months);
        var before = Records(engine).Count;

        Assert.Equal(DayResult.NothingDue, await Close(engine));

        Assert.Equal(before, Records(engine).Count);
    }

    [Fact]
    public async Task Assess_AfterItWasCarriedForwardAndReadAgain_GoesOnAndReplaysEqual()
    {
        await using var engine = await Rested(months: 14);
        var before = await Summary(engine);
        await Close(engine);
        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();

        Assert.Equal(before, await Summary(engine));
        var at = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var answered = Expect.Done(await engine.Account(Account).Assess(
            engine.Caller(), new TransactionBatch(Account, [Some.Transaction("back", at)])));
        var sequence = Assert.IsType<Answer.Decided>(answered.Answers.Single()).Entry.Inputs.Sequence;
        Assert.Equal(Records(engine)[^2].LastSequence + 1, sequence);
        var replay = await engine.Account(Account).Replay(engine.Caller(), sequence);
        Assert.True(replay.Value!.Equal, replay.Value.FirstDifference);
    }

    /// <summary>Of two records the first is there, or none: the next sweep does what is left.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task CloseDay_CommitThatFails_IsAskedAgainAndCarries(int committed)
    {
        await using var engine = await Rested(months: 14);
        var before = await Summary(engine);
        var attempt = 0;
        engine.Journal.FaultOf = (_, _) => attempt++ == committed ? Fault.NotRecorded : Fault.None;
        Assert.IsType<Failure.Retry>((await engine.Account(Account).CloseDay(engine.Caller(Roles.Sweep))).Failure);
        engine.Journal.FaultOf = static (_, _) => Fault.None;

        Assert.Equal(DayResult.Carried, await Close(engine));

        Assert.Equal(2, Records(engine).Count(static record => record.Kind == RecordKind.Base));
        Assert.Equal(before, await Summary(engine));
    }

    /// <summary>What was due when it was seen last is recorded before.</summary>
    private static async Task<VolatileEngine> Rested(int months)
    {
        var engine = await VolatileEngine.Create();
        Expect.Done(await engine.Account(Account).Assess(
            engine.Caller(), new TransactionBatch(Account, [Some.Transaction("last")])));
        engine.Time.MoveTo(engine.Time.GetUtcNow().AddMonths(months));
        return engine;
    }

    private static async Task<DayResult> Close(VolatileEngine engine) =>
        (await engine.Account(Account).CloseDay(engine.Caller(Roles.Sweep))).Value;

    private static IReadOnlyList<JournalRecord> Records(VolatileEngine engine) =>
        engine.Journal.All(engine.Tenant, engine.Key(Account));

    private static async Task<string> Summary(VolatileEngine engine) =>
        Shown.Summary((await engine.Account(Account).Describe(engine.Caller())).Value!.Summary);
}
