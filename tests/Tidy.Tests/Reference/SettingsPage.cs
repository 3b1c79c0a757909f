using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>Every setting of the host, from the properties that hold them and what is written above each.</summary>
internal static class SettingsPage
{
    private const string Ending = "Settings";

    private const string Head =
        """
        # Settings

        Written by `./dev reference` from the types that hold them; a test compares.

        A setting comes from `appsettings.json` beside the program, from the environment (`RISK_PORT=5080`) or from an
        argument (`--port 5080`); the later one counts. A setting inside another is `RISK_AMQP__QUEUE=…` or
        `--amqp:queue …`. A value that is out of its range stops the program at its start, by name.

        """;

    public static string Write(Tree tree)
    {
        var page = new StringBuilder(Head);
        var types = Types(tree);
        foreach (var type in types.Values.Where(IsPage).OrderBy(type => Outer(types, type).Length))
        {
            page.AppendLine().AppendLine($"## {type.Identifier.Text[..^Ending.Length]}");
            if (Prose.Summary(type) is { Length: > 0 } about)
            {
                page.AppendLine().AppendLine(Prose.Paragraph(about));
            }

            page.AppendLine();
            foreach (var property in Settings(types, type).OrderBy(Name, StringComparer.Ordinal))
            {
                page.Append(Prose.Item($"`{Outer(types, type)}{Name(property)}` – {Prose.Summary(property)}"));
            }
        }

        return page.ToString();
    }

    private static Dictionary<string, ClassDeclarationSyntax> Types(Tree tree) => tree
        .Code(static path => path.StartsWith("silo/", StringComparison.Ordinal))
        .SelectMany(static file => file.Code.DescendantNodes().OfType<ClassDeclarationSyntax>())
        .GroupBy(static type => type.Identifier.Text, StringComparer.Ordinal)
        .ToDictionary(static group => group.Key, static group => group.First(), StringComparer.Ordinal);

    // A base's settings stand with those of the type that is made.
    private static bool IsPage(ClassDeclarationSyntax type) =>
        type.Identifier.Text.EndsWith(Ending, StringComparison.Ordinal)
        && !type.Modifiers.Any(SyntaxKind.AbstractKeyword) && Own(type).Any();

    private static IEnumerable<PropertyDeclarationSyntax> Settings(
        Dictionary<string, ClassDeclarationSyntax> types, ClassDeclarationSyntax type) =>
        Own(type).Concat(type.BaseList?.Types.SelectMany(each =>
            types.TryGetValue(each.Type.ToString(), out var parent) ? Settings(types, parent) : []) ?? []);

    // What a file of settings or an argument can set: public, with a setter.
    private static IEnumerable<PropertyDeclarationSyntax> Own(ClassDeclarationSyntax type) =>
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.Modifiers.Any(SyntaxKind.PublicKeyword) && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        where property.AccessorList?.Accessors.Any(SyntaxKind.SetAccessorDeclaration) == true
        select property;

    // The setting that holds all of these, with its colon; empty if none does.
    private static string Outer(Dictionary<string, ClassDeclarationSyntax> types, ClassDeclarationSyntax type) =>
        types.Values.SelectMany(Own)
            .Where(property => property.Type.ToString().TrimEnd('?') == type.Identifier.Text)
            .Select(static property => Name(property) + ":").FirstOrDefault() ?? "";

    private static string Name(PropertyDeclarationSyntax property) => property.Identifier.Text;
}
