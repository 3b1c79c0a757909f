using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>Text of doc comments as Markdown.</summary>
internal static partial class Prose
{
    private const int Width = 140;

    /// <summary>The summary of a declaration in one line; empty if it has none.</summary>
    public static string Summary(SyntaxNode declaration)
    {
        var comment = declaration.GetLeadingTrivia().Select(static trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>().LastOrDefault();
        var summary = comment?.Content.OfType<XmlElementSyntax>()
            .FirstOrDefault(static element => element.StartTag.Name.ToString() == "summary");
        return summary is null ? "" : Spaces().Replace(string.Concat(summary.Content.Select(Text)), " ").Trim();
    }

    /// <summary>A list's item, wrapped, its later lines under its first word.</summary>
    public static string Item(string text) => Wrapped(text, "- ", "  ") + "\n";

    public static string Paragraph(string text) => Wrapped(text, "", "");

    private static string Wrapped(string text, string first, string later)
    {
        var (lines, line) = (new StringBuilder(), first);
        foreach (var word in Words().Matches(text).Select(static match => match.Value))
        {
            if (line.Length + word.Length > Width)
            {
                lines.AppendLine(line.TrimEnd());
                line = later;
            }

            line += word + " ";
        }

        return lines.Append(line.TrimEnd()).ToString();
    }

    private static string Text(XmlNodeSyntax node) => node switch
    {
        XmlTextSyntax text => string.Concat(text.TextTokens.Select(
            static token => token.IsKind(SyntaxKind.XmlTextLiteralNewLineToken) ? " " : token.ValueText)),
        XmlElementSyntax element when element.StartTag.Name.ToString() == "c" =>
            $"`{string.Concat(element.Content.Select(Text))}`",
        XmlElementSyntax element => string.Concat(element.Content.Select(Text)),
        XmlEmptyElementSyntax empty => string.Concat(empty.Attributes.Select(Referred)),
        _ => "",
    };

    private static string Referred(XmlAttributeSyntax attribute) => attribute switch
    {
        XmlCrefAttributeSyntax cref => $"`{cref.Cref.ToString().Split('.')[^1]}`",
        XmlNameAttributeSyntax name => $"`{name.Identifier}`",
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // Code stays in one line.
    [GeneratedRegex(@"(`[^`]*`|\S)+")]
    private static partial Regex Words();
}
