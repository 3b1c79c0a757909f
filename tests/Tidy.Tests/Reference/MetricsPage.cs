using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OrleansRisk.Tidy.Tests.Reference;

/// <summary>
/// Every metric of ours, from the calls that make it, and its labels, from the calls that count or time with it.
/// </summary>
internal static class MetricsPage
{
    private const string Head =
        """
        # Metrics

        Written by `./dev reference` from the code that makes them; a test compares. How to export and watch them is in
        [operating/watching.md](../operating/watching.md). Times are seconds.

        | metric | kind | unit | labels | what it counts |
        |---|---|---|---|---|
        """;

    public static string Write(Tree tree)
    {
        var page = new StringBuilder(Head).AppendLine();
        foreach (var metric in All(tree).OrderBy(static metric => metric.Name, StringComparer.Ordinal))
        {
            page.AppendLine($"| `{metric.Name}` | {metric.Kind} | {metric.Unit} | {metric.Labels} | {metric.About} |");
        }

        return page.ToString();
    }

    private static IEnumerable<Metric> All(Tree tree) =>
        from file in tree.Code(Tree.IsProduct)
        from call in file.Code.DescendantNodes().OfType<InvocationExpressionSyntax>()
        let kind = KindOf((call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text)
        where kind is not null
        let texts = call.ArgumentList.Arguments.Select(static argument => Labels.Literal(argument.Expression))
            .OfType<string>().ToArray()
        where texts is [['r', 'i', 's', 'k', '.', ..], ..]
        select new Metric(
            texts[0], kind, texts[1].Trim('{', '}'), Labels.Of(call), texts[2].TrimEnd('.'));

    private static string? KindOf(string? method) => method switch
    {
        "CreateCounter" => "counter",
        "CreateHistogram" => "histogram",
        "CreateObservableGauge" => "gauge",
        _ => null,
    };

    private sealed record Metric(string Name, string Kind, string Unit, string Labels, string About);
}
