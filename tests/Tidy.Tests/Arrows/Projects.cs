using System.Text.Json;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OrleansRisk.Tidy.Tests.Arrows;

/// <summary>
/// The projects of a tree as the compiler reads them: each over the sources of those it references, the packages that
/// were restored for it, and the framework this test runs on. Nothing is built for it.
/// </summary>
public sealed class Projects
{
    private const string PlainUsings = "System,System.Collections.Generic,System.IO,System.Linq,System.Net.Http,"
        + "System.Threading,System.Threading.Tasks";

    private static readonly Lazy<IReadOnlyList<string>> Framework = new(FrameworkFiles);
    private static readonly Dictionary<string, MetadataReference> Files = [];

    private readonly Tree _tree;
    private readonly Dictionary<string, XDocument> _xml = [];
    private readonly Dictionary<string, string> _names = [];
    private readonly Dictionary<string, CSharpCompilation> _compiled = [];
    private readonly Dictionary<string, List<string>> _sources = [];

    public Projects(Tree tree)
    {
        _tree = tree;
        foreach (var (path, text) in tree.Files)
        {
            if (path.EndsWith(".csproj", StringComparison.Ordinal))
            {
                _xml[FolderOf(path)] = XDocument.Parse(text);
                _names[FolderOf(path)] = Path.GetFileNameWithoutExtension(path);
            }
        }

        foreach (var path in tree.Files.Keys.Where(path => path.EndsWith(".cs", StringComparison.Ordinal)))
        {
            if (Of(path) is { } project)
            {
                (_sources.TryGetValue(project, out var list) ? list : _sources[project] = []).Add(path);
            }
        }
    }

    public IEnumerable<string> Folders => _xml.Keys.Order(StringComparer.Ordinal);

    /// <summary>The folder of the project that compiles a file: the deepest one around it.</summary>
    public string? Of(string path)
    {
        for (var folder = FolderOf(path); folder.Length > 0; folder = FolderOf(folder))
        {
            if (_xml.ContainsKey(folder))
            {
                return folder;
            }
        }

        return null;
    }

    public CSharpCompilation Compiled(string project)
    {
        if (!_compiled.TryGetValue(project, out var compiled))
        {
            _compiled[project] = compiled = Compile(project);
        }

        return compiled;
    }

    private CSharpCompilation Compile(string project)
    {
        var sources = _sources.GetValueOrDefault(project, []).Concat(Linked(project)).Select(path =>
            CSharpSyntaxTree.ParseText(_tree.Files[path], path: path));
        var references = Framework.Value.Concat(Packages(project)).Select(File)
            .Concat(Referenced(project).Select(other => Compiled(other).ToMetadataReference()));
        return CSharpCompilation.Create(
            Name(project), [Given(project), .. sources], references, new(OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>What MSBuild writes for a project: its global usings, and who may look inside.</summary>
    private SyntaxTree Given(string project)
    {
        var isWeb = _xml[project].Root?.Attribute("Sdk")?.Value.EndsWith(".Web", StringComparison.Ordinal) ?? false;
        var usings = PlainUsings + (isWeb ? ",Microsoft.AspNetCore.Builder,Microsoft.AspNetCore.Http,"
            + "Microsoft.AspNetCore.Routing,Microsoft.Extensions.Hosting,Microsoft.Extensions.Logging,"
            + "Microsoft.Extensions.Configuration,Microsoft.Extensions.DependencyInjection" : "");
        if (Packages(project).Any(path => path.EndsWith("/Orleans.Core.Abstractions.dll", StringComparison.Ordinal)))
        {
            usings += ",Orleans,Orleans.Hosting,Orleans.Runtime";
        }

        var friends = _xml[project].Descendants("InternalsVisibleTo").Select(item => item.Attribute("Include")?.Value);
        return CSharpSyntaxTree.ParseText(
            string.Concat(usings.Split(',').Select(name => $"global using {name};\n"))
            + string.Concat(friends.Select(friend =>
                $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]\n")));
    }

    private string Name(string project) =>
        _xml[project].Descendants("AssemblyName").FirstOrDefault()?.Value ?? _names[project];

    private IEnumerable<string> Referenced(string project) =>
        from item in _xml[project].Descendants("ProjectReference")
        let path = Path.GetFullPath(Path.Combine("/", project, item.Attribute("Include")!.Value.Replace('\\', '/')))
        let folder = FolderOf(path.TrimStart('/'))
        where _xml.ContainsKey(folder)
        select folder;

    /// <summary>Sources that a project compiles from another's folder.</summary>
    private IEnumerable<string> Linked(string project) =>
        from item in _xml[project].Descendants("Compile")
        where item.Attribute("Include") is not null
        let path = Path.GetFullPath(Path.Combine("/", project, item.Attribute("Include")!.Value.Replace('\\', '/')))
        where _tree.Files.ContainsKey(path.TrimStart('/'))
        select path.TrimStart('/');

    private IEnumerable<string> Packages(string project)
    {
        var assets = _tree.Root is { } root
            ? Path.Combine(root, "artifacts", "obj", _names[project], "project.assets.json")
            : "";
        if (!System.IO.File.Exists(assets))
        {
            return [];
        }

        using var json = JsonDocument.Parse(System.IO.File.ReadAllText(assets));
        var caches = json.RootElement.GetProperty("packageFolders").EnumerateObject().Select(p => p.Name).ToList();
        var paths =
            from target in json.RootElement.GetProperty("targets").EnumerateObject().Take(1)
            from library in target.Value.EnumerateObject()
            where library.Value.TryGetProperty("compile", out _)
            from file in library.Value.GetProperty("compile").EnumerateObject()
            where file.Name.EndsWith(".dll", StringComparison.Ordinal)
            from cache in caches
            let full = Path.Combine(cache, library.Name.ToLowerInvariant(), file.Name)
            where System.IO.File.Exists(full)
            select full;
        var known = Framework.Value.Select(Path.GetFileName).ToHashSet();
        return [.. paths.Where(path => !known.Contains(Path.GetFileName(path)))];
    }

    private static MetadataReference File(string path)
    {
        lock (Files)
        {
            return Files.TryGetValue(path, out var file)
                ? file
                : Files[path] = MetadataReference.CreateFromFile(path);
        }
    }

    /// <summary>The assemblies of the runtime and of ASP.NET that are installed beside it.</summary>
    private static IReadOnlyList<string> FrameworkFiles()
    {
        var plain = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var shared = Path.Combine(plain, "..", "..", "Microsoft.AspNetCore.App");
        var web = Directory.Exists(shared)
            ? Directory.GetDirectories(shared, $"{Environment.Version.Major}.*").Order().LastOrDefault()
            : null;
        return [.. new[] { plain, web }.OfType<string>().SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
            .Where(path => !Path.GetFileName(path).Contains(".Native", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("mscor", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("Microsoft.VisualBasic", StringComparison.Ordinal)
                && Path.GetFileName(path) is not "Microsoft.DiaSymReader.Native.amd64.dll")];
    }

    private static string FolderOf(string path) =>
        path.LastIndexOf('/') is var slash && slash > 0 ? path[..slash] : "";
}
