using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Postgres.Tests.Tenants;

/// <summary>A change's row and its effects go in together, under one number, or not at all.</summary>
public sealed class PostgresTenantChangesTests(StoresFixture fixture) : IClassFixture<StoresFixture>
{
    private PostgresStores Stores => fixture.Stores;

    [Fact]
    public async Task Commit_Change_IsReadBackWholeTheNewestFirst()
    {
        var tenant = (await Stores.Make(Settings("whole"))).Id;
        var first = (await Stores.TenantChanges.Before(tenant, long.MaxValue, 5, default)).Single();
        var change = new TenantChange(
            tenant, 2, TenantChangeKind.MapKept, "core", 1, "key:one", 7, Some.Bytes(32), first.Hash());

        Assert.True(await Stores.TenantWrites.Commit(change, [Map(tenant)], default));

        var read = await Stores.TenantChanges.Before(tenant, long.MaxValue, 5, default);
        Assert.Equal([2, 1], read.Select(static row => row.Sequence));
        Assert.Equal(change.Hash(), read[0].Hash());
        Assert.Equal((TenantChangeKind.TenantCreated, "tests", 1), (first.Kind, first.Actor, first.Version));
        Assert.Equal([1], (await Stores.TenantChanges.Before(tenant, 2, 5, default)).Select(row => row.Sequence));
        Assert.Equal([2], (await Stores.TenantChanges.Before(tenant, 9, 1, default)).Select(row => row.Sequence));
    }

    [Fact]
    public async Task Commit_NumberThatIsTaken_WritesNothingOfTheEffect()
    {
        var tenant = (await Stores.Make(Settings("number"))).Id;

        Assert.False(await Stores.TenantWrites.Commit(Change(tenant, 1), [Map(tenant)], default));

        Assert.Null(await Stores.Maps.Find(tenant, "core", null, default));
        Assert.Equal(1, await Rows(tenant));
    }

    [Fact]
    public async Task Commit_EffectThatDoesNotFit_WritesNoRowAndNoOtherEffect()
    {
        var tenant = (await Stores.Make(Settings("effect"))).Id;

        Assert.False(await Stores.Next(tenant, Map(tenant), new TenantEffect.KeyRevoked(tenant, "none", 1)));

        Assert.Null(await Stores.Maps.Find(tenant, "core", null, default));
        Assert.Equal(1, await Rows(tenant));
    }

    [Fact]
    public async Task Commit_TwoAtOnce_MeetInOneNumber()
    {
        var tenant = (await Stores.Make(Settings("two"))).Id;

        var committed = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Stores.TenantWrites.Commit(
            Change(tenant, 2), [Map(tenant, $"map-{number}")], default).AsTask()));

        Assert.Single(committed, static done => done);
        Assert.Equal(2, await Rows(tenant));
        Assert.Single(await Stores.Maps.All(tenant, default));
    }

    /// <summary>The connection goes between the row and the commit, or with the commit's answer.</summary>
    [Theory]
    [InlineData("cut-row", "risk.tenant_changes (tenant", RelayAct.CutBefore, false)]
    [InlineData("cut-commit", "COMMIT\0", RelayAct.CutBefore, false)]
    [InlineData("cut-answer", "COMMIT\0", RelayAct.CutBeforeAnswer, true)]
    public async Task Commit_ConnectionCut_LeavesRowAndEffectTogetherOrNeither(
        string name, string words, RelayAct act, bool written)
    {
        var tenant = (await Stores.Make(Settings(name))).Id;
        await using var relay = DatabaseRelay.Start(fixture.Database.Operator);
        await using var through = StoresFixture.Open(
            fixture.Database.Options with { Operator = relay.Through(fixture.Database.Operator) });
        relay.When(words, act);

        await Assert.ThrowsAsync<JournalUnavailableException>(async () =>
            await through.TenantWrites.Commit(Change(tenant, 2), [Map(tenant)], default));

        Assert.True(relay.Struck.IsCompleted);
        Assert.Equal(written, await Stores.Maps.Find(tenant, "core", null, default) is not null);
        Assert.Equal(written ? 2 : 1, await Rows(tenant));
    }

    [Fact]
    public async Task Add_SeveralActorsOfOneTenant_LeaveOneUnbrokenChain()
    {
        var tenant = (await Stores.Make(Settings("chain"))).Id;
        var caller = new Caller(tenant, "key:one", Roles.Admin, "request");
        var actors = Enumerable.Range(0, 4).Select(_ => new OrleansRisk.Tenants.InForce.TenantActor(
            Stores.Services(null!, TimeProvider.System), tenant)).ToList();

        await Task.WhenAll(actors.Select(async actor =>
        {
            for (var key = 0; key < 5; key++)
            {
                Assert.True((await actor.IssueKey(caller, new KeyRequest("a", Roles.Read, null), default)).IsDone);
            }
        }));

        var rows = await Stores.TenantChanges.Before(tenant, long.MaxValue, 100, default);
        Assert.Equal(Enumerable.Range(1, 21).Reverse().Select(static each => (long)each), rows.Select(r => r.Sequence));
        Assert.All(rows.Zip(rows.Skip(1)), pair =>
            Assert.Equal(pair.Second.Hash(), pair.First.PreviousHash.ToArray()));
        Assert.Equal(20, (await Stores.Tenants.Keys(tenant, default)).Count);
    }

    private async Task<long> Rows(TenantId tenant) => await fixture.Database.Ask<long>(
        $"select count(*) from risk.tenant_changes where tenant = {tenant}");

    private static TenantChange Change(TenantId tenant, long sequence) => new(
        tenant, sequence, TenantChangeKind.MapKept, "core", 1, "key:one", 7, Some.Bytes(32), Some.Bytes(32));

    private static TenantEffect.MapKept Map(TenantId tenant, string name = "core") => new(
        tenant, new MapRow(name, 1, Some.Bytes(32), 7, Some.Bytes(9)));

    private static TenantSettings Settings(string name) => new() { Name = name, Region = "my" };
}
