using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Observations;
using OrleansRisk.Engine.Tests.ReferenceData;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Engine.Tests.Versions;

public sealed class TenantFoldsTests
{
    private const ushort Newest = ScoringVersions.Newest;
    private static readonly TenantId Tenant = new(1);

    private readonly VolatileReferenceDataStore _store = new();
    private readonly VolatileNodes _nodes = new();
    private readonly TenantScoringVersions _versions;

    public TenantFoldsTests() => _versions = new TenantScoringVersions(_store, _nodes, new ManualTime());

    [Fact]
    public async Task Of_TenantWithoutAFold_BeginsWithTheNewestThatAllLiveNodesCompute()
    {
        await Announce("new", Newest);
        await Announce("old", 1);
        Assert.Equal(1, await _versions.Of(Tenant, default));
        await _nodes.Leave("old", default);
        Assert.Equal(1, await _versions.Of(Tenant, default)); // it is published, and nothing but a switch changes it
        Assert.Equal(Newest, await _versions.Of(new TenantId(2), default));
    }

    [Fact]
    public async Task Of_WithoutAnyNode_IsThisProgramsOwn() =>
        Assert.Equal(Newest, await _versions.Of(Tenant, default));

    [Fact]
    public async Task Switch_WhileANodeIsBehind_NamesItUntilItIsGone()
    {
        await Announce("old", 1);
        await _versions.Of(Tenant, default);
        var refused = await _versions.Switch(Tenant, Newest, default);
        Assert.Equal(
            (ScoringVersionSwitchResult.NotEverywhere, "old"), (refused.Result, Assert.Single(refused.Behind).Node));
        Assert.Equal(1, await _versions.Of(Tenant, default));

        await _nodes.Leave("old", default);
        await Announce("new", Newest);
        Assert.Equal(ScoringVersionSwitchResult.Switched, (await _versions.Switch(Tenant, Newest, default)).Result);
        Assert.Equal(Newest, await _versions.Of(Tenant, default));
        Assert.Equal(ScoringVersionSwitchResult.AlreadyThere, (await _versions.Switch(Tenant, Newest, default)).Result);
        Assert.Equal([1, 2], _store.ReferenceData.Select(published => published.Version));
    }

    [Fact]
    public async Task Switch_Back_IsRefused()
    {
        await _versions.Of(Tenant, default);
        var refused = await _versions.Switch(Tenant, 1, default);
        Assert.Equal((ScoringVersionSwitchResult.WouldGoBack, Newest), (refused.Result, refused.ScoringVersion));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Newest + 1)]
    public async Task Switch_ToAFoldThatIsNone_IsRefused(int scoringVersion)
    {
        var refused = await _versions.Switch(Tenant, (ushort)scoringVersion, default);
        Assert.Equal((ScoringVersionSwitchResult.NotEverywhere, 0), (refused.Result, refused.Behind.Count));
    }

    [Fact]
    public async Task Unknown_TenantOfANewerProgram_IsNamedWithItsFold()
    {
        await _versions.Of(new TenantId(2), default);
        await Publish(Tenant, 1, [1, 9, 0]);
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
        await Publish(Tenant, 1, Convert.FromHexString(content));
        await Assert.ThrowsAsync<ReferenceDataUnreadableException>(() => _versions.Of(Tenant, default).AsTask());
    }

    private ValueTask<int> Announce(string node, ushort scoringVersion) =>
        _nodes.Announce(new NodeRow(node, scoringVersion, 8), default);

    private ValueTask<bool> Publish(TenantId tenant, int version, byte[] content) => _store.Add(
        new ReferenceDataVersion(
            tenant, ReferenceDataKind.ScoringVersion, version, 0, System.Security.Cryptography.SHA256.HashData(content),
            content),
        default);
}
