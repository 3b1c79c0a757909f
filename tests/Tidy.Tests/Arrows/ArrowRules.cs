using System.Xml.Linq;

namespace OrleansRisk.Tidy.Tests.Arrows;

/// <summary>Arrows between projects go one way, and only those of the table.</summary>
public static class ArrowRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("arrows", Arrows,
            Tree.Of(("engine/E.csproj", Project("""<ProjectReference Include="../core/C.csproj" />"""))),
            Tree.Of(("client/sdk/S.csproj", Project("""<ProjectReference Include="../../core/C.csproj" />"""))),
            "client/sdk/S.csproj: may not reference core"),
        new("listed-projects", Listed,
            Tree.Of(("core/C.csproj", Project(""))),
            Tree.Of(("extras/X.csproj", Project(""))),
            "extras/X.csproj: is not in tests/Tidy.Tests/Arrows/ArrowTable.cs: say whom it may reference"),
        new("packages", Packages,
            Tree.Of(("storage/postgres/P.csproj", Project("""<PackageReference Include="Npgsql" />"""))),
            Tree.Of(("core/C.csproj", Project("""<PackageReference Include="NodaTime" />"""))),
            "core/C.csproj: may not reference NodaTime"),
        new("central-versions", Versions,
            Tree.Of(("engine/E.csproj", Project("""<PackageReference Include="NodaTime" />"""))),
            Tree.Of(("engine/E.csproj", Project("""<PackageReference Include="NodaTime" Version="3.3.7" />"""))),
            "engine/E.csproj: the version of NodaTime belongs in Directory.Packages.props"),
    ];

    private static IEnumerable<Finding> Arrows(Tree tree) =>
        from project in Projects(tree)
        where ArrowTable.References.ContainsKey(project.Folder)
        from reference in Included(project.Xml, "ProjectReference")
        let target = Target(project.Folder, reference)
        where !ArrowTable.References[project.Folder].Contains(target)
        select new Finding(project.Path, 0, $"may not reference {target}");

    private static IEnumerable<Finding> Listed(Tree tree) =>
        from project in Projects(tree)
        where !ArrowTable.References.ContainsKey(project.Folder)
        select new Finding(
            project.Path, 0, "is not in tests/Tidy.Tests/Arrows/ArrowTable.cs: say whom it may reference");

    private static IEnumerable<Finding> Packages(Tree tree) =>
        from project in Projects(tree)
        from package in Included(project.Xml, "PackageReference").Concat(Included(project.Xml, "FrameworkReference"))
        where ArrowTable.Forbidden.GetValueOrDefault(project.Folder, [])
            .Any(start => package.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            && !ArrowTable.Allowed.GetValueOrDefault(project.Folder, []).Contains(package)
        select new Finding(project.Path, 0, $"may not reference {package}");

    private static IEnumerable<Finding> Versions(Tree tree) =>
        from project in Projects(tree)
        from reference in project.Xml.Descendants("PackageReference")
        where reference.Attribute("Version") is not null || reference.Element("Version") is not null
        let name = reference.Attribute("Include")?.Value
        select new Finding(project.Path, 0, $"the version of {name} belongs in Directory.Packages.props");

    private static IEnumerable<(string Path, string Folder, XDocument Xml)> Projects(Tree tree) =>
        from file in tree.Files
        where file.Key.EndsWith(".csproj", StringComparison.Ordinal)
        select (file.Key, Path.GetDirectoryName(file.Key)!.Replace('\\', '/'), XDocument.Parse(file.Value));

    private static IEnumerable<string> Included(XDocument xml, string element) =>
        from item in xml.Descendants(element)
        where item.Attribute("Include") is not null
        select item.Attribute("Include")!.Value;

    private static string Target(string folder, string reference)
    {
        var full = Path.GetFullPath(Path.Combine("/", folder, reference.Replace('\\', '/')));
        return Path.GetDirectoryName(full)!.TrimStart('/');
    }

    private static string Project(string items) => $"<Project><ItemGroup>{items}</ItemGroup></Project>";
}
