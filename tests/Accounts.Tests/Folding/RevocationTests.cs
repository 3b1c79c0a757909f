using OrleansRisk.Accounts;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;
using static OrleansRisk.Accounts.Tests.Folding.RebuildParts;

namespace OrleansRisk.Accounts.Tests.Folding;

/// <summary>What is revoked is gone: also what is under way, and what lies in months that are gone.</summary>
public sealed class RevocationTests
{
    private const string Consent = "cns_revoked";

    [Fact]
    public async Task Lines_OfARevokedSourceThatWereUnderWay_AreRefusedByTheAccount()
    {
        await using var engine = await VolatileEngine.Create();
        await Load(engine, InOrder, Year(40), 256);
        await Load(engine, Account, Year(40), 256);

        Assert.True((await Revoke(engine, Some.Moment)).Recorded);

        var late = await Send(engine, Some.Transaction("late"), Consent);
        Assert.Equal(new Answer.Refused("consent_revoked", "consent"), late);
        await engine.Restart();
        Assert.Equal(late, await Send(engine, Some.Transaction("late"), Consent));
        Assert.IsType<Answer.Decided>(await Send(engine, Some.Transaction("free"), "cns_other"));
        Assert.False((await Revoke(engine, Some.Moment)).Recorded);
        await Live(engine, InOrder, Some.Transaction("free"));
        await Equal(engine);
    }

    [Fact]
    public async Task Lines_RecordedWhileTheRebuildFolds_AreTakenBackWithTheOthers()
    {
        await using var engine = await VolatileEngine.Create();
        await Load(engine, InOrder, Year(40), 256);
        await Load(engine, Account, Year(40), 256);
        var actor = new AccountActor(engine.Services, engine.Tenant, engine.Key(Account));
        await actor.Activate(default);

        var outcome = await actor.Rebuild(engine.Caller(), Revocation(Some.Moment), async part =>
        {
            Expect.Done(await actor.Assess(engine.Caller(), Batch(Some.Transaction("between"), Consent)));
            return await part();
        });

        Assert.Equal(1, Expect.Done(outcome).TakenBack);
        await Equal(engine);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Account_WithRevokedRowsInsideItsOldestBase_BeginsAnewBehindIt(bool rebuiltBefore)
    {
        await using var engine = await VolatileEngine.Create();
        var (year, since) = (Year(90), engine.Time.GetUtcNow().ToUnixTimeMilliseconds());
        await Load(engine, Account, year[..30], 256, Consent);
        await Load(engine, Account, year[40..60], 256);
        if (rebuiltBefore)
        {
            await Load(engine, Account, year[30..40], 256);
            await Rebuild(engine);
        }

        await DropMonths(engine, year[60..70]);
        await Load(engine, InOrder, year[61..70], 256);

        Assert.True((await Revoke(engine, since)).BeganAnew);
        await Equal(engine);

        // Whatever is rebuilt afterwards, and whenever, the base stays aside.
        await Load(engine, Account, year[80..], 256);
        await Load(engine, Account, year[70..80], 256);
        await engine.Restart();
        Assert.Equal((true, false), ((await Rebuild(engine)).Recorded, (await Revoke(engine, since)).BeganAnew));
        await Load(engine, InOrder, year[70..], 256);
        await Equal(engine);
    }

    [Fact]
    public async Task Account_WhoseConsentIsYoungerThanItsOldestBase_KeepsWhatIsInIt()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(80);
        await Load(engine, Account, year[..60], 256);
        await Load(engine, InOrder, year[..60], 256);
        await DropMonths(engine, year[60..70]);
        engine.Time.Advance(TimeSpan.FromDays(40));
        var since = engine.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await Load(engine, Account, year[70..], 256, Consent);
        await Load(engine, InOrder, year[60..70], 256);

        var revoked = await Revoke(engine, since);

        Assert.Equal((false, 10), (revoked.BeganAnew, revoked.TakenBack));
        await Equal(engine);
    }

    /// <summary>Another month, and the ones before are gone; the first of the rows with them.</summary>
    private static async Task DropMonths(VolatileEngine engine, IEnumerable<Transaction> rows)
    {
        engine.Time.Advance(TimeSpan.FromDays(40));
        await Load(engine, Account, rows.Take(1), 1);
        var dropped = engine.Journal.All(engine.Tenant, engine.Key(Account)).Count;
        await Load(engine, Account, rows.Skip(1), 256);
        engine.Journal.Tamper(
            engine.Tenant, engine.Key(Account), kept => kept.Records.RemoveRange(0, dropped));
        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();
    }

    private static RebuildRequest Revocation(long since) => new("consent_revoked")
    {
        TakeBackSources = [Consent],
        RevokedSince = since,
    };

    private static Task<RebuildResult> Revoke(VolatileEngine engine, long since) =>
        Rebuild(engine, Revocation(since));

    private static TransactionBatch Batch(Transaction row, string source) => new(Account, [row]) { Sources = [source] };

    private static async Task<Answer> Send(VolatileEngine engine, Transaction row, string source) => Expect.Done(
        await engine.Account(Account).Assess(engine.Caller(), Batch(row, source))).Answers[0];
}
