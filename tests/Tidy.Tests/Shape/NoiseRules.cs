using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Shape;

/// <summary>Nothing unfinished, nothing that says nothing, nothing of the machine it was written on.</summary>
public static partial class NoiseRules
{
    private const string NoDirectives =
        "no #region and no #pragma: exceptions to a rule stand in .editorconfig with their reason";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("unfinished", Unfinished,
            Tree.Of(("core/A.cs", "// Late events still count.\nclass A;")),
            Tree.Of(("core/A.cs", "class A; // TODO: late events")),
            "core/A.cs:1: unfinished work lives in issues, not in comments"),
        new("not-implemented", NotImplemented,
            Tree.Of(("core/A.cs", "class A { int B() => throw new InvalidOperationException(); }")),
            Tree.Of(("core/A.cs", "class A { int B() => throw new NotImplementedException(); }")),
            "core/A.cs:1: leave out what is not there"),
        new("skipped-tests", Skipped,
            Tree.Of(("tests/A.cs", "class A { [Fact] void B_C_D() {} }")),
            Tree.Of(("tests/A.cs", "class A { [Fact(Skip = \"flaky\")] void B_C_D() {} }")),
            "tests/A.cs:1: a test runs or is not there"),
        new("directives", Directives,
            Tree.Of(("core/A.cs", "class A;")), Tree.Of(("core/A.cs", "#pragma warning disable CA1822\nclass A;")),
            $"core/A.cs:1: {NoDirectives}"),
        new("suppressions", Suppressions,
            Tree.Of(("core/A.cs", "[SuppressMessage(\"a\", \"b\", Justification = \"measured\")] class A;")),
            Tree.Of(("core/A.cs", "[SuppressMessage(\"a\", \"b\")] class A;")),
            "core/A.cs:1: a suppression says why"),
        new("licence-headers", Headers,
            Tree.Of(("core/A.cs", "// Counts are integers.\nclass A;")),
            Tree.Of(("core/A.cs", "// Copyright (c) somebody\nclass A;")),
            "core/A.cs: the licence is in LICENSE"),
        new("machine-paths", MachinePaths,
            Tree.Of(("docs/A.md", "see `tests/Core.Tests`")), Tree.Of(("docs/A.md", "\nsee " + "/wo" + "rk/main/core")),
            "docs/A.md:2: names a path of somebody's machine"),
    ];

    [GeneratedRegex(@"\b(TODO|FIXME|XXX|HACK)\b")]
    private static partial Regex Unfinished();

    // Written so that this file does not report itself.
    [GeneratedRegex(@"(^|[\s""'`=(:])/(work|root|home/[a-z]+|tmp/bash_jobs|var/tmp/(land|brief))[/.]")]
    private static partial Regex MachinePath();

    private static IEnumerable<Finding> Unfinished(Tree tree) =>
        from file in tree.Code()
        from trivia in file.Code.DescendantTrivia(descendIntoTrivia: false)
        where IsComment(trivia) && Unfinished().IsMatch(trivia.ToString())
        select Finding.At(file.Path, trivia, "unfinished work lives in issues, not in comments");

    private static IEnumerable<Finding> NotImplemented(Tree tree) =>
        from file in tree.Code()
        from name in file.Code.DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.Text == nameof(NotImplementedException) && name.Parent is ObjectCreationExpressionSyntax
        select Finding.At(file.Path, name, "leave out what is not there");

    private static IEnumerable<Finding> Skipped(Tree tree) =>
        from file in tree.Code()
        from argument in file.Code.DescendantNodes().OfType<AttributeArgumentSyntax>()
        where argument.NameEquals?.Name.Identifier.Text == "Skip"
        select Finding.At(file.Path, argument, "a test runs or is not there");

    private static IEnumerable<Finding> Directives(Tree tree) =>
        from file in tree.Code()
        from trivia in file.Code.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia) || trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia)
        select Finding.At(file.Path, trivia, NoDirectives);

    private static IEnumerable<Finding> Suppressions(Tree tree) =>
        from file in tree.Code()
        from attribute in file.Code.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString() is "SuppressMessage" or "UnconditionalSuppressMessage"
        where attribute.ArgumentList!.Arguments.All(a => a.NameEquals?.Name.Identifier.Text != "Justification")
        select Finding.At(file.Path, attribute, "a suppression says why");

    private static IEnumerable<Finding> Headers(Tree tree) =>
        from file in tree.Files
        where file.Key.EndsWith(".cs", StringComparison.Ordinal)
        let first = file.Value.Split('\n', 2)[0]
        where first.Contains("Copyright", StringComparison.OrdinalIgnoreCase)
            || first.Contains("Licensed", StringComparison.OrdinalIgnoreCase)
        select new Finding(file.Key, 0, "the licence is in LICENSE");

    private static IEnumerable<Finding> MachinePaths(Tree tree) =>
        from file in tree.Files
        where file.Value.Contains('/', StringComparison.Ordinal)
        from line in file.Value.Split('\n').Select((text, index) => (Text: text, Number: index + 1))
        where MachinePath().IsMatch(line.Text)
        select new Finding(file.Key, line.Number, "names a path of somebody's machine");

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
        || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia);
}
