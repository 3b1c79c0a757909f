using System.Security.Cryptography;
using System.Text;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Engine.Tests.Volatile;
using OrleansRisk.Tenants;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tests.Support;
using Xunit;

namespace OrleansRisk.Engine.Tests.Tenants;

public sealed class TenantActorTests
{
    [Fact]
    public async Task IssueKey_OfATenant_ShowsTheSecretOnceAndKeepsItsHashAlone()
    {
        await using var engine = await VolatileEngine.Create();
        var issued = (
            await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("back office", Roles.Ingest, null))).Key!;

        var parts = issued.Secret!.Split('_');
        Assert.Equal(("ork", "my", issued.Id, 64), (parts[0], parts[1], parts[2], parts[3].Length));
        var row = (await engine.Tenants.FindKey(issued.Id, default))!;
        Assert.Equal(SHA256.HashData(Encoding.UTF8.GetBytes(parts[3])), row.SecretHash.ToArray());
        Assert.Equal((engine.Tenant, Roles.Ingest), (row.Tenant, row.Roles));
        Assert.All((await Tenant(engine).Keys(Admin(engine))).Keys, key => Assert.Null(key.Secret));
    }

    [Fact]
    public async Task IssueKey_TwoKeys_ShareNothing()
    {
        await using var engine = await VolatileEngine.Create();
        var first = (await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Key!;
        var second = (await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Key!;

        Assert.NotEqual(first.Id, second.Id);
        Assert.NotEqual(first.Secret, second.Secret);
        Assert.Equal(
            new[] { first.Id, second.Id }.ToHashSet(),
            (await Tenant(engine).Keys(Admin(engine))).Keys.Select(key => key.Id).ToHashSet());
    }

    [Fact]
    public async Task IssueKey_ForThePlatform_IsDeniedEvenToTheOperator()
    {
        await using var engine = await VolatileEngine.Create();
        var operates = engine.Caller(Roles.Operator, new TenantId(0));

        Assert.Equal(Refusal.Denied, (
            await Tenant(engine).IssueKey(operates, new KeyRequest("a", Roles.Operator, null))).Refusal);
        Assert.Equal(
            Refusal.None, (await Tenant(engine).IssueKey(operates, new KeyRequest("a", Roles.Admin, null))).Refusal);
    }

    [Fact]
    public async Task IssueKey_BeyondTheBound_IsDeniedUntilOneIsRevoked()
    {
        await using var engine = await VolatileEngine.Create();
        var tenant = Tenant(engine);
        var last = "";
        for (var i = 0; i < TenantLimits.KeysPerTenantMax; i++)
        {
            last = (await tenant.IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Key!.Id;
        }

        Assert.Equal(
            Refusal.Denied, (await tenant.IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Refusal);
        await tenant.RevokeKey(Admin(engine), last);
        Assert.Equal(
            Refusal.None, (await tenant.IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Refusal);
    }

    [Fact]
    public async Task RevokeKey_OwnKeyTwice_KeepsTheFirstMomentAndAnothersIsNotFound()
    {
        await using var engine = await VolatileEngine.Create();
        var other = await engine.AddTenant("other");
        var key = (await Tenant(engine).IssueKey(Admin(engine), new KeyRequest("a", Roles.Read, null))).Key!;

        Assert.Equal(
            Refusal.NotFound,
            (await engine.Actors.Tenant(other).RevokeKey(engine.Caller(Roles.Admin, other), key.Id)).Refusal);
        var revoked = (await Tenant(engine).RevokeKey(Admin(engine), key.Id)).Key!;
        engine.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(revoked.RevokedAt, (await Tenant(engine).RevokeKey(Admin(engine), key.Id)).Key!.RevokedAt);
        Assert.Equal(Refusal.NotFound, (await Tenant(engine).RevokeKey(Admin(engine), "nobody")).Refusal);
    }

    [Fact]
    public async Task Configure_NextVersion_IsInForceAtOnceAndKeepsNameAndRegion()
    {
        await using var engine = await VolatileEngine.Create();
        var present = (await Tenant(engine).Describe(Admin(engine))).Settings!;
        var wanted = present
            with
        { Version = 2, Name = "renamed", Region = "sg", RetentionMonths = 1, ReviewAt = 1, DeclineAt = 1_000 };

        var configured = await Tenant(engine).Configure(Admin(engine), wanted);

        Assert.Equal(
            ("lender", "my", 2), (configured.Settings!.Name, configured.Settings.Region, configured.Settings.Version));
        Assert.Equal(Refusal.Retry, (await Tenant(engine).Configure(Admin(engine), wanted)).Refusal);
        var old = Some.Transaction("old", at: Some.Moment - (40 * 86_400_000L));
        var outcome = await engine.Account("A").Assess(engine.Caller(), new("A", [old, Some.Transaction("new")]));
        var answers = Assert.IsType<AssessOutcome.Answered>(outcome).Answers;
        Assert.Equal("too_old", Assert.IsType<Answer.Refused>(answers[0]).Code);
        Assert.Equal(2, Assert.IsType<Answer.Decided>(answers[1]).Entry.Observed.PolicyVersion);
    }

    [Fact]
    public async Task Configure_ZoneThatIsNone_ChangesNothing()
    {
        await using var engine = await VolatileEngine.Create();
        var present = (await Tenant(engine).Describe(Admin(engine))).Settings!;

        var outcome = await Tenant(
            engine).Configure(Admin(engine), present with { Version = 2, Zone = "Mars/Olympus" });

        Assert.NotEqual(Refusal.None, outcome.Refusal);
        Assert.Equal(present, (await Tenant(engine).Describe(Admin(engine))).Settings);
    }

    [Fact]
    public async Task Calls_OfAnotherTenantsAdmin_AreDenied()
    {
        await using var engine = await VolatileEngine.Create();
        var other = await engine.AddTenant("other");
        var stranger = engine.Caller(Roles.Admin, other);

        Assert.Equal(Refusal.Denied, (await Tenant(engine).Describe(stranger)).Refusal);
        Assert.Equal(Refusal.Denied, (await Tenant(engine).Keys(stranger)).Refusal);
        Assert.Equal(
            Refusal.Denied, (await Tenant(engine).IssueKey(stranger, new KeyRequest("a", Roles.Read, null))).Refusal);
        Assert.Empty((await Tenant(engine).Keys(Admin(engine))).Keys);
    }

    private static ITenant Tenant(VolatileEngine engine) => engine.Actors.Tenant(engine.Tenant);

    private static Caller Admin(VolatileEngine engine) => engine.Caller(Roles.Admin);
}
