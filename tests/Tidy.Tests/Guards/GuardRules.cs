using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests.Guards;

/// <summary>Patches in tests/guards say which test they turn red, and fit the tree they are kept in.</summary>
public static partial class GuardRules
{
    private const string Good = "# test: tests/A.Tests Name~Fence_StaleWriter_IsRefused\n--- a/x\n+++ b/x\n";
    private const string TestFile = "class A { [Fact] void Fence_StaleWriter_IsRefused() {} }";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("guard-headers", Headers,
            Tree.Of(("tests/guards/fence.patch", Good), ("tests/A.Tests/A.cs", TestFile)),
            Tree.Of(("tests/guards/fence.patch", "--- a/x\n+++ b/x\n")),
            "tests/guards/fence.patch: begins with '# test: <project> <filter>'"),
        new("guard-tests", NamedTests,
            Tree.Of(("tests/guards/fence.patch", Good), ("tests/A.Tests/A.cs", TestFile)),
            Tree.Of(("tests/guards/fence.patch", Good), ("tests/A.Tests/A.cs", "class A;")),
            "tests/guards/fence.patch: there is no Fence_StaleWriter_IsRefused in tests/A.Tests"),
        new("guard-patches", Apply,
            Tree.Of(("tests/guards/fence.patch", Turning(1)), ("core/A.cs", "1\n")),
            Tree.Of(("tests/guards/fence.patch", Turning(3)), ("core/A.cs", "1\n")),
            "tests/guards/fence.patch: does not apply any more"),
    ];

    [GeneratedRegex(@"^# test: (?<project>tests/\S+) (?<filter>\S.*)")]
    private static partial Regex Header();

    private static IEnumerable<Finding> Headers(Tree tree) =>
        from patch in Patches(tree)
        where !Header().IsMatch(patch.Text)
        select new Finding(patch.Path, 0, "begins with '# test: <project> <filter>'");

    private static IEnumerable<Finding> NamedTests(Tree tree) =>
        from patch in Patches(tree)
        let header = Header().Match(patch.Text)
        where header.Success
        let project = Folder(header.Groups["project"].Value)
        from name in TestNames(header.Groups["filter"].Value)
        where !tree.Files.Any(
            file => file.Key.StartsWith(project + "/", StringComparison.Ordinal) && file.Value.Contains(name))
        select new Finding(patch.Path, 0, $"there is no {name} in {project}");

    private static IEnumerable<Finding> Apply(Tree tree)
    {
        foreach (var (path, text) in Patches(tree))
        {
            if (!Applies(tree, text))
            {
                yield return new Finding(path, 0, "does not apply any more");
            }
        }
    }

    // Against the files as the tree holds them, in a folder of its own: git sees neither the index nor the checkout.
    private static bool Applies(Tree tree, string patch)
    {
        var folder = Directory.CreateTempSubdirectory("tidy-guard-");
        try
        {
            foreach (Match touched in Regex.Matches(patch, "^--- a/(?<path>[^\t\n]+)", RegexOptions.Multiline))
            {
                var path = touched.Groups["path"].Value;
                if (tree.Files.TryGetValue(path, out var text))
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, path))!);
                    File.WriteAllText(Path.Combine(folder.FullName, path), text);
                }
            }

            var file = Path.Combine(folder.FullName, "guard.patch");
            File.WriteAllText(file, patch);
            Tree.Git(folder.FullName, "init", "--quiet");
            Tree.Git(folder.FullName, "apply", "--check", file);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Folder(string project) =>
        project.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetDirectoryName(project)! : project;

    private static string Turning(int number) =>
        $"# test: tests/A.Tests X\n--- a/core/A.cs\n+++ b/core/A.cs\n@@ -1 +1 @@\n-{number}\n+2\n";

    /// <summary>The test methods a filter names: each word that reads Subject_Condition_Outcome.</summary>
    private static IEnumerable<string> TestNames(string filter) =>
        Regex.Matches(filter, "[A-Za-z0-9]+_[A-Za-z0-9]+_[A-Za-z0-9]+").Select(match => match.Value);

    private static IEnumerable<(string Path, string Text)> Patches(Tree tree) =>
        from file in tree.Files
        where file.Key.StartsWith("tests/guards/", StringComparison.Ordinal)
            && file.Key.EndsWith(".patch", StringComparison.Ordinal) && file.Key.Count(c => c == '/') == 2
        select (file.Key, file.Value);
}
