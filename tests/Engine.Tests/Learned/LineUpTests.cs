using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Learned;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Learned;
using OrleansRisk.Tenants.Publications;
using Xunit;

namespace OrleansRisk.Engine.Tests.Learned;

public sealed class LineUpTests
{
    private const string By = "key:three";

    [Fact]
    public async Task Activate_ApprovedModel_CountsAtOnceAndByItsNumberForGood()
    {
        using var parts = new LineUpParts();
        var (lineUps, cache) = parts.Node();
        var hash = await parts.Models.Keep(LineUpParts.Tenant, SomeModel.File());

        var put = await lineUps.Activate(LineUpParts.Tenant, By, null, LineUpParts.Plan(hash), default);

        Assert.Equal((1, By), (put.Row!.Version, put.Row.Plan.By));
        var counting = cache.LineUp(LineUpParts.Tenant);
        Assert.Equal((1, hash), (counting.Version, counting.Anomaly!.Hash));
        var (_, fresh) = parts.Node();
        Assert.Equal(0, fresh.LineUp(LineUpParts.Tenant).Version); // it has not looked yet, and says so by number
        Assert.Equal(hash, (await fresh.LineUp(LineUpParts.Tenant, 1, default))!.Anomaly!.Hash);
        await fresh.FollowLineUps(LineUpParts.Tenant, default);
        Assert.Equal(1, fresh.LineUp(LineUpParts.Tenant).Version);
        Assert.Null(await fresh.LineUp(LineUpParts.Tenant, 2, default));
    }

