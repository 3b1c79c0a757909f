using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests.Shape;

/// <summary>A doc comment is a sentence that was reread: its lines end where the next word does not fit.</summary>
public static partial class CommentRules
{
    // Less than the line's limit, so that a word more or less in a sentence does not mean to wrap all of it again.
    private const int FitsWithin = 110;

    private const string Broken = "the sentence goes on in the next line, though its next word fits here";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("broken-comments", BrokenComments,
            Tree.Of(("core/A.cs", "/// <summary>\n/// Counts are whole. They never\n///\n/// </summary>\n"
                + $"/// {new string('c', 100)} of\n/// many. A short end.\n/// <returns>\n/// 1  one\n"
                + "/// </returns>\n")),
            Tree.Of(("core/A.cs", "/// <summary>\n/// Counts never\n/// go down.\n/// </summary>\n")),
            $"core/A.cs:2: {Broken}"),
    ];

    [GeneratedRegex(@"^\s*/// ?(?<text>.*\S)\s*$")]
    private static partial Regex DocLine();

    // An end of a sentence, or a tag that stands on a line of its own.
    [GeneratedRegex(@"([.:;?!]|" + Block + "[^>]*>)$")]
    private static partial Regex MayEnd();

    // A tag, an item of a list, or a column of a table.
    [GeneratedRegex(@"^(" + Block + @"|[-*] |[0-9]+\. |\s)")]
    private static partial Regex BeginsAnew();

    [GeneratedRegex(@"^(<[a-z]+ [^>]*>|\S)+")]
    private static partial Regex Word();

    private const string Block = "</?(summary|remarks|para|param|typeparam|returns|value|exception|list|item|code)\\b";

    private static IEnumerable<Finding> BrokenComments(Tree tree) =>
        from file in tree.Files
        where file.Key.EndsWith(".cs", StringComparison.Ordinal)
        from number in BrokenLines(file.Value.Split('\n'))
        select new Finding(file.Key, number, Broken);

    private static IEnumerable<int> BrokenLines(string[] lines)
    {
        var code = false;
        for (var i = 0; i + 1 < lines.Length; i++)
        {
            var (here, next) = (DocLine().Match(lines[i]), DocLine().Match(lines[i + 1]));
            code = here.Success && (code || lines[i].Contains("<code>", StringComparison.Ordinal))
                && !lines[i].Contains("</code>", StringComparison.Ordinal);
            if (here.Success && next.Success && !code && IsBroken(lines[i], here.Groups["text"].Value, next))
            {
                yield return i + 1;
            }
        }
    }

    private static bool IsBroken(string line, string text, Match next) =>
        !MayEnd().IsMatch(text) && !char.IsWhiteSpace(text[0]) && !BeginsAnew().IsMatch(next.Groups["text"].Value)
        && line.Length + 1 + Word().Match(next.Groups["text"].Value).Length <= FitsWithin;
}
