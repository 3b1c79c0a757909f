using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Journal.Records;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Turns;

public sealed class AssessTests
{
    private const string Account = "A-1";

    [Fact]
    public async Task Assess_NewAccount_RecordsItsKeyAndABase()
    {
        await using var engine = await VolatileEngine.Create();

        var answers = await Assess(engine, Some.Transaction("t-1"), Some.Transaction("t-2"));

        Assert.All(answers, answer => Assert.False(Assert.IsType<Answer.Decided>(answer).Duplicate));
        Assert.Equal([1L, 2L], answers.Select(answer => ((Answer.Decided)answer).Entry.Inputs.Sequence));
        var record = Assert.Single(engine.Journal.All(engine.Tenant, engine.Key(Account)));
        Assert.Equal((1L, 2L, false, UInt128.Zero), (
            record.FirstSequence, record.LastSequence, record.Base.IsEmpty, record.PreviousHash));
        Assert.NotNull(engine.Journal.Key(engine.Tenant, engine.Key(Account)));
    }

    [Fact]
    public async Task Assess_KnownIdentity_GetsItsFirstAnswerAndNoRecord()
    {
        await using var engine = await VolatileEngine.Create();
        var first = Assert.IsType<Answer.Decided>((await Assess(engine, Some.Transaction("t-1", amount: 10))).Single());
        await Assess(engine, Some.Transaction("t-2", amount: 900));

        var again = Assert.IsType<Answer.Decided>((await Assess(engine, Some.Transaction("t-1", amount: 10))).Single());

        Assert.True(again.Duplicate);
        Assert.Equal(Shown.Answer(first.Entry), Shown.Answer(again.Entry));
        Assert.Equal(2, engine.Journal.Appends);
    }

    [Fact]
    public async Task Assess_SameIdentityTwiceInOneBatch_DecidesOnce()
    {
        await using var engine = await VolatileEngine.Create();

        var answers = await Assess(
            engine, Some.Transaction("t-1"), Some.Transaction("t-1"), Some.Transaction("t-1", amount: 99));

        Assert.False(Assert.IsType<Answer.Decided>(answers[0]).Duplicate);
        Assert.True(Assert.IsType<Answer.Decided>(answers[1]).Duplicate);
        Assert.Equal(["amount"], Assert.IsType<Answer.Conflict>(answers[2]).Fields);
        Assert.Equal(1, engine.Journal.All(engine.Tenant, engine.Key(Account)).Single().LastSequence);
    }

    [Fact]
    public async Task Assess_KnownIdentityWithOtherContent_NamesTheFields()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1", amount: 10, counterparty: "A"));

        var answer = (await Assess(engine, Some.Transaction("t-1", amount: 11, counterparty: "B"))).Single();

