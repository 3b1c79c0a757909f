using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Identities;

/// <summary>An identity is known for the tenant's whole retention, whatever time it is sent with.</summary>
public sealed class KnownForRetentionTests
{
    private const string Account = "A-1";

    [Theory]
    [InlineData(10, Since.Nothing)]
    [InlineData(10, Since.Restart)]
    [InlineData(10, Since.Upgrade)]
    [InlineData(100, Since.Nothing)]
    [InlineData(100, Since.Restart)]
    [InlineData(100, Since.Upgrade)]
    [InlineData(1_000, Since.Nothing)]
    [InlineData(1_000, Since.Restart)]
    [InlineData(1_000, Since.Upgrade)]
    public async Task Assess_IdOfTwelveMonthsAgoWithANewTime_IsNeverNew(int aMonth, Since since)
    {
        await using var engine = await VolatileEngine.Create();
        var first = await Year(engine, aMonth);
        await Pass(engine, since);
        var sequence = engine.Journal.All(engine.Tenant, engine.Key(Account))[^1].LastSequence;
        var now = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();

        var later = await Assess(engine, first.ConvertAll(each => each with { At = now }));
        var same = await Assess(engine, first);

        Assert.All(later, answer => Assert.Equal(["at"], Assert.IsType<Answer.Conflict>(answer).Fields));
        Assert.All(same, answer => Assert.True(Assert.IsType<Answer.Decided>(answer).Duplicate));
        Assert.Equal(sequence, engine.Journal.All(engine.Tenant, engine.Key(Account))[^1].LastSequence);
    }

    [Fact]
    public async Task Assess_ProgramThatStampsTheTimeAtSendingRunThreeTimes_CountsOnce()
    {
        await using var engine = await VolatileEngine.Create();
        var counted = new List<int>();
        for (var run = 0; run < 3; run++)
        {
            engine.Time.Advance(TimeSpan.FromMinutes(5));
            var now = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var answers = new List<Answer>();
            foreach (var part in Enumerable.Range(0, 1_000).Chunk(50))
            {
                answers.AddRange(await Assess(engine, [.. part.Select(i => Some.Transaction($"t-{i}", at: now + i))]));
            }

            counted.Add(answers.Count(answer => answer is Answer.Decided { Duplicate: false }));
        }

        Assert.Equal([1_000, 0, 0], counted);
    }

    [Theory]
    [InlineData(Since.Nothing, 0)]
    [InlineData(Since.Restart, 0)]
    [InlineData(Since.Upgrade, 1)]
    public async Task Assess_NewIds_AskTheJournalForNothingOnceTheIndexIsThere(Since since, int builds)
    {
        await using var engine = await VolatileEngine.Create();
        await Year(engine, 1_000);
        await Pass(engine, since);
        var asked = engine.Journal.IdentityLookUps;

        for (var i = 0; i < 1_000; i++)
        {
            engine.Time.Advance(TimeSpan.FromSeconds(1));
            var at = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
            var answers = await Assess(engine, [Some.Transaction($"new-{i}", at: at)]);
            Assert.False(Assert.IsType<Answer.Decided>(Assert.Single(answers)).Duplicate);
        }

        Assert.Equal(builds, engine.Journal.IdentitiesReadAfter.Count(after => after == 0));
        Assert.InRange(engine.Journal.IdentityLookUps - asked, 0, 10);
    }

    [Fact]
    public async Task Assess_SeveralOldIdsOfABatch_AreLookedUpInOneRead()
    {
        await using var engine = await VolatileEngine.Create();
        var first = await Year(engine, 100);
        var asked = engine.Journal.IdentityLookUps;

        await Assess(engine, first);

        Assert.Equal(asked + 1, engine.Journal.IdentityLookUps);
    }

