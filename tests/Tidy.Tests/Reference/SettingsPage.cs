using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>Every setting of the host, from the properties that hold them and what is written above each.</summary>
internal static class SettingsPage
{
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
        foreach (var (_, type) in Types(tree))
        {
            page.AppendLine().AppendLine($"## {Heading(type)}");
            if (Prose.Summary(type) is { Length: > 0 } about)
            {
                page.AppendLine().AppendLine(Prose.Paragraph(about));
            }

            page.AppendLine();
            foreach (var property in Settings(type))
            {
                page.Append(Prose.Item($"`{property.Identifier.Text}` – {Prose.Summary(property)}"));
            }
        }

        return page.ToString();
    }

    private static string Heading(ClassDeclarationSyntax type) => type.Identifier.Text
        .Replace("Settings", "", StringComparison.Ordinal).Replace("Options", "", StringComparison.Ordinal);

    // Types of settings, and behind each the one that it is made from.
    private static IEnumerable<(string Path, ClassDeclarationSyntax Type)> Types(Tree tree)
    {
        var all = (from file in tree.Code(static path => path.StartsWith("silo/", StringComparison.Ordinal))
                   from type in file.Code.DescendantNodes().OfType<ClassDeclarationSyntax>()
                   where Settings(type).Any()
                   orderby file.Path
                   select (file.Path, Type: type)).ToArray();
        return from each in all
               where each.Type.Identifier.Text.EndsWith("Settings", StringComparison.Ordinal)
               from one in all.Where(other => other == each || IsBase(other.Type, each.Type))
               orderby each.Path, one == each descending
               select one;
    }

    private static bool IsBase(ClassDeclarationSyntax type, ClassDeclarationSyntax of) =>
        of.BaseList?.Types.Any(one => one.Type.ToString() == type.Identifier.Text) == true;

    // What a file of settings or an argument can set: public, with a setter, and said so above it.
    private static IEnumerable<PropertyDeclarationSyntax> Settings(ClassDeclarationSyntax type) =>
        from property in type.Members.OfType<PropertyDeclarationSyntax>()
        where property.Modifiers.Any(SyntaxKind.PublicKeyword) && !property.Modifiers.Any(SyntaxKind.StaticKeyword)
        where property.AccessorList?.Accessors.Any(SyntaxKind.SetAccessorDeclaration) == true
        select property;
}
