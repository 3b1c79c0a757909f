using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Core.Models;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.ReferenceData;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Tenants.Tests.Models;

public sealed class ModelDeploymentTests
{
    private const string By = "key:three";

    [Fact]
    public async Task Activate_ApprovedModel_CountsAtOnceAndByItsNumberForGood()
    {
        using var parts = new ModelDeploymentParts();
        var (deployments, cache) = parts.Node();
        var hash = await parts.Models.Keep(ModelDeploymentParts.Tenant, SomeModel.File());

        var put =
            await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(hash), default);

        var row = (await new ModelDeployments(parts.Store, cache).Find(ModelDeploymentParts.Tenant, 1, default))!;
        Assert.Equal((1, 1, By), (put.Value, row.Version, row.Plan.By));
        var counting = cache.ModelDeployment(ModelDeploymentParts.Tenant);
        Assert.Equal((1, hash), (counting.Version, counting.Anomaly!.Hash));
        var (_, fresh) = parts.Node();
        // it has not looked yet, and says so by number
        Assert.Equal(0, fresh.ModelDeployment(ModelDeploymentParts.Tenant).Version);
        Assert.Equal(hash, (await fresh.ModelDeployment(ModelDeploymentParts.Tenant, 1, default))!.Anomaly!.Hash);
        await fresh.FollowModelDeployments(ModelDeploymentParts.Tenant, default);
        Assert.Equal(1, fresh.ModelDeployment(ModelDeploymentParts.Tenant).Version);
        Assert.Null(await fresh.ModelDeployment(ModelDeploymentParts.Tenant, 2, default));
    }

    [Fact]
    public async Task Activate_ForLater_CountsFromThenOnAndIsKnownBefore()
    {
        using var parts = new ModelDeploymentParts();
        var (deployments, _) = parts.Node();
        var (one, two) = (await Kept(parts, 650), await Kept(parts, 660));
        await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(one), default);
        await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(two) with { From = parts.Now + 60_000 }, default);
        var (_, cache) = parts.Node();
        await cache.FollowModelDeployments(ModelDeploymentParts.Tenant, default);

        parts.Time.Advance(TimeSpan.FromMilliseconds(59_999));
        Assert.Equal(1, cache.ModelDeployment(ModelDeploymentParts.Tenant).Version);
        parts.Time.Advance(TimeSpan.FromMilliseconds(1));
        // without looking at the store again
        Assert.Equal(2, cache.ModelDeployment(ModelDeploymentParts.Tenant).Version);
    }

    [Fact]
    public async Task RollBack_OverOneThatWaits_LeavesItNoRoom()
    {
        using var parts = new ModelDeploymentParts();
        var (deployments, cache) = parts.Node();
        var (one, two) = (await Kept(parts, 650), await Kept(parts, 660));
        await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(one), default);
        await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(two) with { From = parts.Now + 60_000 }, default);

        var back = await deployments.RollBack(ModelDeploymentParts.Caller(), null, default);

        var row = (await new ModelDeployments(parts.Store, cache).Find(ModelDeploymentParts.Tenant, 3, default))!;
        Assert.Equal((3, 1, one), (back.Value, row.Plan.Of, row.Plan.Anomaly));
        parts.Time.Advance(TimeSpan.FromHours(1));
        var counting = cache.ModelDeployment(ModelDeploymentParts.Tenant);
        Assert.Equal((3, one), (counting.Version, counting.Anomaly!.Hash));
    }

    [Fact]
    public async Task RollBack_OfTheFirst_LeavesNoModel()
    {
        using var parts = new ModelDeploymentParts();
        var (deployments, cache) = parts.Node();
        await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(await Kept(parts, 650)), default);

        await deployments.RollBack(ModelDeploymentParts.Caller(), null, default);

        Assert.Equal(2, cache.ModelDeployment(ModelDeploymentParts.Tenant).Version);
        Assert.Null(cache.ModelDeployment(ModelDeploymentParts.Tenant).Anomaly);
        Assert.Equal(new Failure.Refused("model_deployment_unknown", "to"),
            (await deployments.RollBack(ModelDeploymentParts.Caller(), 2, default)).Failure);
    }

    [Fact]
    public async Task Activate_BeforeTheThirdFold_IsRefused()
    {
        using var parts = new ModelDeploymentParts { ScoringVersion = 2 };
        var (deployments, _) = parts.Node();
        var hash = await Kept(parts, 650);

        var refused = await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(hash), default);
        Assert.Equal(new Failure.Refused("scoring_version_too_old", ""), refused.Failure);
        Assert.Empty(parts.Store.ReferenceData);
    }

    [Fact]
    public async Task Activate_WhatMayNotBe_IsRefusedByNameAndPublishesNothing()
    {
        using var parts = new ModelDeploymentParts();
        var (deployments, _) = parts.Node();
        var waiting = await parts.Models.Keep(ModelDeploymentParts.Tenant, SomeModel.File(SomeModel.Card(700)), null);
        var (kept, credit) = (
            await Kept(parts, 650), await parts.Models.Keep(ModelDeploymentParts.Tenant, SomeModel.CreditFile()));
        var others = await parts.Models.Keep(new TenantId(2), SomeModel.File(SomeModel.Card(710)));
        async Task<(string?, string?)> Refused(DeploymentRequest request)
        {
            var outcome = await deployments.Deploy(ModelDeploymentParts.Caller(), request, default);
            var refused = outcome.Failure as Failure.Refused;
            return (refused?.Code, refused?.Cause);
        }

        Assert.Equal(("model_not_approved", waiting), await Refused(ModelDeploymentParts.Plan(waiting)));
        Assert.Equal(("model_unknown", others), await Refused(ModelDeploymentParts.Plan(others)));
        Assert.Equal(("model_unknown", credit), await Refused(ModelDeploymentParts.Plan(credit)));
        Assert.Equal(("model_unknown", kept), await Refused(ModelDeploymentParts.Plan(null) with { Credit = kept }));
        Assert.Equal(("field_conflict", null), await Refused(ModelDeploymentParts.Plan(kept, kept)));
        Assert.Equal(("from_out_of_range", null),
            await Refused(ModelDeploymentParts.Plan(kept) with { From = parts.Now - 1 }));
        Assert.Empty(parts.Store.ReferenceData);
        Assert.Equal((null, null), await Refused(
            ModelDeploymentParts.Plan(kept, waiting) with { Credit = credit })); // a challenger needs nobody's approval
    }

    /// <summary>A file that was changed behind the registry's back never answers.</summary>
    [Fact]
    public async Task Activate_FileThatIsNotWhatItsHashSays_IsRefused()
    {
        using var parts = new ModelDeploymentParts();
        var (deployments, _) = parts.Node();
        var hash = await Kept(parts, 650);
        parts.Models.Replace(ModelDeploymentParts.Tenant, hash, SomeModel.File(SomeModel.Card(660)));

        var refused = await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(hash), default);

        Assert.Equal("model_invalid", Assert.IsType<Failure.Refused>(refused.Failure).Code);
        Assert.Empty(parts.Store.ReferenceData);
    }

    /// <summary>A node starts all the same, and decides nothing for that tenant by any other model.</summary>
    [Fact]
    public async Task Load_OneTenantsModelDamaged_LeavesTheOthersServed()
    {
        using var parts = new ModelDeploymentParts();
        var (deployments, _) = parts.Node();
        var (hash, other) = (await Kept(parts, 650), new TenantId(2));
        var theirs = await parts.Models.Keep(other, SomeModel.File(SomeModel.Card(660)));
        await deployments.Deploy(
            ModelDeploymentParts.Caller(), ModelDeploymentParts.Plan(hash), default);
        await parts.Node(other).Models.Deploy(
            ModelDeploymentParts.Caller(other), ModelDeploymentParts.Plan(theirs), default);
        parts.Models.Replace(ModelDeploymentParts.Tenant, hash, SomeModel.File(SomeModel.Card(670)));
        var (_, cache) = parts.Node();

        await cache.Load(ModelDeploymentParts.Tenant, default);
        await cache.Load(other, default);

        Assert.Equal(theirs, cache.ModelDeployment(other).Anomaly!.Hash);
        await Assert.ThrowsAsync<ModelUnreadableException>(async () => await cache.Follow(
            ModelDeploymentParts.Tenant, default));
    }

    [Fact]
    public void Content_AnyPlan_ComesBackAndNoCutOneDoes()
    {
        var hash = new string('a', 64);
        foreach (var plan in new[]
        {
            new ModelDeploymentPlan(5, 0, "key:x", hash, [hash.Replace('a', 'b'), hash.Replace('a', 'c')], hash),
            new ModelDeploymentPlan(long.MaxValue, 7, "", null, [], null),
        })
        {
            var content = ModelDeploymentContent.Write(plan);
            var read = ModelDeploymentContent.Read(ReferenceDataVersion(content));
            Assert.Equal((plan.From, plan.Of, plan.By, plan.Anomaly, plan.Credit),
                (read.From, read.Of, read.By, read.Anomaly, read.Credit));
            Assert.Equal(plan.Challengers, read.Challengers);
            for (var length = 0; length < content.Length; length++)
            {
                Assert.Throws<ReferenceDataUnreadableException>(
                    () => ModelDeploymentContent.Read(ReferenceDataVersion(content[..length])));
            }
        }
    }

    private static ReferenceDataVersion ReferenceDataVersion(byte[] content) => new(
        ModelDeploymentParts.Tenant, ReferenceDataKind.ModelDeployment, 1, 0,
        System.Security.Cryptography.SHA256.HashData(content),
        content);

    private static Task<string> Kept(ModelDeploymentParts parts, int above) =>
        parts.Models.Keep(ModelDeploymentParts.Tenant, SomeModel.File(SomeModel.Card(above)));
}
