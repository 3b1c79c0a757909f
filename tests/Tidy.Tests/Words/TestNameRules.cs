using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Words;

/// <summary>A test's name is a sentence: what, when, then.</summary>
public static partial class TestNameRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("test-names", Names,
            Tree.Of(("tests/A.cs", "class A { [Fact] void Assess_TenthInAnHour_GoesToReview() {} }")),
            Tree.Of(("tests/A.cs", "class A { [Theory]\n void AssessWorks() {} }")),
            "tests/A.cs:1: AssessWorks is not Subject_Condition_Outcome"),
        new("tests-assert", Asserting,
            Tree.Of(("tests/A.cs", "class A { [Fact] void A_B_C() => Assert.Equal(1, One()); }")),
            Tree.Of(("tests/A.cs", "class A { [Fact] void A_B_C() { One(); } }")),
            "tests/A.cs:1: A_B_C asserts nothing that can fail"),
    ];

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*_[A-Z0-9][A-Za-z0-9]*_[A-Z0-9][A-Za-z0-9]*$")]
    private static partial Regex ThreeParts();

    private static IEnumerable<Finding> Names(Tree tree) =>
        from test in Tests(tree)
        where !ThreeParts().IsMatch(test.Method.Identifier.Text)
        select Finding.At(test.Path, test.Method, $"{test.Method.Identifier.Text} is not Subject_Condition_Outcome");

    // An assertion, or a call, however far, of a method of this file that makes one: the door of a table-driven test.
    private static IEnumerable<Finding> Asserting(Tree tree) =>
        from file in Tests(tree).GroupBy(test => test.Path)
        let asserting = AssertingMethods(file.First().Code)
        from test in file
        where !Mentions(test.Method, asserting)
        select Finding.At(test.Path, test.Method, $"{test.Method.Identifier.Text} asserts nothing that can fail");

    private static HashSet<string> AssertingMethods(CompilationUnitSyntax code)
    {
        HashSet<string> asserting = ["Assert", "Check", "QuickCheckThrowOnFailure"];
        var methods = code.DescendantNodes().OfType<MethodDeclarationSyntax>().ToArray();
        while (methods.Any(method => Mentions(method, asserting) && asserting.Add(method.Identifier.Text)))
        {
            // until no method is added any more
        }

        return asserting;
    }

    private static bool Mentions(MethodDeclarationSyntax method, HashSet<string> names) =>
        method.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => names.Contains(name.Identifier.Text));

    private static IEnumerable<Test> Tests(Tree tree) =>
        from file in tree.Code(path => path.StartsWith("tests/", StringComparison.Ordinal))
        from method in file.Code.DescendantNodes().OfType<MethodDeclarationSyntax>()
        from attribute in method.AttributeLists.SelectMany(list => list.Attributes)
        where attribute.Name.ToString() is "Fact" or "Theory"
        select new Test(file.Path, file.Code, method);

    private sealed record Test(string Path, CompilationUnitSyntax Code, MethodDeclarationSyntax Method);
}
