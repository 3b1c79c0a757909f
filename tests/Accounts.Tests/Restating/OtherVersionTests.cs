using OrleansRisk.Accounts.Tests.Folding;
using OrleansRisk.Accounts.Tests.Timeline;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Observations;
using OrleansRisk.Core.Transactions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;
using static OrleansRisk.Accounts.Tests.Folding.RebuildParts;

namespace OrleansRisk.Accounts.Tests.Restating;

/// <summary>An account is rebuilt under another scoring version, and back.</summary>
public sealed class OtherVersionTests
{
    private const ushort Three = ScoringVersions.Three, Four = ScoringVersions.Four;

    [Fact]
    public async Task Rebuild_UnderTheNewerVersionAndBack_EndsInTheStatesOfAccountsThatKnewNoOther()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(279);
        await Under(engine, Three);
        await Live(engine, Account, year[..200]);
        await Under(engine, Four);
        await Live(engine, Account, year[200..220]);
        await Live(engine, "all-four", year[..220]);

        var forwards = await Rebuild(engine, Request(Four));
        Assert.True(forwards.Recorded);
        AnyOrderTests.Equal(await Lives.State(engine, "all-four"), await Lives.State(engine, Account));

        await Live(engine, Account, year[220..]);
        await Under(engine, Three);
        await Live(engine, InOrder, year);
        var back = await Rebuild(engine, Request(Three));
        Assert.True(back.Recorded);
        await Equal(engine);
        Assert.Equal(
            [.. Enumerable.Repeat((int)Three, 200), .. Enumerable.Repeat((int)Four, 80), Three], Versions(engine));
    }

    [Fact]
    public async Task Decisions_OfEachVersion_ReplayToTheBitAlsoFromTheJournalAlone()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(60);
        await Under(engine, Three);
        await Live(engine, Account, year[..20]);
        await Under(engine, Four);
        await Live(engine, Account, year[20..30]);
        await Rebuild(engine, Request(Four));
        await Live(engine, Account, year[30..40]);
        await Under(engine, Three);
        await Live(engine, Account, year[40..50]); // not rebuilt yet: it goes on with what it has
        await Rebuild(engine, Request(Three));
        await Live(engine, Account, year[50..]);
        engine.Journal.ForgetsSnapshots = true;
        await engine.Restart();

        var versions = new List<int>();
        foreach (var sequence in Enumerable.Range(1, 62).Where(static each => each is not (31 or 52)))
        {
            var report = Expect.Done(await engine.Account(Account).Replay(engine.Caller(), sequence));
            Assert.True(report.Equal, report.FirstDifference?.ToString());
            versions.Add(report.Recorded.Answer.ScoringVersion);
        }

        Assert.Equal(
            [.. Enumerable.Repeat(3, 20), .. Enumerable.Repeat(4, 30), .. Enumerable.Repeat(3, 10)], versions);
    }

    [Fact]
    public async Task Rebuild_OfAnAccountThatIsOfTheVersionAlone_RecordsNothing()
    {
        await using var engine = await VolatileEngine.Create();
        await Under(engine, Three);
        await Live(engine, Account, Enumerable.Reverse(Year(40))); // in no order in which a rebuild would leave it
        var (before, records) = (await Lives.State(engine, Account), Versions(engine).Length);

        Assert.False((await Rebuild(engine, Request(Three))).Recorded);

        Assert.Equal(records, Versions(engine).Length);
        Assert.Equal(before, await Lives.State(engine, Account));
    }

    [Fact]
    public async Task Preview_OfAnotherVersion_ShowsItAndMovesNothing()
    {
        await using var engine = await VolatileEngine.Create();
        await Under(engine, Three);
        await Live(engine, Account, Year(279));
        var (before, records) = (await Lives.State(engine, Account), Versions(engine).Length);

        var shown = await Rebuild(engine, Request(Four) with { Preview = true });

        Assert.False(shown.Recorded);
        Assert.Equal(before, await Lives.State(engine, Account));
        Assert.Equal(records, Versions(engine).Length);
        await Under(engine, Four);
        var rebuilt = await Rebuild(engine, Request(Four));
        Assert.Equal(rebuilt.View.Summary.Credit.Score, shown.View.Summary.Credit.Score);
        Assert.Equal(rebuilt.Before.Score, shown.Before.Score);
        Assert.Equal((279, rebuilt.Swaps), (shown.Swaps.Compared, shown.Swaps));
    }

    [Fact]
    public async Task Rebuild_UnderAVersionThatTheTenantIsNotOn_IsPutOff()
    {
        await using var engine = await VolatileEngine.Create();
        await Under(engine, Three);
        await Live(engine, Account, Year(10));

        var outcome = await engine.Account(Account).Rebuild(engine.Caller(), Request(Four));

        Assert.Equal("scoring_version", Assert.IsType<Failure.Retry>(outcome.Failure).Cause);
    }

    [Fact]
    public async Task Rebuild_BehindABaseOfANewerVersion_IsRefusedByName()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(60);
        await Live(engine, Account, year[..40]);
        engine.Time.Advance(TimeSpan.FromDays(40));
        await engine.Restart();
        await Live(engine, Account, year[40..]);
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), static kept => kept.Records.RemoveRange(0, 41));
        engine.Journal.ForgetsSnapshots = true;
        await Under(engine, Three);

        var outcome = await engine.Account(Account).Rebuild(engine.Caller(), Request(Three));

        Assert.Equal(new Failure.Refused("beyond_retention", "scoring_version"), outcome.Failure);
    }

    /// <summary>The oldest record that is kept is of the older version; a rebuild brought the base.</summary>
    [Fact]
    public async Task Rebuild_BehindABaseThatARebuildBroughtUnderANewerVersion_IsRefusedByName()
    {
        await using var engine = await VolatileEngine.Create();
        var year = Year(60);
        await Under(engine, Three);
        await Live(engine, Account, year[..20]);
        engine.Time.Advance(TimeSpan.FromDays(40));
        await engine.Restart();
        await Live(engine, Account, year[20..]);
        await Under(engine, Four);
        await Rebuild(engine, Request(Four));
        engine.Journal.Tamper(engine.Tenant, engine.Key(Account), static kept => kept.Records.RemoveRange(0, 21));
        engine.Journal.ForgetsSnapshots = true;
        await Under(engine, Three);

        var outcome = await engine.Account(Account).Rebuild(engine.Caller(), Request(Three));

        Assert.Equal(new Failure.Refused("beyond_retention", "scoring_version"), outcome.Failure);
    }

    internal static async Task Under(VolatileEngine engine, ushort version)
    {
        engine.ScoringVersion = version;
        await engine.Restart();
    }

    internal static async Task Live(VolatileEngine engine, string account, IEnumerable<Transaction> rows)
    {
        foreach (var row in rows)
        {
            Assert.IsType<Answer.Decided>(await RebuildParts.Live(engine, account, row));
        }
    }

    private static RebuildRequest Request(ushort version) => new("tests") { ScoringVersion = version };

    private static int[] Versions(VolatileEngine engine) =>
        [.. engine.Journal.All(engine.Tenant, engine.Key(Account)).Select(static record => (int)record.ScoringVersion)];
}
