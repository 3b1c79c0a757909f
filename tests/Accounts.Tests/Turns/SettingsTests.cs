using OrleansRisk.Accounts.Tests.Rehydration;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Turns;

public sealed class SettingsTests
{
    private const string Account = "A-1";

    private static readonly SettingsRequest Stated = new()
    {
        Account = Account,
        Product = "current",
        Segment = "retail",
        OpenedDay = 19_000,
        Customers = ["cus_a", "cus_b"],
        Labels = ["vip"],
    };

    [Fact]
    public async Task Settings_OfAnAccountThatIsNotThere_MakeItOnlyWithTheLendersOwnId()
    {
        await using var engine = await VolatileEngine.Create();
        Assert.IsType<Failure.NotFound>((await State(engine, Stated with { Account = null })).Failure);
        Assert.Equal(0, engine.Journal.Appends);

        Assert.True(Expect.Done(await State(engine, Stated)).Recorded);

        var view = (await engine.Account(Account).Describe(engine.Caller())).Value!;
        Assert.Equal((Account, false, 1L, 0L), (
            view.Profile.Account, view.Profile.Defaults, view.Summary.Sequence, view.Summary.Transactions));
    }

    [Fact]
    public async Task Settings_LeftOut_StayAndEmptyOnesAreTakenBack()
    {
        await using var engine = await VolatileEngine.Create();
        await State(engine, Stated);

        await State(engine, new SettingsRequest { Product = "", Labels = [] });

        var profile = (await engine.Account(Account).Describe(engine.Caller())).Value!.Profile;
        Assert.Equal((null, "retail", 19_000, 2, 0), (
            profile.Product, profile.Segment, profile.OpenedDay, profile.Customers.Count, profile.Labels.Count));
    }

    [Fact]
    public async Task Settings_BeforeTheFirstTransaction_DecideItsCurrencyAndZone()
    {
        await using var engine = await VolatileEngine.Create();
        await State(engine, Stated with { CurrencyNumber = 978, Zone = "Pacific/Auckland" });

        var answer = await Assess(engine, Some.Transaction("t-1"));

        var decided = Assert.IsType<Answer.Decided>(answer).Entry;
        Assert.Equal(("Pacific/Auckland", (ushort)978), (decided.Zone, decided.CurrencyNumber));
        Assert.Equal(2, decided.Inputs.Sequence);
    }

    [Fact]
    public async Task Settings_OfCurrencyOrZoneBehindATransaction_AreRefusedAndRecordNothing()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"));

        Assert.Equal(
            new Failure.Refused("already_begun", "currency"),
            (await State(engine, Stated with { CurrencyNumber = 978 })).Failure);
        Assert.Equal(
            new Failure.Refused("already_begun", "zone"),
            (await State(engine, Stated with { Zone = "Europe/Paris" })).Failure);
        Assert.Equal(1, engine.Journal.Appends);
        Assert.True(Expect.Done(await State(engine, Stated)).Recorded);
    }

    /// <summary>
    /// Restarted between any two events or never, read from snapshots or from the journal alone: the same bits, and
    /// every decision is recomputed equal.
    /// </summary>
    [Fact]
    public async Task Settings_AmongTransactions_AreReplayedToTheBit()
    {
        await using var whole = await Lived(restarts: false);
        await using var broken = await Lived(restarts: true, whole);
        var expected = await Hashes(whole);

        Assert.Equal(expected, await Hashes(broken));
        await whole.Restart();
        var account = whole.Account(Account);
        var view = (await account.Describe(whole.Caller())).Value!;
        Assert.Equal("private", view.Profile.Segment);
        for (var sequence = 1L; sequence <= view.Summary.Sequence; sequence++)
        {
            var replay = await account.Replay(whole.Caller(), sequence);
            Assert.True(replay.Value?.Equal ?? replay.Failure is Failure.NotFound, $"event {sequence}");
        }
    }

    [Theory]
    [InlineData(Fault.UnknownCommitted)]
    [InlineData(Fault.UnknownLost)]
    internal async Task Settings_OfUnknownOutcome_AreSettledByStatingThemAgain(Fault fault)
    {
        await using var engine = await VolatileEngine.Create();
        engine.Journal.FaultOf = (number, _) => number == 1 ? fault : Fault.None;

        Assert.IsType<Failure.Unknown>((await State(engine, Stated)).Failure); // no promise that nothing was recorded
        var again = await State(engine, Stated);

        Assert.Equal(fault != Fault.UnknownCommitted, Expect.Done(again).Recorded);
        Assert.Single(engine.Journal.All(engine.Tenant, engine.Key(Account)));
    }

    private static async Task<VolatileEngine> Lived(bool restarts, VolatileEngine? sameKeysAs = null)
    {
        var engine = await VolatileEngine.Create(new EngineOptions { SameKeysAs = sameKeysAs });
        var stated = 0;
        await State(engine, Stated);
        foreach (var batch in RecoveryTests.Stream(24).Chunk(3))
        {
            var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, batch));
            Expect.Done(outcome);
            await State(engine, new SettingsRequest
            {
                Segment = stated % 2 == 0 ? "business" : "private",
                OpenedDay = 19_000 + stated++,
            });
            if (restarts)
            {
                await engine.Restart();
            }
        }

        return engine;
    }

    private static async Task<List<ulong>> Hashes(VolatileEngine engine)
    {
        await engine.Restart();
        return [.. engine.Journal.All(engine.Tenant, engine.Key(Account)).Select(record => record.StateHash)];
    }

    [Fact]
    public async Task Merged_WhereALineCameMeanwhile_IsNotRecorded()
    {
        await using var engine = await VolatileEngine.Create();
        await Assess(engine, Some.Transaction("t-1"));
        await Assess(engine, Some.Transaction("t-2"));
        var merged = new SettingsRequest { MergedInto = Some.Account("new").ToString(), After = 1 };

        Assert.Equal(new Failure.Refused("draft_stale", "account"), (await State(engine, merged)).Failure);
        Assert.True(Expect.Done(await State(engine, merged with { After = 2 })).Recorded);

        await engine.Restart();
        var cause = TransactionBatch.MovedFrom + merged.MergedInto;
        Assert.Equal(
            new Answer.Refused("account_merged", "account") { Cause = cause },
            await Assess(engine, Some.Transaction("t-3")));
        Assert.False(Expect.Done(await State(engine, merged)).Recorded);
        Assert.Equal(
            new Failure.Refused("account_merged", "account", cause),
            (await State(engine, new SettingsRequest { Segment = "other" })).Failure);
    }

    private static ValueTask<Outcome<SettingsChange>> State(VolatileEngine engine, SettingsRequest request) =>
        engine.Account(Account).ChangeSettings(engine.Caller(), request);

    private static async Task<Answer> Assess(VolatileEngine engine, Core.Transactions.Transaction item)
    {
        var outcome = await engine.Account(Account).Assess(engine.Caller(), new TransactionBatch(Account, [item]));
        return Expect.Done(outcome).Answers.Single();
    }
}
