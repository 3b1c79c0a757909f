using Xunit;

namespace OrleansRisk.Tidy.Tests.Evidence;

public sealed class GrainForwardingTests
{
    [Fact]
    public void Grains_OfTheRepository_ForwardEveryMethodOfTheContract() =>
        Assert.Empty(GrainForwarding.Findings(Tree.Repository()));

    [Theory]
    [InlineData("=> Run(actor => actor.Describe());", null)]
    [InlineData("=> default;", "Describe")]
    [InlineData("=> Run(actor => actor.Forget());", "Describe")]
    [InlineData("{ actor.Describe(); return Run(actor => actor.Forget()); }", "Describe")]
    public void Grain_WhoseMethodCallsAnotherOrNone_IsFound(string body, string? missing)
    {
        var findings = GrainForwarding.Findings(Sample($"int Describe(Caller c) {body}")).ToList();
        Assert.Equal(
            missing is null ? [] : [$"AccountGrain does not forward IAccount.{missing}"],
            findings.Where(finding => finding.Contains("IAccount", StringComparison.Ordinal)));
    }

    [Fact]
    public void Grain_WithoutAMethodOfTheContract_IsFound() => Assert.Contains(
        "AccountGrain does not forward IAccount.Describe",
        GrainForwarding.Findings(Sample("int Other() => 1;")));

    private static Tree Sample(string member) => Tree.Of(
        ("engine/I.cs", "interface IAccount { int Describe(Caller c); int Forget(Caller c); }"),
        ("grain-interfaces/I.cs", "interface IAccountGrain : IAccount { }"),
        ("grains/A.cs", $$"""
            class AccountGrain { {{member}} int Forget(Caller c) => Run(actor => actor.Forget()); }
            class AccountReference
            {
                int Describe(Caller c) => Run(grain => grain.Describe(c));
                int Forget(Caller c) => Run(grain => grain.Forget(c));
            }
            """));
}
