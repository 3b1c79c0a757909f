using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests.Papers;

/// <summary>
/// Decisions are pages of one form, which begin with what was decided; the index names each of them, by its title.
/// </summary>
public static partial class DecisionRules
{
    private const string Folder = "docs/decisions/", Index = Folder + "README.md", Sample = Folder + "0301-one-lane.md";
    private const int LinesMax = 80;

    private const string Page =
        "# 0301 One lane\n\n**Decided.** …\n\n**Context.** …\n\n**Choice.** …\n\n**Refused.** …\n\n"
        + "**Status.** In force.\n";

    private static readonly string[] Parts = ["Decided", "Context", "Choice", "Refused", "Status"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("decision-names", Names,
            Tree.Of((Sample, ""), (Index, "")), Tree.Of((Folder + "lanes.md", "")),
            "docs/decisions/lanes.md: is not named NNNN-what-was-decided.md"),
        new("decision-length", Lengths,
            Tree.Of((Sample, Page)), Tree.Of((Sample, new string('\n', LinesMax + 1))),
            "docs/decisions/0301-one-lane.md: is 81 lines; the limit is 80"),
        new("decision-begins", Begins,
            Tree.Of((Sample, Page)), Tree.Of((Sample, "# One lane\n\n**Context.** …\n")),
            "docs/decisions/0301-one-lane.md: does not begin with its number, its title and **Decided.**"),
        new("decision-parts", Missing,
            Tree.Of((Sample, Page)),
            Tree.Of((Sample, Page.Replace("**Refused.", "**Left out.", StringComparison.Ordinal))),
            "docs/decisions/0301-one-lane.md: has no **Refused.**"),
        new("decision-status", Statuses,
            Tree.Of((Sample, Page.Replace("In force", "Superseded by [0302](0302-two.md)", StringComparison.Ordinal))),
            Tree.Of((Sample, Page.Replace("In force", "Accepted", StringComparison.Ordinal))),
            "docs/decisions/0301-one-lane.md: its status is neither \"In force\" nor \"Superseded by [NNNN](file)\""),
        new("decision-index", Listed,
            Tree.Of((Sample, Page), (Index, "- [0301](0301-one-lane.md) One lane\n")),
            Tree.Of((Sample, Page), (Index, "- [0301](0301-one-lane.md) Two lanes\n")),
            "docs/decisions/README.md: has not the line \"- [0301](0301-one-lane.md) One lane\" once"),
    ];

    [GeneratedRegex("^docs/decisions/[0-9]{4}-[a-z0-9-]+\\.md$")]
    private static partial Regex Named();

    [GeneratedRegex(@"^# (?<number>[0-9]{4}) (?<title>.+)\n\n\*\*Decided\.\*\* ")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\*\*Status\.\*\* (In force|Superseded by \[(?<by>[0-9]{4})\])")]
    private static partial Regex Status();

    private static IEnumerable<Finding> Names(Tree tree) =>
        from page in Pages(tree)
        where !Named().IsMatch(page.Key)
        select new Finding(page.Key, 0, "is not named NNNN-what-was-decided.md");

    private static IEnumerable<Finding> Lengths(Tree tree) =>
        from page in Pages(tree)
        let lines = page.Value.Count(c => c == '\n')
        where lines > LinesMax
        select new Finding(page.Key, 0, $"is {lines} lines; the limit is {LinesMax}");

    private static IEnumerable<Finding> Begins(Tree tree) =>
        from page in Pages(tree)
        let number = Beginning().Match(page.Value).Groups["number"].Value
        where number.Length == 0 || !page.Key.StartsWith(Folder + number, StringComparison.Ordinal)
        select new Finding(page.Key, 0, "does not begin with its number, its title and **Decided.**");

    private static IEnumerable<Finding> Missing(Tree tree) =>
        from page in Pages(tree)
        from part in Parts
        where !page.Value.Contains($"\n**{part}", StringComparison.Ordinal)
        select new Finding(page.Key, 0, $"has no **{part}.**");

    private static IEnumerable<Finding> Statuses(Tree tree) =>
        from page in Pages(tree)
        where !Status().IsMatch(page.Value)
        select new Finding(page.Key, 0, "its status is neither \"In force\" nor \"Superseded by [NNNN](file)\"");

    private static IEnumerable<Finding> Listed(Tree tree)
    {
        var lines = tree.Files.GetValueOrDefault(Index, "").Split('\n');
        return from page in Pages(tree)
               let line = Line(page.Key[Folder.Length..], page.Value)
               where lines.Count(each => each == line) != 1
               select new Finding(Index, 0, $"has not the line \"{line}\" once");
    }

    private static string Line(string file, string text)
    {
        var (begins, superseded) = (Beginning().Match(text), Status().Match(text).Groups["by"].Value);
        return $"- [{begins.Groups["number"].Value}]({file}) {begins.Groups["title"].Value}"
            + (superseded.Length > 0 ? $" – superseded by {superseded}" : "");
    }

    private static IEnumerable<KeyValuePair<string, string>> Pages(Tree tree) =>
        tree.Files.Where(file => file.Key.StartsWith(Folder, StringComparison.Ordinal) && file.Key != Index);
}
