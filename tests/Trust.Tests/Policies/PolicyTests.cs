using OrleansRisk.Actors.Access;
using OrleansRisk.Trust.Policies;
using Xunit;

namespace OrleansRisk.Trust.Tests.Policies;

public sealed class PolicyTests
{
    private const int Sets = 100_000;
    private static readonly TenantId One = new(1);
    private static readonly TenantId Other = new(2);

    [Fact]
    public void Permitted_RandomPolicies_IsWhatReadingThemGives() => Each((chance, document, who, permitted) =>
        Assert.Equal(
            PermissionNames.All.Where(act => NaivePolicy.Permits(document, who, PermissionNames.Of(act), 1)).Order(),
            permitted));

    [Fact]
    public void Permitted_RandomPolicies_IsOnlyWhatIsPermittedAndNotForbidden() =>
        Each((chance, document, who, permitted) =>
        {
            foreach (var act in permitted)
            {
                var name = PermissionNames.Of(act);
                Assert.True(
                    RoleCatalogue.Names.Any(role => RoleCatalogue.Of(role).Contains(act))
                        || document.Statements.Any(said => said.Effect == PolicyEffect.Permit
                            && said.Permissions.Contains(name)));
                Assert.DoesNotContain(document.Statements, said => said.Effect == PolicyEffect.Forbid
                    && said.Subject == PolicySubject.Everybody && said.Permissions.Contains(name));
            }
        });

    [Fact]
    public void Permitted_OtherOrderAndRepeats_ChangeNothing() => Each((chance, document, who, permitted) =>
    {
        var groups = document.Groups.Select(group => group with
        {
            Roles = chance.Shuffled(group.Roles),
            In = chance.Shuffled(group.In),
        }).Reverse().ToArray();
        var statements = document.Statements.Select(said => said with
        {
            Permissions = chance.Shuffled(said.Permissions),
        });
        var other = new PolicyDocument(groups, chance.Shuffled(statements));
        var same = who with { Roles = chance.Shuffled(who.Roles), Groups = chance.Shuffled(who.Groups) };
        Assert.Equal(permitted, Policy.Of(One, other).Permitted(same, One));
    });

    [Fact]
    public void Permitted_OneMoreForbid_GrantsNothing() => Each((chance, document, who, permitted) =>
    {
        var more = chance.Statement([.. document.Groups.Select(group => group.Name)], PolicyEffect.Forbid);
        var after = Policy.Of(One, document with { Statements = [more, .. document.Statements] }).Permitted(who, One);
        Assert.True(after.Without(permitted).IsEmpty);
    });

    [Fact]
    public void Permitted_OneMorePermit_TakesNothing() => Each((chance, document, who, permitted) =>
    {
        var more = chance.Statement([.. document.Groups.Select(group => group.Name)], PolicyEffect.Permit);
        var after = Policy.Of(One, document with { Statements = [.. document.Statements, more] }).Permitted(who, One);
        Assert.True(permitted.Without(after).IsEmpty);
    });

    [Fact]
    public void Permitted_EverythingForbiddenToEverybody_IsNothing() => Each((chance, document, who, permitted) =>
    {
        var all = new PolicyStatement(
            PolicyEffect.Forbid, PolicySubject.Everybody, "", [.. PermissionNames.All.Select(PermissionNames.Of)]);
        Assert.True(Policy.Of(One, document with { Statements = [.. document.Statements, all] })
            .Permitted(who, One).IsEmpty);
    });

    [Fact]
    public void Permitted_AtAnotherTenant_IsNothing() => Each((chance, document, who, permitted) =>
    {
        var policy = Policy.Of(One, document);
        Assert.True(policy.Permitted(who, Other).IsEmpty);
        Assert.True(policy.Permitted(who with { Tenant = Other }, Other).IsEmpty);
        Assert.True(policy.Permitted(who with { Tenant = Other }, One).IsEmpty);
    });

    [Fact]
    public void Permitted_NoTenant_IsNothing() => Assert.True(
        Policy.Of(default, PolicyDocument.Empty).Permitted(new(default, "amina", ["admin"], []), default).IsEmpty);

    [Fact]
    public void Permitted_NobodySpeaks_IsNothing() => Assert.True(
        Policy.Of(One, PolicyDocument.Empty).Permitted(new(One, "amina", [], ["risk"]), One).IsEmpty);

    [Fact]
    public void Permitted_RoleOfThePlatform_IsNothing() => Assert.True(
        Policy.Of(One, PolicyDocument.Empty).Permitted(new(One, "amina", ["operator"], []), One).IsEmpty);

    [Theory]
    [InlineData("Admin")]
    [InlineData("admin ")]
    [InlineData("аdmin")]
    [InlineData("ａdmin")]
    [InlineData("admin\0")]
    public void Permitted_RoleThatReadsLikeOne_IsNothing(string role) => Assert.True(
        Policy.Of(One, PolicyDocument.Empty).Permitted(new(One, "amina", [role], []), One).IsEmpty);

    /// <summary>A name that another kind of subject has, too, is not taken for it.</summary>
    [Fact]
    public void Permitted_PersonNamedLikeAGroup_HasNothingOfIt()
    {
        var policy = Policy.Of(One, new(
            [new("risk", ["admin"], [])],
            [new(PolicyEffect.Permit, PolicySubject.Group, "risk", ["models.export"])]));
        Assert.True(policy.Permitted(new(One, "risk", ["risk"], ["Risk", "rіsk"]), One).IsEmpty);
        Assert.True(policy.Permits(new(One, "amina", [], ["risk"]), Permission.ExportModels, One));
    }

    [Fact]
    public void Hidden_FieldsOfEachRole_AreThese()
    {
        var policy = Policy.Of(One, PolicyDocument.Empty);
        Assert.Equal(
            [
                "admin fields.names fields.counterparties fields.texts", "analyst fields.names",
                "approver fields.names fields.counterparties fields.texts",
                "auditor fields.names fields.counterparties fields.texts",
                "model_owner fields.names fields.counterparties fields.texts",
                "operator fields.names fields.counterparties fields.texts", "privacy_officer ",
                "rule_author fields.names fields.counterparties fields.texts", "senior_analyst ",
                "viewer fields.names fields.counterparties fields.texts",
            ],
            RoleCatalogue.Names.Select(role => $"{role} {policy.Hidden(new(One, "amina", [role], []), One)}"));
    }

    [Fact]
    public void Closure_OfACycle_Ends()
    {
        var closure = new GroupClosure([new("a", [], ["b"]), new("b", [], ["c", "b"]), new("c", [], ["a"])]);
        Assert.Equal(["a", "b", "c"], closure.Of(["b"]).Order());
    }

    private static void Each(Action<RandomPolicies, PolicyDocument, Member, PermissionSet> holds)
    {
        for (var seed = 0; seed < Sets; seed++)
        {
            var chance = new RandomPolicies(seed);
            var (document, who) = (chance.Document(), chance.Member());
            holds(chance, document, who, Policy.Of(One, document).Permitted(who, One));
        }
    }
}
