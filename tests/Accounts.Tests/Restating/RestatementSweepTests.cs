using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Accounts.Restating;
using OrleansRisk.Accounts.Tests.Days;
using OrleansRisk.Accounts.Tests.Folding;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Core.Observations;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Accounts.Tests.Restating;

public sealed class RestatementSweepTests : IAsyncLifetime
{
    private static readonly string[] Accounts = ["A-1", "A-2", "A-3", "A-4", "A-5"];

    private VolatileEngine _engine = null!;
    private VolatileRestatements _progress = null!;

    public async Task InitializeAsync()
    {
        _engine = await VolatileEngine.Create();
        _progress = new VolatileRestatements(_engine.Time);
        await OtherVersionTests.Under(_engine, ScoringVersions.Three);
        foreach (var account in Accounts)
        {
            await OtherVersionTests.Live(_engine, account, RebuildParts.Year(30));
        }
    }

    public async Task DisposeAsync() => await _engine.DisposeAsync();

    [Fact]
    public async Task Step_BehindADeployment_RebuildsEveryAccountOnce()
    {
        await Deploy(ScoringVersions.Four);
        await Sweep("one").Step(default);
        Assert.Null(await Progress()); // nodes may not know it yet

        _engine.Time.Advance(TimeSpan.FromSeconds(15));
        await Sweep("one").Step(default);
        await Sweep("one").Step(default);
        await Sweep("two").Step(default);

        var progress = (await Progress())!;
        Assert.NotNull(progress.Done);
        Assert.Equal((5, 5, 0), (progress.Accounts.Asked, progress.Accounts.Restated, progress.Accounts.LeftAsIs));
        Assert.All(Accounts, account => Assert.Equal(31, Records(account)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Step_ProcessThatEndsBetweenARebuildAndItsNote_IsGoneOnFromByAnother(int notes)
    {
        await Deploy(ScoringVersions.Four);
        _engine.Time.Advance(TimeSpan.FromSeconds(15));
        _progress.EndsAfter = notes;
        await Assert.ThrowsAsync<OperationCanceledException>(() => Sweep("one").Step(default));
        _progress.EndsAfter = null;
        await _engine.Restart();

        await Sweep("two").Step(default);
        Assert.Null((await Progress())!.Done); // it is the other's for as long as its lease lasts
        _engine.Time.Advance(TimeSpan.FromMinutes(3));
        await Sweep("two").Step(default);

        Assert.NotNull((await Progress())!.Done);
        Assert.All(Accounts, account => Assert.Equal(31, Records(account)));
    }

    [Fact]
    public async Task Step_BehindARollBack_TakesOnlyThoseBackThatHadGoneOn()
    {
        await Deploy(ScoringVersions.Four);
        await OtherVersionTests.Live(_engine, "A-2", [Some.Transaction("later", at: Some.Moment)]);
        await OtherVersionTests.Under(_engine, ScoringVersions.Three);
        Expect.Done(await Scoring().RollBack(_engine.Caller(Roles.Admin), null, default));
        _engine.Time.Advance(TimeSpan.FromSeconds(15));

        await Sweep("one").Step(default);

        var progress = (await Progress())!;
        Assert.Equal((3, 5, 1), (progress.Deployment, progress.Accounts.Asked, progress.Accounts.Restated));
        Assert.Equal([30, 32, 30, 30, 30], Accounts.Select(Records));
    }

    [Fact]
    public async Task RollBack_ToWhatNeverCounted_IsRefused()
    {
        _engine.Reference.Publish(First());
        var (one, later) = (_engine.Caller(Roles.Admin), _engine.Time.GetUtcNow().AddDays(30).ToUnixTimeMilliseconds());
        Expect.Done(await Scoring().Propose(one, ScoringVersions.Four, default));
        Expect.Done(await Scoring().Approve(one with { Principal = "another" }, 1, later, default));
        Assert.Equal(3, Expect.Done(await Scoring().RollBack(one, 1, default))); // nothing is to come into force
        _engine.Time.Advance(TimeSpan.FromDays(31));

        Assert.IsType<Failure.NotFound>((await Scoring().RollBack(one, 2, default)).Failure);
        Assert.IsType<Failure.NotFound>((await Scoring().RollBack(one, null, default)).Failure);
        Assert.Equal(
            ScoringVersions.Three,
            await new TenantScoringVersions(_engine.Reference, _engine.Time).Of(_engine.Tenant, default));
    }

    [Fact]
    public async Task RollBack_AskedForAgain_NeverGoesForwards()
    {
        await Deploy(ScoringVersions.Four);
        _engine.Time.Advance(TimeSpan.FromMinutes(1));
        Expect.Done(await Scoring().RollBack(_engine.Caller(Roles.Admin), null, default));
        _engine.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.IsType<Failure.NotFound>(
            (await Scoring().RollBack(_engine.Caller(Roles.Admin), null, default)).Failure);
    }

    private async Task Deploy(ushort version)
    {
        _engine.Reference.Publish(First());
        Expect.Done(await Scoring().Propose(_engine.Caller(Roles.Admin), version, default));
        Expect.Done(await Scoring().Approve(
            _engine.Caller(Roles.Admin) with { Principal = "another" }, 1, null, default));
        await OtherVersionTests.Under(_engine, version);
    }

    private Tenants.ReferenceData.ReferenceDataVersion First()
    {
        byte[] content = [1, 3, 0];
        return new(
            _engine.Tenant, Tenants.ReferenceData.ReferenceDataKind.ScoringVersion, 1, 0,
            System.Security.Cryptography.SHA256.HashData(content), content);
    }

    private TenantScoring Scoring() => new TenantActor(_engine.TenantServices, _engine.Tenant).Scoring;

    private RestatementSweep Sweep(string node) => new(
        new RestatementSources(
            _engine.Tenants, new TenantScoringVersions(_engine.Reference, _engine.Time), _progress,
            new ListedAccounts(Accounts.Select(_engine.Key)), _engine.Actors, static _ => true),
        node, new RestatementOptions { Page = 2 }, _engine.Time, NullLogger<RestatementSweep>.Instance);

    private ValueTask<RestatementProgress?> Progress() => _progress.Find(_engine.Tenant, default);

    private int Records(string account) => _engine.Journal.All(_engine.Tenant, _engine.Key(account)).Count;
}
