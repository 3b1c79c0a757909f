using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Turns;

public sealed class LabelTests
{
    private static readonly Failure UnknownTransaction = new Failure.Refused("transaction_unknown", "transaction");

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
            var outcome = await Label(engine, "t-1", Enum.Parse<LabelKind>(kind, ignoreCase: true));
            var result = outcome.Failure is Failure.Refused { Code: var code } ? code : $"{outcome.Value}";
            Assert.Equal(expected.Replace('-', '_'), result.ToLowerInvariant());
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
        Assert.Equal(4, next.Entry.Inputs.Sequence);
        Assert.IsType<Failure.NotFound>((await engine.Account(Account).Decision(engine.Caller(), 3)).Failure);
    }

    [Fact]
    public async Task Label_KnownBeforeTheTransaction_IsRefused()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"));

        Assert.Equal(
            new Failure.Refused("label_before_transaction", "known_at"),
            (await Label(engine, "t-1", LabelKind.Fraud, Some.Moment - 1)).Failure);
        Assert.Equal(1, engine.Journal.Appends);
    }

    [Fact]
    public async Task Label_UnknownTransactionOrAccount_IsToldSo()
    {
        await using var engine = await VolatileEngine.Create();
        Assert.Equal(UnknownTransaction, (await Label(engine, "t-1", LabelKind.Fraud)).Failure);
        await Assess(engine, Some.Transaction("t-1"));

        Assert.Equal(UnknownTransaction, (await Label(engine, "t-9", LabelKind.Fraud)).Failure);
    }

    [Fact]
    public async Task Label_GivenToTheAuthorisation_StaysInForceForTheBooking()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1", status: TransactionStatus.Authorised));
        await Label(engine, "t-1", LabelKind.Fraud);
        await Assess(engine, Some.Transaction("t-1", at: Some.Moment + 1_000));

        Assert.Equal(LabelResult.Unchanged, (await Label(engine, "t-1", LabelKind.Fraud)).Value);
        Assert.Equal(LabelResult.Recorded, (await Label(engine, "t-1", LabelKind.Genuine)).Value);
    }

    [Fact]
    public async Task Label_JournalRefuses_IsNotInForce()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"));
        engine.Journal.FaultOf = (number, _) => number == 2 ? Fault.NotRecorded : Fault.None;

        var refused = await Label(engine, "t-1", LabelKind.Fraud);

        Assert.IsType<Failure.Retry>(refused.Failure);
        Assert.Equal(LabelResult.Recorded, (await Label(engine, "t-1", LabelKind.Fraud)).Value);
    }

    private static async Task<Outcome<LabelResult>> Label(
        VolatileEngine engine, string transaction, LabelKind kind, long? knownAt = null) =>
        await engine.Account(Account).Label(
            engine.Caller(), new LabelRequest(transaction, kind, knownAt ?? (Some.Moment + 86_400_000), "chargeback"));

    private static async Task<IReadOnlyList<Answer>> Assess(VolatileEngine engine, params Transaction[] items)
    {
        var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, items));
        return Expect.Done(outcome).Answers;
    }
}
