using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Words;

/// <summary>Domain words, one for each thing.</summary>
public static partial class NameRules
{
    private static readonly string[] RankWords =
    [
        "Manager", "Helper", "Helpers", "Processor", "Base", "Info", "Data", "Util", "Utils", "Utility", "Service",
        "Impl",
    ];

    // The field's own words, as the standards spell them.
    private static readonly string[] TermsOfArt =
        ["AssociatedData", "IReferenceData", "PinnedReferenceData", "TenantReferenceData"];

    // Models are a thing of this domain: what is trained, approved and deployed.
    private static readonly string[] FolderWords =
    [
        "services", "service", "helpers", "utils", "utilities", "common", "managers", "impl", "misc", "shared",
    ];

    private static readonly string[] Synonyms = ["Txn", "Tx", "Verdict"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("folder-words", Folders,
            Tree.Of(("core/Accounts/A.cs", "")), Tree.Of(("core/Helpers/A.cs", "")),
            "core/Helpers: a folder is named for a thing of the domain"),
        new("type-words", Types,
            Tree.Of(("core/A.cs", "interface IDatabase; class CollectingFeed;")),
            Tree.Of(("core/A.cs", "class FeedManager;")),
            "core/A.cs:1: FeedManager is named for rank, not for what it does"),
        new("one-word", OneWord,
            Tree.Of(("core/A.cs", "class A { int Context, Text, maxTransactions; }")),
            Tree.Of(("core/A.cs", "class A {\n int maxTx; }")),
            "core/A.cs:2: maxTx: the glossary's word is not Tx"),
        new("file-words", FileNames,
            Tree.Of(("core/Decision.cs", "")), Tree.Of(("core/VerdictTable.cs", "")),
            "core/VerdictTable.cs: the glossary's word is not Verdict"),
        new("doubles", Doubles,
            Tree.Of(("tests/A.cs", "class FailingStorage;")), Tree.Of(("tests/A.cs", "class MockStorage;")),
            "tests/A.cs:1: MockStorage: a double says what it does"),
    ];

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex CamelWords();

    private static IEnumerable<Finding> Folders(Tree tree) =>
        from folder in tree.Folders
        where FolderWords.Contains(Path.GetFileName(folder).ToLowerInvariant())
        select new Finding(folder, 0, "a folder is named for a thing of the domain");

    private static IEnumerable<Finding> Types(Tree tree) =>
        from file in tree.Code()
        from type in file.Code.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where RankWords.Contains(WordsOf(type.Identifier.Text).LastOrDefault())
            && !TermsOfArt.Contains(type.Identifier.Text)
        select Finding.At(file.Path, type, $"{type.Identifier.Text} is named for rank, not for what it does");

    private static IEnumerable<Finding> Doubles(Tree tree) =>
        from file in tree.Code()
        from type in file.Code.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where WordsOf(type.Identifier.Text).FirstOrDefault() is "Mock" or "Stub" or "Dummy"
        select Finding.At(file.Path, type, $"{type.Identifier.Text}: a double says what it does");

    // Only what we name: identifiers that a declaration introduces. Another library's names are its own.
    private static IEnumerable<Finding> OneWord(Tree tree) =>
        from file in tree.Code()
        from token in file.Code.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && Declares(token.Parent)
        from word in WordsOf(token.Text)
        where Synonyms.Contains(word, StringComparer.OrdinalIgnoreCase)
        select Finding.At(file.Path, token, $"{token.Text}: the glossary's word is not {word}");

    private static bool Declares(SyntaxNode? node) =>
        node is BaseTypeDeclarationSyntax or MethodDeclarationSyntax or PropertyDeclarationSyntax or ParameterSyntax
            or VariableDeclaratorSyntax or EnumMemberDeclarationSyntax or LocalFunctionStatementSyntax;

    private static IEnumerable<Finding> FileNames(Tree tree) =>
        from path in tree.Files.Keys
        from word in WordsOf(Path.GetFileNameWithoutExtension(path))
        where Synonyms.Contains(word)
        select new Finding(path, 0, $"the glossary's word is not {word}");

    private static IEnumerable<string> WordsOf(string name) => CamelWords().Matches(name).Select(match => match.Value);
}
