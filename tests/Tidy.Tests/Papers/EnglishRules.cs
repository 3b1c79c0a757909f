using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests.Papers;

/// <summary>
/// Documents are in plain English: something acts, and the sentence names it. Decisions keep the words of their time.
/// </summary>
public static partial class EnglishRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        new("plain-english", Odd,
            Tree.Of(("docs/A.md", "The host returns an answer.\n```sh\necho nobody\n```\nKept `put up` as it is."),
                ("docs/decisions/0301-a.md", "nobody knows")),
            Tree.Of(("docs/A.md", "\nA key is told\nto a host.")),
            "docs/A.md:2: \"is told\" is not plain English: name who acts, and what it does"),
    ];

    [GeneratedRegex(@"\b(whoever|nobody|somebody|everybody|(is|are|was|were|been) (said|told)|puts? up|lets? go"
        + @"|goes by)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Phrase();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    // One finding a page and line; code is blanked, so that lines keep their numbers.
    private static IEnumerable<Finding> Odd(Tree tree) =>
        from file in tree.Files
        where file.Key.EndsWith(".md", StringComparison.Ordinal) && file.Key != "CHANGELOG.md"
            && !file.Key.StartsWith("docs/decisions/", StringComparison.Ordinal)
            && !file.Key.StartsWith("docs/reference/", StringComparison.Ordinal)
        let prose = Code().Replace(file.Value, static code => new string('\n', code.Value.Count(c => c == '\n')))
        from line in prose.Split('\n').Select((text, index) => (Phrase: Phrase().Match(text), Number: index + 1))
        where line.Phrase.Success
        select new Finding(
            file.Key, line.Number, $"\"{line.Phrase.Value}\" is not plain English: name who acts, and what it does");
}
