using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests.Papers;

/// <summary>One map that is true, one list of words, no plans lying about.</summary>
public static partial class PaperRules
{
    private const string Map = "docs/ARCHITECTURE.md", Glossary = "docs/concepts/glossary.md";
    private const int MapMax = 250, WidthMax = 160;

    private static readonly string[] RootPapers = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

    private static readonly string[] Words =
    [
        "account", "counterparty", "decision", "journal month", "journal writer", "model deployment", "outcome",
        "reason", "record", "reference data", "score", "scoring version", "seal", "snapshot", "tenant", "transaction",
    ];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("root-papers", Root,
            Tree.Of(("README.md", ""), ("docs/PLAN.md", "")), Tree.Of(("PLAN.md", "")),
            "PLAN.md: papers at the root are README, CHANGELOG, CONTRIBUTING and SECURITY; others go to docs/"),
        new("map-folders", MapFolders,
            Tree.Of((Map, "`core/` is pure"), ("core/A.cs", "")), Tree.Of((Map, "nothing"), ("core/A.cs", "")),
            "docs/ARCHITECTURE.md: does not mention `core/`"),
        new("map-paths", MapPaths,
            Tree.Of((Map, "`core/A.cs` and `console/`, not there yet"), ("core/A.cs", "")),
            Tree.Of((Map, "\nread `core/B.cs` first"), ("core/A.cs", "")),
            "docs/ARCHITECTURE.md:2: there is no core/B.cs"),
        new("map-length", MapLength,
            Tree.Of((Map, "short")), Tree.Of((Map, new string('\n', MapMax + 1))),
            "docs/ARCHITECTURE.md: is 251 lines; the limit is 250"),
        new("glossary", Listed,
            Tree.Of((Glossary, string.Concat(Words.Select(word => $"**{word}** – …\n")))),
            Tree.Of((Glossary, string.Concat(Words.Skip(1).Select(word => $"**{word}** – …\n")))),
            "docs/concepts/glossary.md: does not say what an account is"),
        new("links", Links,
            Tree.Of(("README.md", "[map](docs/A.md#top) [x](https://x)"), ("docs/A.md", "[back](../README.md)")),
            Tree.Of(("README.md", "\n[map](docs/B.md)"), ("docs/A.md", "")),
            "README.md:2: links to docs/B.md, which is not there"),
        new("paper-width", Wide,
            Tree.Of(("docs/A.md", new string('a', WidthMax))),
            Tree.Of(("docs/A.md", "\n" + new string('a', WidthMax + 1))),
            "docs/A.md:2: is 161 wide; the limit is 160"),
    ];

    [GeneratedRegex("`(?<path>(?!\\./)[A-Za-z.][A-Za-z0-9._-]*/[A-Za-z0-9._/-]*)`")]
    private static partial Regex QuotedPath();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    private static IEnumerable<Finding> Root(Tree tree) =>
        from path in tree.Files.Keys
        where path.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
            && !path.Contains('/') && !RootPapers.Contains(path)
        select new Finding(
            path, 0, "papers at the root are README, CHANGELOG, CONTRIBUTING and SECURITY; others go to docs/");

    private static IEnumerable<Finding> MapFolders(Tree tree) =>
        from folder in tree.Folders
        where !folder.Contains('/') && folder != "docs" && folder[0] != '.'
            && !tree.Files[Map].Contains($"`{folder}/", StringComparison.Ordinal)
        select new Finding(Map, 0, $"does not mention `{folder}/`");

    // What the map draws but nobody has built is said to be so on its line.
    private static IEnumerable<Finding> MapPaths(Tree tree) =>
        from line in Lines(tree, Map)
        where !line.Text.Contains("not there yet", StringComparison.Ordinal)
        from match in QuotedPath().Matches(line.Text)
        let path = match.Groups["path"].Value.TrimEnd('/')
        where !tree.Files.ContainsKey(path) && !tree.Folders.Contains(path)
        select new Finding(Map, line.Number, $"there is no {path}");

    private static IEnumerable<Finding> MapLength(Tree tree)
    {
        var lines = tree.Files.GetValueOrDefault(Map, "").Count(c => c == '\n');
        return lines > MapMax ? [new Finding(Map, 0, $"is {lines} lines; the limit is {MapMax}")] : [];
    }

    private static IEnumerable<Finding> Listed(Tree tree) =>
        from word in Words
        where !tree.Files.GetValueOrDefault(Glossary, "").Contains($"**{word}**", StringComparison.Ordinal)
        select new Finding(Glossary, 0, $"does not say what {("aeiou".Contains(word[0]) ? "an" : "a")} {word} is");

    private static IEnumerable<Finding> Links(Tree tree) =>
        from path in tree.Files.Keys
        where path.EndsWith(".md", StringComparison.Ordinal)
        from line in Lines(tree, path)
        from link in Link().Matches(line.Text)
        let target = link.Groups["target"].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        let full = Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(path)!, target)).TrimStart('/').TrimEnd('/')
        where !tree.Files.ContainsKey(full) && !tree.Folders.Contains(full)
        select new Finding(path, line.Number, $"links to {target}, which is not there");

    private static IEnumerable<Finding> Wide(Tree tree) =>
        from path in tree.Files.Keys
        where path.EndsWith(".md", StringComparison.Ordinal)
        from line in Lines(tree, path)
        where line.Text.Length > WidthMax
        select new Finding(path, line.Number, $"is {line.Text.Length} wide; the limit is {WidthMax}");

    private static IEnumerable<(string Text, int Number)> Lines(Tree tree, string path) =>
        tree.Files.GetValueOrDefault(path, "").Split('\n').Select((text, index) => (text, index + 1));
}
