using FsCheck;
using FsCheck.Fluent;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;
using Xunit;

namespace OrleansRisk.Tenants.Tests;

public sealed class AccessRulesTests
{
    private static readonly Type[] Contracts = [typeof(IAccount), typeof(ITenant)];

    private static readonly Arbitrary<AccessEffect[]> Effects = Gen.Elements(
        Enum.GetValues<AccessEffect>()).ArrayOf().ToArbitrary();

    [Fact]
    public void Decide_NothingSpeaks_Denies() => Prop.ForAll(
        Gen.Constant(AccessEffect.Silent).ArrayOf().ToArbitrary(), static effects => !AccessRules.Decide(effects))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_AnyForbid_TrumpsEveryPermit() => Prop.ForAll(
        Effects, static effects => !AccessRules.Decide([.. effects, AccessEffect.Forbid])).QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_PermitWithoutForbid_Permits() => Prop.ForAll(
        Effects, static effects =>
            AccessRules.Decide([.. effects.Where(effect => effect != AccessEffect.Forbid), AccessEffect.Permit]))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_OtherOrderAndRepeats_ChangeNothing() => Prop.ForAll(
        Effects, Gen.Choose(0, 100_000).ToArbitrary(), static (effects, seed) =>
        {
            var shuffled = effects.Concat(effects).ToArray();
            new System.Random(seed).Shuffle(shuffled);
            return AccessRules.Decide(effects) == AccessRules.Decide(shuffled);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decide_UnknownEffect_Denies() =>
        Assert.False(AccessRules.Decide([AccessEffect.Permit, (AccessEffect)9]));

    [Fact]
    public void Contracts_EveryMethod_StatesWhoMayCallIt() => Assert.All(
        Contracts.SelectMany(contract => contract.GetMethods().Select(method => AccessRules.Of(contract, method.Name))),
        rule => Assert.NotEqual(Roles.None, rule.AnyOf));

    [Theory]
    [InlineData(typeof(IAccount), "Erase")]
    [InlineData(typeof(string), nameof(IAccount.Assess))]
    public void Permits_MethodWithoutARule_DeniesEveryone(Type contract, string method) => Assert.False(
        AccessRules.Permits(CallerWith((Roles)int.MaxValue), AccessRules.Of(contract, method), new TenantId(1)));

    [Fact]
    public void Permits_AnotherTenantsKey_IsDeniedToEveryRoleOfATenant()
    {
        foreach (var method in Contracts.SelectMany(
            contract => contract.GetMethods().Select(method => (contract, method.Name))))
        {
            var caller = CallerWith((Roles)int.MaxValue & ~Roles.Operator);
            Assert.False(AccessRules.Permits(
                caller, AccessRules.Of(method.contract, method.Name), new TenantId(2)), method.Name);
        }
    }

    [Theory]
    [InlineData(Roles.Operator, nameof(ITenant.IssueKey), 2, true)]
    [InlineData(Roles.Admin, nameof(ITenant.IssueKey), 1, true)]
    [InlineData(Roles.Admin, nameof(ITenant.IssueKey), 2, false)]
    [InlineData(Roles.Read, nameof(ITenant.IssueKey), 1, false)]
    public void Permits_TenantMethods_AreForItsAdminAndTheOperator(
        Roles roles, string method, int owner, bool permitted) =>
        Assert.Equal(permitted, AccessRules.Permits(
            CallerWith(roles), AccessRules.Of(typeof(ITenant), method), new TenantId(owner)));

    [Theory]
    [InlineData(Roles.Operator, nameof(IAccount.Describe))]
    [InlineData(Roles.Operator, nameof(IAccount.Decisions))]
    [InlineData(Roles.Ingest, nameof(IAccount.Describe))]
    [InlineData(Roles.Read, nameof(IAccount.Assess))]
    [InlineData(Roles.None, nameof(IAccount.Describe))]
    public void Permits_RoleThatIsNotNamed_IsDenied(Roles roles, string method) =>
        Assert.False(AccessRules.Permits(CallerWith(roles), AccessRules.Of(typeof(IAccount), method), new TenantId(1)));

    [Theory]
    [InlineData(Roles.Ingest, IngestMode.Live, true)]
    [InlineData(Roles.Ingest, IngestMode.History, false)]
    [InlineData(Roles.History, IngestMode.History, true)]
    [InlineData(Roles.History, IngestMode.Live, false)]
    [InlineData(Roles.Ingest | Roles.History, (IngestMode)9, false)]
    public void Permits_EachMode_HasItsOwnRole(Roles roles, IngestMode mode, bool permitted) =>
        Assert.Equal(permitted, AccessRules.Permits(CallerWith(roles), mode));

    [Fact]
    public void Permits_NoCaller_IsDenied() =>
        Assert.False(
            AccessRules.Permits(null, AccessRules.Of(typeof(IAccount), nameof(IAccount.Assess)), new TenantId(1)));

    private static Caller CallerWith(Roles roles) => new(new TenantId(1), "someone", roles, "request-1");
}
