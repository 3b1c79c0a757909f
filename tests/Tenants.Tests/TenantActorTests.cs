using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Tenants;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using OrleansRisk.Tests.Support.InMemory;
using Xunit;

namespace OrleansRisk.Tenants.Tests;

public sealed class TenantActorTests
{
    [Fact]
    public async Task IssueKey_OfATenant_ShowsTheSecretOnceAndKeepsItsHashAlone()
    {
        await using var engine = await VolatileEngine.Create();
        var issued = (
            await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("back office", Roles.Ingest, null))).Value!;

        var parts = issued.Secret!.Split('_');
        Assert.Equal(("ork", "my", issued.Id, 64), (parts[0], parts[1], parts[2], parts[3].Length));
        var row = (await engine.Tenants.FindKey(issued.Id, default))!;
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(parts[3])), row.SecretHash.ToArray());
        Assert.Equal((engine.Tenant, Roles.Ingest), (row.Tenant, row.Roles));
        Assert.All((await Tenant(engine).Keys(Admin(engine))).Value!, key => Assert.Null(key.Secret));
    }

    [Fact]
    public async Task IssueKey_TwoKeys_ShareNothing()
    {
        await using var engine = await VolatileEngine.Create();
        var first = (await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Value!;
        var second = (await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Value!;

        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Equal(
            new[] { first.Id, second.Id }.ToHashSet(),
            (await Tenant(engine).Keys(Admin(engine))).Value!.Select(key => key.Id).ToHashSet());
    }

    [Fact]
    public async Task IssueKey_ForThePlatform_IsDeniedEvenToTheOperator()
    {
        await using var engine = await VolatileEngine.Create();
        var operates = engine.Caller(Roles.Operator, new TenantId(0));

        Assert.IsType<Failure.Denied>((
            await Tenant(engine).IssueKey(operates, new KeyRequest("a", Roles.Operator, null))).Failure);
        Assert.Null((await Tenant(engine).IssueKey(operates, new KeyRequest("a", Roles.Admin, null))).Failure);
    }

    [Fact]
    public async Task IssueKey_BeyondTheBound_IsDeniedUntilOneIsRevoked()
    {
        await using var engine = await VolatileEngine.Create();
        var tenant = Tenant(engine);
        var last = "";
        for (var i = 0; i < TenantLimits.KeysPerTenantMax; i++)
        {
            last = (await tenant.IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Value!.Id;
        }

        Assert.IsType<Failure.Denied>(
            (await tenant.IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Failure);
        await tenant.RevokeKey(Admin(engine), last);
        Assert.Null((await tenant.IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Failure);
    }

    [Fact]
    public async Task RevokeKey_OwnKeyTwice_KeepsTheFirstMomentAndAnothersIsNotFound()
    {
        await using var engine = await VolatileEngine.Create();
        var other = await engine.AddTenant("other");
        var key = (await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Value!;

        Assert.IsType<Failure.NotFound>(
            (await engine.Actors.Tenant(other).RevokeKey(engine.Caller(Roles.Admin, other), key.Id)).Failure);
        var revoked = (await Tenant(engine).RevokeKey(Admin(engine), key.Id)).Value!;
        engine.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(revoked.RevokedAt, (await Tenant(engine).RevokeKey(Admin(engine), key.Id)).Value!.RevokedAt);
        Assert.IsType<Failure.NotFound>((await Tenant(engine).RevokeKey(Admin(engine), "nobody")).Failure);
    }

    [Fact]
    public async Task Configure_NextVersion_IsInForceAtOnceAndKeepsNameAndRegion()
    {
        await using var engine = await VolatileEngine.Create();
        var present = (await Tenant(engine).Describe(Admin(engine))).Value!;
        var wanted = present
            with
        { Version = 2, Name = "renamed", Region = "sg", RetentionMonths = 1, ReviewAt = 1, DeclineAt = 1_000 };

        var configured = await Tenant(engine).Configure(Admin(engine), wanted);

        Assert.Equal(
            ("lender", "my", 2), (configured.Value!.Name, configured.Value.Region, configured.Value.Version));
        Assert.Equal(
            new Failure.Refused("version_conflict", "version"),
            (await Tenant(engine).Configure(Admin(engine), wanted)).Failure);
        var old = Some.Transaction("old", at: Some.Moment - (40 * 86_400_000L));
        var outcome = await engine.Account("A").Assess(engine.Caller(), new("A", [old, Some.Transaction("new")]));
        var answers = Expect.Done(outcome).Answers;
        Assert.Equal("too_old", Assert.IsType<Answer.Refused>(answers[0]).Code);
        Assert.Equal(2, Assert.IsType<Answer.Decided>(answers[1]).Entry.Inputs.PolicyVersion);
    }

    [Fact]
    public async Task Configure_ZoneThatIsNone_ChangesNothing()
    {
        await using var engine = await VolatileEngine.Create();
        var present = (await Tenant(engine).Describe(Admin(engine))).Value!;

        var outcome = await Tenant(
            engine).Configure(Admin(engine), present with { Version = 2, Zone = "Mars/Olympus" });

        Assert.NotNull(outcome.Failure);
        Assert.Equal(present, (await Tenant(engine).Describe(Admin(engine))).Value);
    }

    [Fact]
    public async Task Configure_OvertakenByAnotherWriter_LooksAgainAndIsRefused()
    {
        await using var engine = await VolatileEngine.Create();
        var present = (await Tenant(engine).Describe(Admin(engine))).Value!;
        engine.Changes.Overtaking = async () =>
            Assert.Null((await Tenant(engine).Configure(
                Admin(engine), present with { Version = 2, ReviewAt = 1 })).Failure);

        var overtaken = await Tenant(engine).Configure(Admin(engine), present with { Version = 2, ReviewAt = 2 });

        Assert.Equal(new Failure.Refused("version_conflict", "version"), overtaken.Failure);
        Assert.Equal(1, (await Tenant(engine).Describe(Admin(engine))).Value!.ReviewAt);
    }

    [Fact]
    public async Task IssueKey_OvertakenByAnotherWriter_TakesTheNextNumber()
    {
        await using var engine = await VolatileEngine.Create();
        engine.Changes.Overtaking = async () =>
            await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("first", Roles.Read, null));

        await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("second", Roles.Read, null));

        var rows = await engine.Changes.Before(engine.Tenant, long.MaxValue, 9, default);
        Assert.Equal([2, 1], rows.Select(static row => row.Sequence));
        Assert.Equal(rows[1].Hash(), rows[0].PreviousHash.ToArray());
        Assert.Equal(2, (await Tenant(engine).Keys(Admin(engine))).Value!.Count);
    }

    [Fact]
    public async Task KeepCategoryRules_AnotherSet_IsNumberedAndTheSameIsNot()
    {
        await using var engine = await VolatileEngine.Create();
        async Task<Outcome<int>> Keep(string content, int? after) => await Tenant(engine).KeepCategoryRules(
            Admin(engine), new CategoryRulesUpload(Encoding.UTF8.GetBytes(content), after));

        Assert.Equal(1, (await Keep("a", null)).Value);
        Assert.Equal(1, (await Keep("a", 0)).Value);
        Assert.Equal(2, (await Keep("b", 1)).Value);
        Assert.Equal(new Failure.Refused("version_conflict", "version"), (await Keep("c", 1)).Failure);
        Assert.Equal(2, (await engine.Changes.Before(engine.Tenant, long.MaxValue, 9, default)).Count);
    }

    [Fact]
    public async Task ApproveModel_ByItsUploader_IsRefusedAndByAnotherStandsOnce()
    {
        await using var engine = await VolatileEngine.Create();
        var model = new ModelUpload(new string('a', 64), 1, "scorecard", "risk", "cards", [1], []);
        await Tenant(engine).AddModel(Admin(engine), model);
        var other = Admin(engine) with { Principal = "another" };

        Assert.Equal(
            new Failure.Refused("own_approval", ""),
            (await Tenant(engine).ApproveModel(Admin(engine), model.Hash)).Failure);
        Assert.IsType<Failure.NotFound>((await Tenant(engine).ApproveModel(other, new string('b', 64))).Failure);
        Assert.True((await Tenant(engine).ApproveModel(other, model.Hash)).IsDone);
        Assert.True((await Tenant(engine).ApproveModel(other with { Principal = "third" }, model.Hash)).IsDone);
        Assert.Equal("another", (await engine.Models.Find(engine.Tenant, model.Hash, default))!.ApprovedBy);
    }

    [Fact]
    public async Task Calls_OfAnotherTenantsAdmin_AreDenied()
    {
        await using var engine = await VolatileEngine.Create();
        var other = await engine.AddTenant("other");
        var stranger = engine.Caller(Roles.Admin, other);

        Assert.IsType<Failure.Denied>((await Tenant(engine).Describe(stranger)).Failure);
        Assert.IsType<Failure.Denied>((await Tenant(engine).Keys(stranger)).Failure);
        Assert.IsType<Failure.Denied>(
            (await Tenant(engine).IssueKey(stranger, new KeyRequest("a", Roles.Read, null))).Failure);
        Assert.Empty((await Tenant(engine).Keys(Admin(engine))).Value!);
    }

    private static ITenant Tenant(VolatileEngine engine) => engine.Actors.Tenant(engine.Tenant);

    private static Caller Admin(VolatileEngine engine) => engine.Caller(Roles.Admin);
}
