using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>
/// The labels of a metric and, as far as they stand in the class that counts, their values: in the call itself, in a
/// constant that it names, or in what the method around it is called with.
/// </summary>
internal static class Labels
{
    public static string Of(InvocationExpressionSyntax creation)
    {
        var type = creation.Ancestors().OfType<TypeDeclarationSyntax>().First();
        var field = creation.Ancestors().OfType<AssignmentExpressionSyntax>().FirstOrDefault()?.Left.ToString();
        var pairs = Uses(type, field).SelectMany(use => Pairs(type, use));
        return string.Join(", ", pairs.GroupBy(static pair => pair.Name, StringComparer.Ordinal).Select(static group =>
        {
            var values = group.Select(static pair => pair.Value).OfType<string>().Distinct().ToArray();
            return $"`{group.Key}`" + (values.Length > 0 ? ": " + string.Join(", ", values) : "");
        }));
    }

    public static string? Literal(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax literal && literal.IsKind(SyntaxKind.StringLiteralExpression)
            ? literal.Token.ValueText
            : null;

    private static IEnumerable<InvocationExpressionSyntax> Uses(TypeDeclarationSyntax type, string? field) =>
        from call in type.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression.ToString() is var used && (used == $"{field}.Add" || used == $"{field}.Record")
        select call;

    private static IEnumerable<(string Name, string? Value)> Pairs(
        TypeDeclarationSyntax type, InvocationExpressionSyntax use) =>
        from argument in use.ArgumentList.Arguments.Skip(1)
        from pair in PairIn(type, argument.Expression)
        from value in Values(type, pair[1].Expression)
        select (Literal(pair[0].Expression)!, value);

    // new KeyValuePair<…>("result", x), Tag("result", x), or the name of a field that holds one.
    private static IEnumerable<SeparatedSyntaxList<ArgumentSyntax>> PairIn(
        TypeDeclarationSyntax type, ExpressionSyntax expression)
    {
        var made = expression is IdentifierNameSyntax name
            ? type.DescendantNodes().OfType<VariableDeclaratorSyntax>()
                .FirstOrDefault(each => each.Identifier.Text == name.Identifier.Text)?.Initializer?.Value
            : expression;
        var arguments = made switch
        {
            BaseObjectCreationExpressionSyntax creation => creation.ArgumentList?.Arguments,
            InvocationExpressionSyntax call => call.ArgumentList.Arguments,
            _ => null,
        };
        if (arguments is { Count: 2 } pair && Literal(pair[0].Expression) is not null)
        {
            yield return pair;
        }
    }

    private static string?[] Values(TypeDeclarationSyntax type, ExpressionSyntax value)
    {
        if (Literal(value) is { } stated)
        {
            return [stated];
        }

        var method = value.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault();
        var place = method?.ParameterList.Parameters.IndexOf(each => each.Identifier.Text == value.ToString()) ?? -1;
        var given = place < 0
            ? []
            : type.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression.ToString() == method!.Identifier.Text)
                .Select(call => Literal(call.ArgumentList.Arguments[place].Expression)).ToArray();
        return given.Length > 0 ? given : [null];
    }
}
