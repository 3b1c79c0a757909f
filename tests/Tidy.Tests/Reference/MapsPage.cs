using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>The form of a column map, from the code that reads one, and the maps that come with the product.</summary>
internal static class MapsPage
{
    private const string Folder = "client/maps/", Shipped = Folder + "Shipped/";

    private const string Head =
        """
        # Column maps

        Written by `./dev reference` from the code that reads maps; a test compares.

        A column map is a JSON file that names where each field of a transaction is found in a lender's own files.
        A word that is not known is refused with its place, so a slip never becomes an empty field.

        ## The file
        """;

    public static string Write(Tree tree)
    {
        var page = new StringBuilder(Head).AppendLine();
        page.AppendLine().Append(About(tree, "MapFile")).AppendLine();
        foreach (var (place, words) in Known(tree).OrderBy(static each => each.Place, StringComparer.Ordinal))
        {
            page.Append(Prose.Item($"`{place}` – {string.Join(", ", words.Select(static word => $"`{word}`"))}"));
        }

        page.AppendLine().AppendLine("## Fields").AppendLine();
        page.Append(Prose.Item("each field of text – " + Summary(tree, "TextField")));
        page.Append(Prose.Item("`at` – " + Summary(tree, "TimeField")));
        page.Append(Prose.Item("`date` – " + Summary(tree, "DayField")));
        page.Append(Prose.Item("`amount` – " + Summary(tree, "AmountRule") + " " + Summary(tree, "MoneyCell")));
        page.Append(Prose.Item("`balance` – " + Summary(tree, "BalanceField")));
        page.AppendLine().AppendLine("## Maps that come with it").AppendLine();
        foreach (var (path, text) in tree.Files.Where(static file =>
            file.Key.StartsWith(Shipped, StringComparison.Ordinal)))
        {
            var about = JsonDocument.Parse(text).RootElement.GetProperty("about").GetString();
            page.Append(Prose.Item($"`{Path.GetFileNameWithoutExtension(path)}` – {about}"));
        }

        page.AppendLine().AppendLine("Their files are examples of the form: `client/maps/Shipped/`.");

        return page.ToString();
    }

    // Each reader of an object states the words that it knows: MapJson.Object(json, place, "column", …).
    private static IEnumerable<(string Place, string[] Words)> Known(Tree tree) =>
        from file in tree.Code(static path => path.StartsWith(Folder, StringComparison.Ordinal))
        from call in file.Code.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression.ToString() == "MapJson.Object"
        let arguments = call.ArgumentList.Arguments
        let words = Words(call, arguments.Skip(2))
        let reader = call.Ancestors().OfType<TypeDeclarationSyntax>().First()
        select (PlaceOf(call, arguments[1].Expression, reader), words);

    // The place is a text, a constant beside the call, or what the reader is called with.
    private static string PlaceOf(
        InvocationExpressionSyntax call, ExpressionSyntax place, TypeDeclarationSyntax reader) =>
        Literal(place)
            ?? call.Ancestors().OfType<BaseMethodDeclarationSyntax>().First().DescendantNodes()
                .OfType<VariableDeclaratorSyntax>().Where(each => each.Identifier.Text == place.ToString())
                .Select(static each => Literal(each.Initializer?.Value)).FirstOrDefault()
            ?? reader.Identifier.Text switch
            {
                "TextField" => "fields.TEXT",
                "TimeField" => "fields.at",
                "DayField" => "fields.date",
                "BalanceField" => "fields.balance",
                "DirectionColumn" => "amount.direction",
                var other => other,
            };

    private static string[] Words(InvocationExpressionSyntax call, IEnumerable<ArgumentSyntax> arguments) =>
    [
        .. arguments.SelectMany(argument => argument.DescendantNodesAndSelf()).SelectMany(node => node switch
        {
            LiteralExpressionSyntax literal => [literal.Token.ValueText],
            SpreadElementSyntax spread => Constants(call, spread.Expression.ToString()),
            _ => Array.Empty<string>(),
        }),
    ];

    private static string[] Constants(InvocationExpressionSyntax call, string name) =>
    [
        .. call.SyntaxTree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(each => each.Identifier.Text == name)
            .SelectMany(static each => each.DescendantNodes().OfType<LiteralExpressionSyntax>())
            .Select(static literal => literal.Token.ValueText),
    ];

    private static string? Literal(ExpressionSyntax? expression) =>
        (expression as LiteralExpressionSyntax)?.Token.ValueText;

    private static string About(Tree tree, string type) => Prose.Paragraph(Summary(tree, type)) + "\n";

    private static string Summary(Tree tree, string type) => Prose.Summary(
        tree.Code(static path => path.StartsWith(Folder, StringComparison.Ordinal))
            .SelectMany(static file => file.Code.DescendantNodes().OfType<TypeDeclarationSyntax>())
            .First(each => each.Identifier.Text == type));
}
