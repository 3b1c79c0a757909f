using Xunit;

namespace OrleansRisk.Tidy.Tests;

/// <summary>Each rule holds in the repository, lets its good sample pass and reports its bad one.</summary>
public sealed class TidyTests
{
    private static readonly Lazy<Tree> Repository = new(Tree.Repository);

    public static TheoryData<string> Names => [.. HouseRules.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Tidy_Repository_KeepsTheRule(string name)
    {
        var rule = Find(name);
        var findings = Ratchet.Without(Repository.Value, rule.Name, rule.Check(Repository.Value));
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(f => $"tidy: {f}")));
    }

    /// <summary>By itself, for its guard: no other rule may bite in its place.</summary>
    [Fact]
    public void Tidy_SingleWriter_IsTheTenantsGrain() => Assert.Empty(
        Arrows.WriterRules.All.SelectMany(rule => rule.Check(Repository.Value)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Tidy_GoodSample_IsLetPass(string name)
    {
        var rule = Find(name);
        Assert.Empty(rule.Check(rule.Passes));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tidy_BadSample_IsReported(string name)
    {
        var rule = Find(name);
        var finding = Assert.Single(rule.Check(rule.Fails));
        Assert.Equal(rule.Reported, finding.ToString());
    }

    [Fact]
    public void Tidy_RuleNames_AreUnique() =>
        Assert.Equal(HouseRules.All.Count, HouseRules.All.Select(rule => rule.Name).Distinct().Count());

    private static Rule Find(string name) => HouseRules.All.Single(rule => rule.Name == name);
}
