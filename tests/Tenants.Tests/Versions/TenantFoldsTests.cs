using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Versions;

public sealed class TenantFoldsTests
{
    private const ushort Newest = ScoringVersions.Newest;
    private static readonly TenantId Tenant = new(1);

    private readonly VolatileReferenceDataStore _store = new();
    private readonly VolatileTenants _tenants = new();
    private readonly VolatileNodes _nodes = new();
    private readonly TenantScoringVersions _versions;
    private readonly ScoringVersionSwitching _switching;
    private readonly NewTenants _made;

    public TenantFoldsTests()
    {
        var (time, changes) = (new ManualTime(), new VolatileChanges(_tenants, new(), _store));
        var writer = new ChangeWriter(changes, changes, new TenantNotices([]), time, NullLogger.Instance);
        _versions = new TenantScoringVersions(_store);
        _switching = new ScoringVersionSwitching(_versions, _nodes, writer, time);
        _made = new NewTenants(_tenants, writer, _nodes, time);
    }

    [Fact]
    public async Task Add_Tenant_BeginsWithTheNewestThatAllLiveNodesCompute()
    {
        await Announce("new", Newest);
        await Announce("old", 1);
        await Make();
        Assert.Equal(1, await _versions.Of(Tenant, default));
        await _nodes.Leave("old", default);
        Assert.Equal(1, await _versions.Of(Tenant, default)); // it is published, and nothing but a switch changes it
        Assert.Equal(Newest, await _versions.Of(await Make("two"), default));
    }

    [Fact]
    public async Task Add_WithoutAnyNode_BeginsWithThisProgramsOwn() =>
        Assert.Equal(Newest, await _versions.Of(await Make(), default));

    [Fact]
    public async Task Switch_WhileANodeIsBehind_NamesItUntilItIsGone()
    {
        await Announce("old", 1);
        await Make();
        var refused = await Switch(Tenant, Newest);
        Assert.Equal(
            (ScoringVersionSwitchResult.NotEverywhere, "old"), (refused.Result, Assert.Single(refused.Behind).Node));
        Assert.Equal(1, await _versions.Of(Tenant, default));

        await _nodes.Leave("old", default);
        await Announce("new", Newest);
        Assert.Equal(ScoringVersionSwitchResult.Switched, (await Switch(Tenant, Newest)).Result);
        Assert.Equal(Newest, await _versions.Of(Tenant, default));
        Assert.Equal(ScoringVersionSwitchResult.AlreadyThere, (await Switch(Tenant, Newest)).Result);
        Assert.Equal([1, 2], _store.ReferenceData.Select(published => published.Version));
    }

    [Fact]
    public async Task Switch_Back_IsRefused()
    {
        await Make();
        var refused = await Switch(Tenant, 1);
        Assert.Equal((ScoringVersionSwitchResult.WouldGoBack, Newest), (refused.Result, refused.ScoringVersion));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Newest + 1)]
    public async Task Switch_ToAFoldThatIsNone_IsRefused(int scoringVersion)
    {
        var refused = await Switch(Tenant, (ushort)scoringVersion);
        Assert.Equal((ScoringVersionSwitchResult.NotEverywhere, 0), (refused.Result, refused.Behind.Count));
    }

    [Fact]
    public async Task Unknown_TenantOfANewerProgram_IsNamedWithItsFold()
    {
        Publish(Tenant, 1, [1, 9, 0]);
        Publish(new TenantId(2), 1, [1, 3, 0]);
        Assert.Equal([(Tenant, (ushort)9)], await _versions.Unknown([Tenant, new TenantId(2)], default));
        Assert.Equal(9, await _versions.Of(Tenant, default)); // never another than is published
    }

    [Theory]
    [InlineData("")]
    [InlineData("0203")]
    [InlineData("020000")]
    [InlineData("01020000")]
    public async Task Of_BytesThatAreNoFold_IsRefused(string content)
    {
        Publish(Tenant, 1, Convert.FromHexString(content));
        await Assert.ThrowsAsync<ReferenceDataUnreadableException>(() => _versions.Of(Tenant, default).AsTask());
    }

    private ValueTask<int> Announce(string node, ushort scoringVersion) =>
        _nodes.Announce(new NodeRow(node, scoringVersion, 8), default);

    private async Task<TenantId> Make(string name = "one") =>
        (await _made.Add("tests", new TenantSettings { Name = name, Region = "my" }, default)).Value!.Id;

    private async Task<ScoringVersionSwitch> Switch(TenantId tenant, ushort scoringVersion) =>
        (await _switching.Switch(tenant, "tests", scoringVersion, default)).Value!;

    private void Publish(TenantId tenant, int version, byte[] content) => _store.Publish(
        new ReferenceDataVersion(
            tenant, ReferenceDataKind.ScoringVersion, version, 0, System.Security.Cryptography.SHA256.HashData(content),
            content));
}