    [Fact]
    public async Task Assess_IdsThatCameTogetherInOneLongBatch_AreKnownAfterwards()
    {
        await using var engine = await VolatileEngine.Create();
        var batch = Enumerable.Range(0, 200).Select(i => Some.Transaction($"t-{i}", at: Some.Moment + i)).ToList();
        batch.Add(batch[0] with { At = Some.Moment + 1_500 });
        var first = await Assess(engine, batch);

        var again = await Assess(engine, batch.ConvertAll(each => each with { At = each.At + 60_000 }));

        Assert.Equal(["at"], Assert.IsType<Answer.Conflict>(first[^1]).Fields);
        Assert.All(again, answer => Assert.Equal(["at"], Assert.IsType<Answer.Conflict>(answer).Fields));
        Assert.Empty(engine.Journal.IdentitiesReadAfter); // it began here, so nothing had to be read
    }

    [Fact]
    public async Task Assess_IdsOfBeforeTheIndexBegan_AreKnownAfterwards()
    {
        await using var engine = await VolatileEngine.Create();
        var first = Enumerable.Range(0, 20).Select(i => Some.Transaction($"t-{i}", at: Some.Moment + i)).ToList();
        await Assess(engine, first);
        await Assess(
            engine, [.. Enumerable.Range(20, 40).Select(i => Some.Transaction($"t-{i}", at: Some.Moment + i))]);

        var again = await Assess(engine, first.ConvertAll(each => each with { At = each.At + 60_000 }));

        Assert.All(again, answer => Assert.Equal(["at"], Assert.IsType<Answer.Conflict>(answer).Fields));
        Assert.Empty(engine.Journal.IdentitiesReadAfter);
    }

    [Fact]
    public async Task Assess_RetentionThatWasLengthened_KnowsTheIdsThatCameBackIntoIt()
    {
        await using var engine = await VolatileEngine.Create();
        await Retain(engine, months: 6);
        var first = await Year(engine, 10);
        var now = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await Pass(engine, Since.Restart);
        var beyond = await Assess(engine, [first[0] with { Id = "any", At = now }, first[0] with { At = now }]);
        await Assess(
            engine, [.. Enumerable.Range(0, 40).Select(i => Some.Transaction($"since-{i}", at: now + i))]);
        await Pass(engine, Since.Restart); // the index without those months is what is sealed now
        await Retain(engine, months: 13);
        await Pass(engine, Since.Restart);

        var within = await Assess(engine, [first[1] with { At = now }]);

        Assert.All(beyond, answer => Assert.False(Assert.IsType<Answer.Decided>(answer).Duplicate));
        Assert.Equal(["at"], Assert.IsType<Answer.Conflict>(Assert.Single(within)).Fields);
    }

    [Fact]
    public async Task Assess_IndexThatWasDamaged_IsBuiltAgain()
    {
        await using var engine = await VolatileEngine.Create();
        var first = await Year(engine, 100);
        await Pass(engine, Since.Restart);
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows =>
        {
            var changed = rows.Snapshot!.Identities.ToArray();
            changed[^1] ^= 1;
            rows.Snapshot = rows.Snapshot with { Identities = changed };
        });

        var answers = await Assess(engine, first);

