using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Arrows;

/// <summary>
/// Which room of a project uses which: each name in the code, as the compiler resolves it. A room is a folder; the
/// files of the project's own folder are the room <see cref="Root"/>, but for its page of limits, which everybody uses
/// and which uses nothing: that is a room by itself.
/// </summary>
public static class RoomUses
{
    public const string Root = "(root)", Limits = "(limits)";

    private static readonly ConditionalWeakTable<Tree, IReadOnlyDictionary<string, ProjectRooms>> Known = [];

    /// <summary>The rooms of each product project, looked through once a tree.</summary>
    public static IReadOnlyDictionary<string, ProjectRooms> Of(Tree tree) => Known.GetValue(tree, static tree =>
    {
        var projects = new Projects(tree);
        return projects.Folders.Where(static project => Tree.IsProduct(project + "/")).ToDictionary(
            static project => project, project => Of(projects.Compiled(project), project));
    });

    private static ProjectRooms Of(CSharpCompilation compiled, string project)
    {
        var trees = compiled.SyntaxTrees
            .Where(tree => tree.FilePath.StartsWith(project + '/', StringComparison.Ordinal)).ToList();
        var uses = trees.AsParallel().AsOrdered().SelectMany(tree => Of(compiled, tree, project));
        return new ProjectRooms(
            trees.Select(tree => RoomOf(project, tree.FilePath)).ToHashSet(),
            uses.DistinctBy(static use => (use.From, use.To)).ToDictionary(static use => (use.From, use.To)));
    }

    private static IEnumerable<RoomUse> Of(CSharpCompilation compiled, SyntaxTree tree, string project)
    {
        var model = compiled.GetSemanticModel(tree);
        var from = RoomOf(project, tree.FilePath);
        var found = new HashSet<string>();
        foreach (var name in tree.GetRoot().DescendantNodes(InCode).OfType<SimpleNameSyntax>())
        {
            var info = model.GetSymbolInfo(name);
            foreach (var declared in Declared(info.Symbol ?? info.CandidateSymbols.FirstOrDefault()))
            {
                if (declared.StartsWith(project + '/', StringComparison.Ordinal)
                    && RoomOf(project, declared) is var to && to != from && found.Add(to))
                {
                    yield return new RoomUse(from, to, Finding.At(tree.FilePath, name, name.Identifier.Text));
                }
            }
        }
    }

    /// <summary>A using line says what may be named, not what is.</summary>
    private static bool InCode(SyntaxNode node) => node is not UsingDirectiveSyntax;

    /// <summary>The file that declares the type of a name, or the type whose member it names.</summary>
    private static IEnumerable<string> Declared(ISymbol? symbol)
    {
        var type = symbol switch
        {
            INamedTypeSymbol named => named,
            IMethodSymbol method => (method.ReducedFrom ?? method).ContainingType,
            IFieldSymbol or IPropertySymbol or IEventSymbol => symbol.ContainingType,
            _ => null,
        };
        return type is null
            ? []
            : type.DeclaringSyntaxReferences.Take(1).Select(reference => reference.SyntaxTree.FilePath);
    }

    private static string RoomOf(string project, string path)
    {
        var inside = path[(project.Length + 1)..];
        return inside.LastIndexOf('/') is var slash && slash > 0 ? inside[..slash]
            : inside.EndsWith("Limits.cs", StringComparison.Ordinal) ? Limits : Root;
    }
}

/// <param name="Uses">One use a pair of rooms, the first in the order of files.</param>
public sealed record ProjectRooms(
    IReadOnlySet<string> Rooms, IReadOnlyDictionary<(string From, string To), RoomUse> Uses);

/// <param name="Where">The first place that says so.</param>
public sealed record RoomUse(string From, string To, Finding Where);
