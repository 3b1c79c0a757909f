using OrleansRisk.Actors.Access;
using OrleansRisk.Trust.Policies;
using Xunit;

namespace OrleansRisk.Trust.Tests.Policies;

public sealed class PolicyCheckTests
{
    public static TheoryData<string, PolicyDocument> Faulty => new()
    {
        {
            "statements[0].permissions[1] is no permission; the nearest is models.export",
            Says(new(PolicyEffect.Permit, PolicySubject.Everybody, "", ["feed.read", "model.exports"]))
        },
        {
            "statements[0].permissions[0] is no permission; the nearest is feed.read",
            Says(new(PolicyEffect.Permit, PolicySubject.Everybody, "", ["Feed.Read"]))
        },
        {
            "statements[0].permissions[0] is the platform's: no tenant permits it",
            Says(new(PolicyEffect.Permit, PolicySubject.Everybody, "", ["tenants.create"]))
        },
        { "statements[0].permissions are none", Says(new(PolicyEffect.Forbid, PolicySubject.Everybody, "", [])) },
        {
            "statements[0].effect neither permits nor forbids",
            Says(new(default, PolicySubject.Everybody, "", ["feed.read"]))
        },
        { "statements[0].subject is none that there is", Says(new(PolicyEffect.Forbid, default, "", ["feed.read"])) },
        {
            "statements[0].name is of nobody: the statement speaks of everybody",
            Says(new(PolicyEffect.Forbid, PolicySubject.Everybody, "amina", ["feed.read"]))
        },
        {
            "statements[0].name is no role; the nearest is senior_analyst",
            Says(new(PolicyEffect.Forbid, PolicySubject.Role, "senior analyst", ["feed.read"]))
        },
        {
            "statements[0].name is no group of this policy; the nearest is risk",
            Says(
                new(PolicyEffect.Forbid, PolicySubject.Group, "Risk", ["feed.read"]),
                new GroupStatement("risk", [], []))
        },
        {
            "statements[0].name is no name",
            Says(new(PolicyEffect.Forbid, PolicySubject.Person, "ami\u200bna", ["feed.read"]))
        },
        {
            "groups[0].roles[0] is the platform's role: no tenant gives it",
            With(new GroupStatement("a", ["operator"], []))
        },
        { "groups[0].roles[0] is no role; the nearest is admin", With(new GroupStatement("a", ["Admin"], [])) },
        { "groups[0].in[0] is no group of this policy; the nearest is a", With(new GroupStatement("a", [], ["b"])) },
        { "groups[0].in leads back to the group itself", With(new GroupStatement("a", [], ["a"])) },
        {
            "groups[1].in leads back to the group itself",
            With(new GroupStatement("x", [], ["a"]), new("a", [], ["b"]), new("b", [], ["a"]))
        },
        { "groups[1].name is there twice", With(new GroupStatement("risk", [], []), new("risk", [], [])) },
        { "groups[1].name reads like acme", With(new GroupStatement("acme", [], []), new("ACME", [], [])) },
        { "groups[1].name reads like acme", With(new GroupStatement("acme", [], []), new("аcmе", [], [])) },
        { "groups[1].name reads like admin", With(new GroupStatement("admin", [], []), new("adm1n", [], [])) },
        { "groups[0].name is no name", With(new GroupStatement("ａcme", [], [])) },
        { "groups[0].name is no name", With(new GroupStatement("acme ", [], [])) },
        { "groups[0].name is no name", With(new GroupStatement("", [], [])) },
        { "groups[0].name is no name", With(new GroupStatement("ac\ud800me", [], [])) },
        { "groups[0].name is no name", With(new GroupStatement("acme\u0301", [], [])) },
        { "groups[0].name is no name", With(new GroupStatement(new string('a', 201), [], [])) },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Check_WhatMeansNothing_IsRefusedByPlace(string expected, PolicyDocument document)
    {
        var fault = PolicyCheck.Of(document)[0];
        Assert.Equal(expected, $"{fault.Place} {fault.Reason}");
        Assert.Throws<ArgumentException>(() => Policy.Of(new TenantId(1), document));
    }

    [Theory]
    [InlineData("CN=Risk,OU=Bank")]
    [InlineData("Bahagian Risiko")]
    [InlineData("风险部")]
    [InlineData("отдел рисков")]
    [InlineData("prüfung")]
    public void Check_NameOfAGroup_IsAnyPlainText(string name) =>
        Assert.Empty(PolicyCheck.Of(With(new GroupStatement(name, ["viewer"], []))));

    [Fact]
    public void Check_TooMuch_IsRefused()
    {
        var groups = Enumerable.Range(0, 1_001).Select(at => new GroupStatement($"g{at}", [], [])).ToList();
        var said = new PolicyStatement(PolicyEffect.Forbid, PolicySubject.Everybody, "", ["feed.read"]);
        Assert.Equal("groups", Assert.Single(PolicyCheck.Of(new(groups, []))).Place);
        Assert.Equal("statements", Assert.Single(PolicyCheck.Of(new([], [.. Enumerable.Repeat(said, 1_001)]))).Place);
        Assert.Equal("statements[0].permissions", Assert.Single(PolicyCheck.Of(
            Says(said with { Permissions = [.. Enumerable.Repeat("feed.read", 201)] }))).Place);
    }

    [Fact]
    public void Catalogue_EveryPermission_HasOneName()
    {
        Assert.Equal(Enum.GetValues<Permission>().Where(one => one != Permission.None), PermissionNames.All.Order());
        Assert.Equal(PermissionNames.All, PermissionNames.All.Select(PermissionNames.Of).Select(PermissionNames.Find));
        Assert.Equal(PermissionNames.All.Order(), PermissionSet.Of([.. PermissionNames.All]));
        Assert.Equal(Permission.None, PermissionNames.Find("Models.export"));
        Assert.False(PermissionSet.Of([Permission.None, (Permission)200]).Contains((Permission)200));
    }

    private static PolicyDocument With(params GroupStatement[] groups) => new(groups, []);

    private static PolicyDocument Says(PolicyStatement statement, params GroupStatement[] groups) =>
        new(groups, [statement]);
}