        Assert.All(answers, answer => Assert.True(Assert.IsType<Answer.Decided>(answer).Duplicate));
        Assert.Equal([0L], engine.Journal.IdentitiesReadAfter);
    }

    [Fact]
    public async Task Assess_IndexOlderThanTheSnapshot_ReadsOnlyWhatItLacks()
    {
        await using var engine = await VolatileEngine.Create(
            new EngineOptions { Accounts = new AccountOptions { SnapshotEvery = 1 } });
        await Year(engine, 100);
        await Pass(engine, Since.Restart);
        var sealedAt = engine.Journal.All(engine.Tenant, engine.Key(Account))[^1].LastSequence;
        var now = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var few = Enumerable.Range(0, 40).Select(i => Some.Transaction($"few-{i}", at: now + i)).ToList();
        await Assess(engine, few);
        await engine.Restart(); // without leaving memory in order: the snapshot is newer than its index
        var opening = await engine.Journal.Open(engine.Tenant, engine.Key(Account), default);
        Assert.Equal(sealedAt + 40, opening.Snapshot!.Sequence);
        engine.Journal.IdentitiesReadAfter.Clear();

        await Assess(
            engine, [.. Enumerable.Range(0, 40).Select(i => Some.Transaction($"more-{i}", at: now + 1_000 + i))]);
        var answers = await Assess(engine, few.ConvertAll(each => each with { At = each.At + 60_000 }));

        Assert.All(answers, answer => Assert.IsType<Answer.Conflict>(answer));
        Assert.InRange(Assert.Single(engine.Journal.IdentitiesReadAfter), sealedAt - 200, sealedAt);
    }

    [Fact]
    public async Task Assess_LabelledIdWhoseMonthWasDropped_IsNewAgain()
    {
        await using var engine = await VolatileEngine.Create();
        var first = await Year(engine, 10);
        var labelled = await engine.Account(Account).Label(
            engine.Caller(), new LabelRequest(first[0].Id, LabelKind.Fraud, engine.Time.GetUtcNow()
                .ToUnixTimeMilliseconds(), "analyst"));
        Assert.True(labelled.IsDone);
        await engine.Actors.PutOut();
        var month = engine.Journal.All(engine.Tenant, engine.Key(Account))[0].Month;
        engine.Journal.Tamper(
            engine.Tenant, engine.Key(Account), rows => rows.Records.RemoveAll(record => record.Month == month));
        await engine.Restart();
        var now = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();

        var answers = await Assess(engine, [first[0] with { At = now }]);

        Assert.False(Assert.IsType<Answer.Decided>(Assert.Single(answers)).Duplicate);
    }

    [Fact]
    public async Task Assess_RecentIdWhoseMonthWasDropped_IsRefusedAndTheAccountStaysReadable()
    {
        await using var engine = await VolatileEngine.Create();
        var only = Some.Transaction("only");
        await Assess(engine, [only]);
        engine.Time.Advance(TimeSpan.FromDays(500));
        var now = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await Assess(engine, [Some.Transaction("next", at: now)]);
        await Assess(engine, [Some.Transaction("next-month", at: now)]);
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), rows => rows.Records.RemoveAt(0));

        var answers = await Assess(engine, [only with { At = now }, Some.Transaction("another", at: now)]);

        Assert.Equal(new Answer.Refused("too_old", "id"), answers[0]);
        Assert.IsType<Answer.Decided>(answers[1]);
    }

    /// <summary>Twelve months of transactions, of which those of the first day are returned.</summary>
    private static async Task<List<Transaction>> Year(VolatileEngine engine, int aMonth)
    {
        var first = new List<Transaction>();
        for (var month = 0; month < 12; month++)
        {
            foreach (var part in Enumerable.Range(0, aMonth).Chunk(Math.Max(5, aMonth / 10)))
            {
                var now = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
                var items = part.Select(i => Some.Transaction($"t-{month}-{i}", at: now + i, amount: 10 + (i % 90)))
                    .ToList();
                Assert.All(await Assess(engine, items), answer => Assert.IsType<Answer.Decided>(answer));
                first = first.Count == 0 ? items : first;
                engine.Time.Advance(TimeSpan.FromDays(30.0 * part.Length / aMonth));
            }
        }

        return first;
    }

    private static async Task Retain(VolatileEngine engine, int months)
    {
        var row = (await engine.Tenants.Find(engine.Tenant, default))!;
        var settings = row.Settings with { RetentionMonths = months, Version = row.Settings.Version + 1 };
        engine.Tenants.Apply(new TenantEffect.SettingsKept(row with { Settings = settings }));
        engine.Services.Tenants.Forget(engine.Tenant);
    }

    private static async Task Pass(VolatileEngine engine, Since since)
    {
        if (since != Since.Nothing)
        {
            await engine.Actors.PutOut();
            await engine.Restart();
        }

        engine.Journal.ForgetsIdentities = since == Since.Upgrade;
    }

    private static async Task<IReadOnlyList<Answer>> Assess(VolatileEngine engine, List<Transaction> items)
    {
        var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, items));
        return Expect.Done(outcome).Answers;
    }

    /// <summary>What happened between the year and the resend.</summary>
    public enum Since
    {
        Nothing,
        Restart,

        /// <summary>A program that wrote no index came before this one.</summary>
        Upgrade,
    }
}
