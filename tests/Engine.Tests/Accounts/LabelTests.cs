using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Engine.Tests.Volatile;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Engine.Tests.Accounts;

public sealed class LabelTests
{
    private const string Account = "A-1";

    /// <summary>Labels in the order they come, and what each comes to; restarted or not between any two.</summary>
    [Theory]
    [InlineData("fraud recorded", false)]
    [InlineData("fraud recorded, fraud unchanged, withdrawn recorded, withdrawn not-labelled", false)]
    [InlineData("fraud recorded, fraud unchanged, withdrawn recorded, withdrawn not-labelled", true)]
    [InlineData("genuine recorded, fraud recorded, genuine recorded, genuine unchanged", true)]
    [InlineData("withdrawn not-labelled, genuine recorded, withdrawn recorded, genuine recorded", false)]
    public async Task Label_InThisOrder_ComesToThat(string steps, bool restarts)
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"), Some.Transaction("t-2"));
        foreach (var step in steps.Split(", "))
        {
            var (kind, expected) = (step.Split(' ')[0], step.Split(' ')[1]);
            var result = (await Label(engine, "t-1", Enum.Parse<LabelKind>(kind, ignoreCase: true))).Result;
            Assert.Equal(expected.Replace("-", "", StringComparison.Ordinal), result.ToString().ToLowerInvariant());
            if (restarts)
            {
                await engine.Restart();
            }
        }
    }

    [Fact]
    public async Task Label_Recorded_TakesANumberAndNamesTheTransaction()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"), Some.Transaction("t-2"));

        await Label(engine, "t-2", LabelKind.Fraud);
        var next = Assert.IsType<Answer.Decided>((await Assess(engine, Some.Transaction("t-3"))).Single());

        var record = engine.Journal.All(engine.Tenant, engine.Key(Account))[1];
        Assert.Equal((RecordKind.Labelled, 3L, 3L), (record.Kind, record.FirstSequence, record.LastSequence));
        Assert.Equal(4, next.Entry.Observed.Sequence);
        Assert.Equal(Refusal.NotFound, (await engine.Account(Account).Decision(engine.Caller(), 3)).Refusal);
    }

    [Fact]
    public async Task Label_KnownBeforeTheTransaction_IsRefused()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"));

        Assert.Equal(
            LabelResult.BeforeTransaction, (await Label(engine, "t-1", LabelKind.Fraud, Some.Moment - 1)).Result);
        Assert.Equal(1, engine.Journal.Appends);
    }

    [Fact]
    public async Task Label_UnknownTransactionOrAccount_IsToldSo()
    {
        await using var engine = await VolatileEngine.Create();
        Assert.Equal(LabelResult.UnknownTransaction, (await Label(engine, "t-1", LabelKind.Fraud)).Result);
        await Assess(engine, Some.Transaction("t-1"));

        Assert.Equal(LabelResult.UnknownTransaction, (await Label(engine, "t-9", LabelKind.Fraud)).Result);
    }

    [Fact]
    public async Task Label_GivenToTheAuthorisation_StaysInForceForTheBooking()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1", status: TransactionStatus.Authorised));
        await Label(engine, "t-1", LabelKind.Fraud);
        await Assess(engine, Some.Transaction("t-1", at: Some.Moment + 1_000));

        Assert.Equal(LabelResult.Unchanged, (await Label(engine, "t-1", LabelKind.Fraud)).Result);
        Assert.Equal(LabelResult.Recorded, (await Label(engine, "t-1", LabelKind.Genuine)).Result);
    }

    [Fact]
    public async Task Label_JournalRefuses_IsNotInForce()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"));
        engine.Journal.FaultOf = (number, _) => number == 2 ? Fault.NotRecorded : Fault.None;

        var refused = await Label(engine, "t-1", LabelKind.Fraud);

        Assert.Equal((LabelResult.NotRecorded, Refusal.Retry), (refused.Result, refused.Refusal));
        Assert.Equal(LabelResult.Recorded, (await Label(engine, "t-1", LabelKind.Fraud)).Result);
    }

    private static async Task<LabelOutcome> Label(
        VolatileEngine engine, string transaction, LabelKind kind, long? knownAt = null) =>
        await engine.Account(Account).Label(
            engine.Caller(), new LabelRequest(transaction, kind, knownAt ?? (Some.Moment + 86_400_000), "chargeback"));

    private static async Task<IReadOnlyList<Answer>> Assess(VolatileEngine engine, params Transaction[] items)
    {
        var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, items));
        return Assert.IsType<AssessOutcome.Answered>(outcome).Answers;
    }
}
