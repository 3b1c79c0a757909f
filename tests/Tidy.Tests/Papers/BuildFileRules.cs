using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests.Papers;

/// <summary>
/// Few build files, short and in order; every project is in the solution; CI is one command.
/// </summary>
public static class BuildFileRules
{
    private const string Solution = "OrleansRisk.sln", Ci = ".ci/run";
    private const int PropsMax = 25;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("build-props", Props,
            Tree.Of(("Directory.Build.props", "<Project />\n")),
            Tree.Of(("Directory.Build.props", new string('\n', PropsMax + 1))),
            "Directory.Build.props: is 26 lines; the limit is 25"),
        new("package-order", Order,
            Tree.Of(("Directory.Packages.props", Versions("NodaTime", "Npgsql"))),
            Tree.Of(("Directory.Packages.props", Versions("Npgsql", "NodaTime"))),
            "Directory.Packages.props: NodaTime is out of order"),
        new("solution", InSolution,
            Tree.Of((Solution, "\"core\\C.csproj\""), ("core/C.csproj", "")),
            Tree.Of((Solution, ""), ("core/C.csproj", "")),
            "core/C.csproj: is not in OrleansRisk.sln"),
        new("ci", OneCommand,
            Tree.Of((Ci, "#!/usr/bin/env bash\n# why\ncd \"$(dirname \"$0\")/..\" && exec ./dev check\n")),
            Tree.Of((Ci, "dotnet test\nexec ./dev check\n")),
            ".ci/run: CI is ./dev check and nothing else"),
    ];

    private static IEnumerable<Finding> Props(Tree tree) =>
        from file in tree.Files
        where file.Key == "Directory.Build.props" && file.Value.Count(c => c == '\n') > PropsMax
        select new Finding(file.Key, 0, $"is {file.Value.Count(c => c == '\n')} lines; the limit is {PropsMax}");

    private static IEnumerable<Finding> Order(Tree tree)
    {
        const string path = "Directory.Packages.props";
        var names = Regex.Matches(tree.Files.GetValueOrDefault(path, ""), "PackageVersion Include=\"(?<name>[^\"]+)\"")
            .Select(match => match.Groups["name"].Value).ToArray();
        return from pair in names.Zip(names.Skip(1))
               where string.CompareOrdinal(pair.First, pair.Second) > 0
               select new Finding(path, 0, $"{pair.Second} is out of order");
    }

    private static IEnumerable<Finding> InSolution(Tree tree) =>
        from path in Projects(tree)
        where !tree.Files[Solution].Contains('"' + path.Replace('/', '\\') + '"', StringComparison.Ordinal)
        select new Finding(path, 0, $"is not in {Solution}");

    private static IEnumerable<Finding> OneCommand(Tree tree)
    {
        var lines = tree.Files.GetValueOrDefault(Ci, "").Split('\n').Where(line => line.Length > 0 && line[0] != '#');
        return lines.SequenceEqual(["cd \"$(dirname \"$0\")/..\" && exec ./dev check"])
            ? []
            : [new Finding(Ci, 0, "CI is ./dev check and nothing else")];
    }

    private static IEnumerable<string> Projects(Tree tree) =>
        tree.Files.Keys.Where(static path => path.EndsWith(".csproj", StringComparison.Ordinal));

    private static string Versions(params string[] names) =>
        string.Concat(names.Select(name => $"<PackageVersion Include=\"{name}\" Version=\"1\" />\n"));
}
