using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Shape;

/// <summary>What fits on a screen is read; what does not is scrolled past.</summary>
public static class LengthRules
{
    private const int FileMax = 300, MethodMax = 70, LineMax = 120, ProgramMax = 60, ShellMax = 25;

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("file-length", Files,
            Tree.Of(("core/A.cs", Lines(FileMax))), Tree.Of(("core/A.cs", Lines(FileMax + 1))),
            "core/A.cs: is 301 lines; the limit is 300"),
        new("method-length", Methods,
            Tree.Of(("core/A.cs", Method(MethodMax))), Tree.Of(("core/A.cs", Method(MethodMax + 13))),
            "core/A.cs:1: method Assess is 83 lines; the limit is 70"),
        new("grain-method-length", Shells,
            Tree.Of(("grains/A.cs", Method(ShellMax))), Tree.Of(("grains/A.cs", Method(ShellMax + 1))),
            "grains/A.cs:1: method Assess is 26 lines; a grain is a thin shell, of at most 25"),
        new("line-length", Wide,
            Tree.Of(("core/A.cs", new string('/', LineMax))),
            Tree.Of(("core/A.cs", "\n" + new string('/', LineMax + 1))),
            "core/A.cs:2: is 121 wide; the limit is 120"),
        new("program-length", Programs,
            Tree.Of(("silo/host/Program.cs", Lines(ProgramMax))),
            Tree.Of(("silo/host/Program.cs", Lines(ProgramMax + 1))),
            "silo/host/Program.cs: is 61 lines; a host's Program.cs has at most 60"),
    ];

    private static IEnumerable<Finding> Files(Tree tree) =>
        from file in tree.Files
        where IsWritten(file.Key) && Count(file.Value) > FileMax
        select new Finding(file.Key, 0, $"is {Count(file.Value)} lines; the limit is {FileMax}");

    private static IEnumerable<Finding> Methods(Tree tree) =>
        from each in Longer(tree, MethodMax, static _ => true)
        select Finding.At(
            each.Path, each.Method,
            $"method {NameOf(each.Method)} is {each.Lines} lines; the limit is {MethodMax}");

    private static IEnumerable<Finding> Shells(Tree tree) =>
        from each in Longer(tree, ShellMax, static path => path.StartsWith("grains/", StringComparison.Ordinal))
        select Finding.At(
            each.Path, each.Method,
            $"method {NameOf(each.Method)} is {each.Lines} lines; a grain is a thin shell, of at most {ShellMax}");

    private static IEnumerable<(string Path, BaseMethodDeclarationSyntax Method, int Lines)> Longer(
        Tree tree, int most, Func<string, bool> within) =>
        from file in tree.Code(within)
        from method in file.Code.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        let span = method.SyntaxTree.GetLineSpan(method.Span)
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > most
        select (file.Path, method, lines);

    private static IEnumerable<Finding> Wide(Tree tree) =>
        from file in tree.Files
        where IsWritten(file.Key)
        from line in file.Value.Split('\n').Select((text, index) => (Width: text.Length, Number: index + 1))
        where line.Width > LineMax
        select new Finding(file.Key, line.Number, $"is {line.Width} wide; the limit is {LineMax}");

    private static IEnumerable<Finding> Programs(Tree tree) =>
        from file in tree.Files
        where file.Key.StartsWith("silo/", StringComparison.Ordinal) && Path.GetFileName(file.Key) == "Program.cs"
        where Count(file.Value) > ProgramMax
        select new Finding(file.Key, 0, $"is {Count(file.Value)} lines; a host's Program.cs has at most {ProgramMax}");

    private static bool IsWritten(string path) =>
        Path.GetExtension(path) is ".cs" or ".sh" or ".sql" || path is "dev" or ".ci/run";

    private static int Count(string text) => text.Count(c => c == '\n') + (text.Length > 0 && text[^1] != '\n' ? 1 : 0);

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax named => named.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => "operator",
    };

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));

    private static string Method(int lines) => "class A { void Assess() {" + new string('\n', lines - 1) + "} }";
}
