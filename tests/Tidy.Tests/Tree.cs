using System.Diagnostics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests;

/// <summary>
/// What a rule looks at: paths with their text. The repository is one; each sample of a rule is another.
/// </summary>
public sealed class Tree
{
    private readonly Dictionary<string, CompilationUnitSyntax> _parsed = [];

    private Tree(string? root, SortedDictionary<string, string> files) => (Root, Files) = (root, files);

    /// <summary>Where the files lie; null for a sample, which lies nowhere.</summary>
    public string? Root { get; }

    public SortedDictionary<string, string> Files { get; }

    public IEnumerable<string> Folders => Files.Keys.SelectMany(Ancestors).Distinct();

    public static Tree Of(params (string Path, string Text)[] files) => new(
        null, new(files.ToDictionary(file => file.Path, file => file.Text), StringComparer.Ordinal));

    /// <summary>
    /// All files of the checkout that git tracks or would track; what is ignored is nobody's business.
    /// </summary>
    public static Tree Repository()
    {
        var root = Git(AppContext.BaseDirectory, "rev-parse", "--show-toplevel").Trim();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Git(root, "ls-files", "-z", "-co", "--exclude-standard").Split('\0'))
        {
            if (path.Length > 0 && File.Exists(Path.Combine(root, path)))
            {
                files[path] = IsText(path) ? File.ReadAllText(Path.Combine(root, path)) : "";
            }
        }

        return new Tree(root, files);
    }

    public static string Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start)!;
        var complaint = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)}: {complaint.Result}");
    }

    /// <summary>C# files as syntax: what stands in a string is not code.</summary>
    public IEnumerable<(string Path, CompilationUnitSyntax Code)> Code(Func<string, bool>? where = null)
    {
        foreach (var (path, text) in Files)
        {
            if (path.EndsWith(".cs", StringComparison.Ordinal) && (where is null || where(path)))
            {
                yield return (path, Parsed(path, text));
            }
        }
    }

    public static bool IsProduct(string path) =>
        !path.StartsWith("tests/", StringComparison.Ordinal)
        && !path.StartsWith("benchmarks/", StringComparison.Ordinal);

    private static bool IsText(string path) =>
        Path.GetExtension(path) is not (".bin" or ".png" or ".ico" or ".gz" or ".zst");

    private CompilationUnitSyntax Parsed(string path, string text)
    {
        lock (_parsed)
        {
            if (!_parsed.TryGetValue(path, out var code))
            {
                _parsed[path] = code = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
            }

            return code;
        }
    }

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            yield return path[..slash];
        }
    }
}
