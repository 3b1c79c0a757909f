using System.Text.RegularExpressions;

namespace OrleansRisk.Tidy.Tests.Papers;

/// <summary>
/// What a document tells a reader to type is run by a test, or listed in <c>unrun.txt</c> with the reason why it cannot
/// be. Decisions and the changelog speak of their own time and are left out.
/// </summary>
public static partial class CommandRules
{
    private const string Unrun = "tests/Tidy.Tests/unrun.txt", Tests = "tests/A.Tests/A.cs";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("documented-commands", NotRun,
            Tree.Of(
                ("docs/A.md", "Say `orleansrisk drop-month 2025-01`, then\n\n```sh\n./dev bench hot | less\nls\n```\n"),
                ("docs/B.md", "`./dev demo` and `risk model add FILE`"), ("dev.d/a.sh", "  ./dev demo >output\n"),
                ("tests/A.Tests/help.txt", "\n  model add FILE   Keep a model.\n"),
                (Tests, "Run(\"drop-month\", month)"), (Unrun, "# why\n./dev bench: takes an hour\n")),
            Tree.Of(("docs/A.md", "\nSay `orleansrisk drop-month\n2025-01`"), (Tests, "Run(\"export\")")),
            "docs/A.md:2: no test runs `orleansrisk drop-month`; if none can, tests/Tidy.Tests/unrun.txt says why"),
        new("unrun-commands", Needless,
            Tree.Of(("docs/A.md", "`./dev bench`"), (Unrun, "./dev bench: takes an hour\n")),
            Tree.Of(("docs/A.md", "`./dev demo`"), (Unrun, "./dev bench: takes an hour\n")),
            "tests/Tidy.Tests/unrun.txt: no document has `./dev bench`, or a test runs it: strike the line"),
    ];

    // In a code span, which may go on in the next line, or at the beginning of a command of a shell block.
    [GeneratedRegex(@"(?<=[^`]|^)`(?<command>[^`\n]+(\n[^`\n]+)?)`(?!`)|^```sh\n(?<block>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\|\|?|&&|;|\$\(|\n")]
    private static partial Regex Between();

    [GeneratedRegex(@"^\s*([A-Z_]+=\S+\s+)*(?<program>\./dev|risk-training|risk|orleansrisk|generator|dotnet|kubectl)"
        + @"(?<words>(\s+[a-z][a-z-]*(?=\s|$))+)")]
    private static partial Regex Command();

    private static IEnumerable<Finding> NotRun(Tree tree)
    {
        var (listed, runs) = (Listed(tree), Runs(tree));
        return from command in Commands(tree).GroupBy(static each => each.Command, StringComparer.Ordinal)
               where !listed.Any(one => IsOf(command.Key, one)) && !IsRun(runs, command.Key)
               from each in command
               select new Finding(
                   each.Path, each.Line, $"no test runs `{each.Command}`; if none can, {Unrun} says why");
    }

    private static IEnumerable<Finding> Needless(Tree tree)
    {
        var runs = Runs(tree);
        var commands = Commands(tree).Select(static each => each.Command).Distinct().ToArray();
        return from one in Listed(tree)
               where !commands.Any(command => IsOf(command, one) && !IsRun(runs, command))
               select new Finding(Unrun, 0, $"no document has `{one}`, or a test runs it: strike the line");
    }

    private static IEnumerable<(string Path, int Line, string Command)> Commands(Tree tree) =>
        from file in tree.Files
        where file.Key.EndsWith(".md", StringComparison.Ordinal) && file.Key != "CHANGELOG.md"
            && !file.Key.StartsWith("docs/decisions/", StringComparison.Ordinal)
        from code in Code().Matches(file.Value)
        let span = code.Groups["command"]
        from text in span.Success ? [span.Value.ReplaceLineEndings(" ")] : Between().Split(code.Groups["block"].Value)
        let command = Command().Match(text)
        where command.Success
        let words = command.Groups["words"].Value.Split((char[])[], StringSplitOptions.RemoveEmptyEntries)
        let line = 1 + file.Value.AsSpan(0, code.Index).Count('\n')
        select (file.Key, line, $"{command.Groups["program"].Value} {string.Join(' ', words)}");

    // The words that start a program in tests and in the script: Run("model", "add"), ./dev demo, and the commands of
    // the tool, each of which another test runs.
    private static string Runs(Tree tree) => string.Join('\n',
        from file in tree.Files
        where file.Key.StartsWith("tests/", StringComparison.Ordinal)
            && (file.Key.EndsWith(".cs", StringComparison.Ordinal) || Path.GetFileName(file.Key) == "help.txt")
            && !file.Key.StartsWith("tests/Tidy.Tests/", StringComparison.Ordinal)
            || file.Key.StartsWith("dev.d/", StringComparison.Ordinal) || file.Key == ".ci/run"
        select file.Value);

    // The longest beginning of the command that is one: what follows may be its arguments.
    private static bool IsRun(string runs, string command)
    {
        var words = command.Split(' ');
        var quoted = string.Join(@"""\s*,\s*""", words[1..].Select(Regex.Escape));
        var plain = Regex.Escape(string.Join(' ', words[1..]));
        var pattern = words[0] switch
        {
            "risk" => $@"(?m)^  {plain}( |$)",
            "./dev" => $@"(?m)(^|&& |setsid )\s*(exec )?\./dev {plain}\b|""dev""\)?, ""{quoted}""",
            "orleansrisk" => $@"""{quoted}""|""\$RISK_HOST"" {plain}\b",
            _ => $@"""{quoted}""|{Regex.Escape(words[0])} {plain}\b",
        };
        return Regex.IsMatch(runs, pattern) || (words.Length > 2 && IsRun(runs, string.Join(' ', words[..^1])));
    }

    private static bool IsOf(string command, string listed) =>
        command == listed || command.StartsWith(listed + " ", StringComparison.Ordinal);

    private static string[] Listed(Tree tree) =>
    [
        .. from line in tree.Files.GetValueOrDefault(Unrun, "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
           where line[0] != '#'
           select line.Split(": ", 2) is [var command, { Length: >= 10 }]
               ? command
               : throw new FormatException($"{Unrun}: not 'command: reason': {line}"),
    ];
}