        Assert.Equal(["amount", "counterparty"], Assert.IsType<Answer.Conflict>(answer).Fields);
    }

    [Fact]
    public async Task Assess_IdentityOlderThanTheRing_IsFoundInTheJournal()
    {
        await using var engine = await VolatileEngine.Create();
        var first = Some.Transaction("old", at: Some.Moment - 1_000);
        var decided = Assert.IsType<Answer.Decided>((await Assess(engine, first)).Single());
        await Many(engine, 100);

        var again = Assert.IsType<Answer.Decided>((await Assess(engine, first)).Single());
        var late = Assert.IsType<Answer.Decided>(
            (await Assess(engine, Some.Transaction("late", at: Some.Moment - 1_000))).Single());

        Assert.True(again.Duplicate);
        Assert.Equal(Shown.Answer(decided.Entry), Shown.Answer(again.Entry));
        Assert.False(late.Duplicate);
    }

    [Fact]
    public async Task Assess_LateIdentityAfterTheIndexWasRead_IsStillFound()
    {
        await using var engine = await VolatileEngine.Create();
        await Many(engine, 100);
        var late = Some.Transaction("late", at: Some.Moment - 1_000);
        await Assess(engine, late); // reads the index
        await Many(engine, 100, from: 200); // pushes "late" out of the ring

        Assert.True(Assert.IsType<Answer.Decided>((await Assess(engine, late)).Single()).Duplicate);
    }

    [Fact]
    public async Task Assess_BatchLongerThanTheRing_StillFindsItsOwn()
    {
        await using var engine = await VolatileEngine.Create();
        var batch = Enumerable.Range(0, 100).Select(i => Some.Transaction($"t-{i}", at: Some.Moment + i)).ToList();
        batch.Add(batch[0]);

        var answers = await Assess(engine, [.. batch]);

        Assert.True(Assert.IsType<Answer.Decided>(answers[^1]).Duplicate);
        Assert.Equal(100, engine.Journal.All(engine.Tenant, engine.Key(Account)).Single().LastSequence);
    }

    [Fact]
    public async Task Assess_OlderThanRetention_IsRefusedAndNotScored()
    {
        await using var engine = await VolatileEngine.Create();
        var old = engine.Time.GetUtcNow().AddMonths(-13).AddMinutes(-1).ToUnixTimeMilliseconds();

        var answers = await Assess(
            engine, Some.Transaction("t-1", at: old), Some.Transaction("t-2", at: old + 120_000));

        Assert.Equal(("too_old", "at"), Refused(answers[0]));
        Assert.IsType<Answer.Decided>(answers[1]);
    }

    [Fact]
    public async Task Assess_HistoryBehindWhatIsKnown_WaitsBesideTheState()
    {
        await using var engine = await VolatileEngine.Create();
        var years = Some.Moment - (3 * 365 * 86_400_000L);
        await Assess(engine, Some.Transaction("live"));
        var batch = new TransactionBatch(
            Account, [Some.Transaction("t-1", at: years), Some.Transaction("t-2", at: years - 1)], IngestMode.History);

        var assessed = Expect.Done(await engine.Account(Account).Assess(engine.Caller(), batch));

        Assert.Equal(2, assessed.Waiting);
        Assert.All(assessed.Answers, answer => Assert.True(
            Assert.IsType<Answer.Decided>(answer).Entry.Inputs.History));
        Assert.Equal(1, Expect.Done(await engine.Account(Account).Describe(engine.Caller())).Summary.Transactions);
    }

    [Fact]
    public async Task Assess_RateIntoTheAccountsOwnCurrency_IsRefused()
    {
        await using var engine = await VolatileEngine.Create();

        var answers = await Assess(engine, Some.Transaction("t-1") with { Fx = new ExchangeRate(1, 0) });

        Assert.Equal(("wrong_currency", "fx"), Refused(answers.Single()));
        Assert.Equal(0, engine.Journal.Appends);
    }

    [Fact]
    public async Task Assess_ReversalLongAfterBooking_KnowsTheDayAndAmountOfTheBooking()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-r", at: Some.Moment - 86_400_000, amount: 70));
        await Many(engine, 100);

        var answers = await Assess(
            engine, Some.Transaction(
                "t-r", at: Some.Moment + 7_200_000, amount: 70, status: TransactionStatus.Reversed));

        var prior = Assert.IsType<Answer.Decided>(answers.Single()).Entry.Inputs.Prior;
        Assert.Equal((byte)(1 << (int)TransactionStatus.Booked), prior.Seen);
        Assert.Equal(7_000, prior.BookedMinor);
        Assert.Equal((int)(Some.Moment / 86_400_000) - 1, prior.BookedDay);
    }

    [Fact]
    public async Task Assess_ReplacedId_SeesTheAuthorisationUnderItsEarlierId()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("auth-9", status: TransactionStatus.Authorised));

        var answers = await Assess(engine, Some.Transaction("book-9") with { Replaces = "auth-9" });

        Assert.Equal(
            (byte)(1 << (int)TransactionStatus.Authorised),
            Assert.IsType<Answer.Decided>(answers.Single()).Entry.Inputs.Prior.Seen);
    }

    [Fact]
    public async Task Assess_EveningInUtc_IsTheNextCivilDayInKualaLumpur()
    {
        await using var engine = await VolatileEngine.Create();
        var evening = DateTimeOffset.Parse(
            "2026-03-01T17:30:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        var midnight = DateTimeOffset.Parse(
            "2026-03-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

        var answers = await Assess(
            engine, Some.Transaction("t-1", at: evening), Some.Transaction("t-2", at: midnight)
                with
            { DayOnly = true });

        var inputs = answers.Select(answer => ((Answer.Decided)answer).Entry.Inputs).ToList();
        var day = (int)(midnight / 86_400_000);
        Assert.Equal([(day + 1, (short)480), (day, (short)480)], inputs.Select(o => (o.CivilDay, o.OffsetMinutes)));
    }

    [Fact]
    public async Task WhatIf_AnyBatch_RecordsNothingAndChangesNothing()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"));
        var before = (await engine.Account(Account).Describe(engine.Caller())).Value!.Summary;

        var outcome = await engine.Account(
            Account).WhatIf(engine.Caller(), new(Account, [Some.Transaction("t-2", amount: 5_000)]));
        var after = (await engine.Account(Account).Describe(engine.Caller())).Value!.Summary;

        Assert.IsType<Answer.Decided>(Expect.Done(outcome).Answers.Single());
        Assert.Equal(Shown.Summary(before), Shown.Summary(after));
        Assert.Equal(1, engine.Journal.Appends);
    }

    [Fact]
    public async Task WhatIf_SeveralAtOnce_AreEachScoredByTheStateBefore()
    {
        await using var engine = await VolatileEngine.Create();
        await Many(engine, 40);
        var asked = Some.Transaction("t-x", at: Some.Moment + 86_400_000, amount: 5_000);
        var later = asked with { Status = TransactionStatus.Reversed };

        var outcome = await engine.Account(Account).WhatIf(engine.Caller(), new(Account, [asked, asked, later]));
        var answers = Expect.Done(outcome).Answers;
        var recorded = Assert.IsType<Answer.Decided>((await Assess(engine, asked)).Single());

        foreach (var answer in answers.Take(2))
        {
            var decided = Assert.IsType<Answer.Decided>(answer);
            Assert.False(decided.Duplicate);
            Assert.Equal(Shown.Answer(recorded.Entry), Shown.Answer(decided.Entry)); // as it would have been decided
        }

        Assert.Equal(("transaction_unknown", "id"), Refused(answers[2]));
    }

    private static async Task<IReadOnlyList<Answer>> Assess(VolatileEngine engine, params Transaction[] items)
    {
        var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, items));
        return Expect.Done(outcome).Answers;
    }

    private static async Task Many(VolatileEngine engine, int count, int from = 0) => await Assess(
        engine, [.. Enumerable.Range(
            from, count).Select(i => Some.Transaction($"m-{i}", at: Some.Moment + (i * 60_000L)))]);

    private static (string Code, string Field) Refused(Answer answer)
    {
        var refused = Assert.IsType<Answer.Refused>(answer);
        return (refused.Code, refused.Field);
    }
}