    [Fact]
    public async Task Activate_ForLater_CountsFromThenOnAndIsKnownBefore()
    {
        using var parts = new LineUpParts();
        var (lineUps, _) = parts.Node();
        var (one, two) = (await Kept(parts, 650), await Kept(parts, 660));
        await lineUps.Activate(LineUpParts.Tenant, By, null, LineUpParts.Plan(one), default);
        await lineUps.Activate(LineUpParts.Tenant, By, parts.Now + 60_000, LineUpParts.Plan(two), default);
        var (_, cache) = parts.Node();
        await cache.FollowLineUps(LineUpParts.Tenant, default);

        parts.Time.Advance(TimeSpan.FromMilliseconds(59_999));
        Assert.Equal(1, cache.LineUp(LineUpParts.Tenant).Version);
        parts.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, cache.LineUp(LineUpParts.Tenant).Version); // without looking at the store again
    }

    [Fact]
    public async Task RollBack_OverOneThatWaits_LeavesItNoRoom()
    {
        using var parts = new LineUpParts();
        var (lineUps, cache) = parts.Node();
        var (one, two) = (await Kept(parts, 650), await Kept(parts, 660));
        await lineUps.Activate(LineUpParts.Tenant, By, null, LineUpParts.Plan(one), default);
        await lineUps.Activate(LineUpParts.Tenant, By, parts.Now + 60_000, LineUpParts.Plan(two), default);

        var back = await lineUps.RollBack(LineUpParts.Tenant, By, null, default);

        Assert.Equal((3, 1, one), (back.Row!.Version, back.Row.Plan.Of, back.Row.Plan.Anomaly));
        parts.Time.Advance(TimeSpan.FromHours(1));
        var counting = cache.LineUp(LineUpParts.Tenant);
        Assert.Equal((3, one), (counting.Version, counting.Anomaly!.Hash));
    }

    [Fact]
    public async Task RollBack_OfTheFirst_LeavesNoModel()
    {
        using var parts = new LineUpParts();
        var (lineUps, cache) = parts.Node();
        await lineUps.Activate(
            LineUpParts.Tenant, By, null, LineUpParts.Plan(await Kept(parts, 650)), default);

        await lineUps.RollBack(LineUpParts.Tenant, By, null, default);

        Assert.Equal(2, cache.LineUp(LineUpParts.Tenant).Version);
        Assert.Null(cache.LineUp(LineUpParts.Tenant).Anomaly);
        Assert.Equal(LineUpRefusal.NoSuchLineUp,
            (await lineUps.RollBack(LineUpParts.Tenant, By, 2, default)).Refusal);
    }

    [Fact]
    public async Task Activate_BeforeTheThirdFold_IsRefused()
    {
        using var parts = new LineUpParts { ScoringVersion = 2 };
        var (lineUps, _) = parts.Node();
        var hash = await Kept(parts, 650);

        Assert.Equal(LineUpRefusal.ScoringVersionTooOld,
            (await lineUps.Activate(LineUpParts.Tenant, By, null, LineUpParts.Plan(hash), default)).Refusal);
        Assert.Empty(parts.Store.Publications);
    }

    [Fact]
    public async Task Activate_WhatMayNotBe_IsRefusedByNameAndPublishesNothing()
    {
        using var parts = new LineUpParts();
        var (lineUps, _) = parts.Node();
        var waiting = await parts.Models.Keep(LineUpParts.Tenant, SomeModel.File(SomeModel.Card(700)), null);
        var (kept, credit) = (
            await Kept(parts, 650), await parts.Models.Keep(LineUpParts.Tenant, SomeModel.CreditFile()));
        var others = await parts.Models.Keep(new TenantId(2), SomeModel.File(SomeModel.Card(710)));
        async Task<(LineUpRefusal, string?)> Refused(LineUpPlan plan, long? from = null)
        {
            var outcome = await lineUps.Activate(LineUpParts.Tenant, By, from, plan, default);
            return (outcome.Refusal, outcome.Hash);
        }

        Assert.Equal((LineUpRefusal.NotApproved, waiting), await Refused(LineUpParts.Plan(waiting)));
        Assert.Equal((LineUpRefusal.NoSuchModel, others), await Refused(LineUpParts.Plan(others)));
        Assert.Equal((LineUpRefusal.NoSuchModel, credit), await Refused(LineUpParts.Plan(credit)));
        Assert.Equal((LineUpRefusal.NoSuchModel, kept),
            await Refused(LineUpParts.Plan(null) with { Credit = kept }));
        Assert.Equal((LineUpRefusal.ModelTwice, null), await Refused(LineUpParts.Plan(kept, kept)));
        Assert.Equal((LineUpRefusal.FromOutOfRange, null), await Refused(LineUpParts.Plan(kept), parts.Now - 1));
        Assert.Empty(parts.Store.Publications);
        Assert.Equal((LineUpRefusal.None, null), await Refused(
            LineUpParts.Plan(kept, waiting) with { Credit = credit })); // a challenger needs nobody's approval
    }

    /// <summary>A file that was changed behind the registry's back never answers.</summary>
    [Fact]
    public async Task Activate_FileThatIsNotWhatItsHashSays_IsRefused()
    {
        using var parts = new LineUpParts();
        var (lineUps, _) = parts.Node();
        var hash = await Kept(parts, 650);
        parts.Models.Replace(LineUpParts.Tenant, hash, SomeModel.File(SomeModel.Card(660)));

        await Assert.ThrowsAsync<ModelUnreadableException>(async () =>
            await lineUps.Activate(LineUpParts.Tenant, By, null, LineUpParts.Plan(hash), default));
        Assert.Empty(parts.Store.Publications);
    }

    /// <summary>A node starts all the same, and decides nothing for that tenant by any other model.</summary>
    [Fact]
    public async Task Load_OneTenantsModelDamaged_LeavesTheOthersServed()
    {
        using var parts = new LineUpParts();
        var (lineUps, _) = parts.Node();
        var (hash, other) = (await Kept(parts, 650), new TenantId(2));
        var theirs = await parts.Models.Keep(other, SomeModel.File(SomeModel.Card(660)));
        await lineUps.Activate(LineUpParts.Tenant, By, null, LineUpParts.Plan(hash), default);
        await lineUps.Activate(other, By, null, LineUpParts.Plan(theirs), default);
        parts.Models.Replace(LineUpParts.Tenant, hash, SomeModel.File(SomeModel.Card(670)));
        var (_, cache) = parts.Node();

        await cache.Load(LineUpParts.Tenant, default);
        await cache.Load(other, default);

        Assert.Equal(theirs, cache.LineUp(other).Anomaly!.Hash);
        await Assert.ThrowsAsync<ModelUnreadableException>(async () => await cache.Follow(
            LineUpParts.Tenant, 382, 548, default));
    }

    [Fact]
    public void Content_AnyPlan_ComesBackAndNoCutOneDoes()
    {
        var hash = new string('a', 64);
        foreach (var plan in new[]
        {
            new LineUpPlan(5, 0, "key:x", hash, [hash.Replace('a', 'b'), hash.Replace('a', 'c')], hash),
            new LineUpPlan(long.MaxValue, 7, "", null, [], null),
        })
        {
            var content = LineUpContent.Write(plan);
            var read = LineUpContent.Read(Publication(content));
            Assert.Equal((plan.From, plan.Of, plan.By, plan.Anomaly, plan.Credit),
                (read.From, read.Of, read.By, read.Anomaly, read.Credit));
            Assert.Equal(plan.Challengers, read.Challengers);
            for (var length = 0; length < content.Length; length++)
            {
                Assert.Throws<PublicationUnreadableException>(() => LineUpContent.Read(Publication(content[..length])));
            }
        }
    }

    private static Publication Publication(byte[] content) => new(
        LineUpParts.Tenant, PublicationKind.LineUp, 1, 0, System.Security.Cryptography.SHA256.HashData(content),
        content);

    private static Task<string> Kept(LineUpParts parts, int above) =>
        parts.Models.Keep(LineUpParts.Tenant, SomeModel.File(SomeModel.Card(above)));
}
