using System.CommandLine;
using System.CommandLine.Parsing;

namespace OrleansRisk.Cli;

/// <summary>What is wrong with a command line, what is allowed, and where help is.</summary>
internal static class Mistakes
{
    public static string Describe(ParseResult parsed, CommandEntry? entry) => entry is null
        ? $"{Command(parsed)}\nSee `risk --help`."
        : $"{Of(parsed, entry)}\nSee `risk {entry.Name} --help`.";

    /// <summary>No command was reached: a wrong word, or one too few.</summary>
    private static string Command(ParseResult parsed)
    {
        var wrong = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        if (wrong?.StartsWith('-') == true)
        {
            return Option(wrong, "risk", [.. CommandTable.Everywhere.Select(each => each.Name), "--help", "--version"]);
        }

        var begun = string.Join(' ', parsed.Tokens
            .TakeWhile(token => token.Value != wrong)
            .Where(token => token.Type == TokenType.Command).Select(token => token.Value));
        if (wrong is null)
        {
            return begun.Length == 0 ? "A command is missing."
                : $"`risk {begun}` needs one of {Listed(Following(begun))}.";
        }

        var typed = $"{begun} {wrong}".Trim();
        var near = Nearest.Of(typed, CommandTable.Entries.Select(each => each.Name))
            ?? (Nearest.Of(wrong, Following(begun)) is { } word ? $"{begun} {word}".Trim() : null);
        return near is not null ? $"There is no command `{typed}`; the nearest is `risk {near}`."
            : begun.Length > 0 ? $"There is no command `{typed}`; `risk {begun}` takes {Listed(Following(begun))}."
            : Doing(wrong, parsed) is { Count: > 0 } doing
                ? $"There is no command `{typed}`; there is {Listed(doing.Select(each => $"`risk {each}`"))}."
            : $"There is no command `{typed}`.";
    }

    /// <summary>Commands of which a word was meant to be all, or to come first: <c>create tenants</c>.</summary>
    private static List<string> Doing(string word, ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToHashSet(StringComparer.Ordinal);
        var with = CommandTable.Entries.Select(each => each.Name)
            .Where(name => name.Split(' ').Contains(word)).ToList();
        return with.FindAll(name => name.Split(' ').All(words.Contains)) is { Count: > 0 } whole ? whole : with;
    }

    private static IEnumerable<string> Following(string begun) =>
        (begun.Length == 0 ? CommandTable.Entries : CommandTable.On(begun))
        .Select(each => each.Name[(begun.Length == 0 ? 0 : begun.Length + 1)..].Split(' ')[0])
        .Distinct();

    private static string Of(ParseResult parsed, CommandEntry entry)
    {
        var given = entry.Arguments.Select(argument => (Argument: argument, Value: Value(parsed, argument))).ToList();
        var option = given.Select(each => each.Value).Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(text => text is ['-', '-', not '-', ..]);
        if (option is not null)
        {
            return Option(option, $"risk {entry.Name}",
                [.. entry.Options.Concat(CommandTable.Everywhere).Select(each => each.Name), "--help"]);
        }

        if (given.FirstOrDefault(each => each.Value is null).Argument is { } missing)
        {
            return $"`risk {entry.Name}` needs {missing.Name}: {missing.Summary}.";
        }

        return parsed.UnmatchedTokens is [var more, ..]
            ? $"`risk {entry.Name}` takes {Count(entry.Arguments)}, and '{more}' is one more."
            : parsed.Errors[0].Message;
    }

    private static string? Value(ParseResult parsed, ArgumentEntry argument) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>()
            .FirstOrDefault(each => each.Argument.Name == argument.Name)?.Tokens is [var token, ..]
            ? token.Value : null;

    private static string Option(string given, string command, string[] options)
    {
        var name = given.Split('=')[0];
        var near = Nearest.Of(name, options);
        return near is null ? $"`{command}` takes no option {name}."
            : $"`{command}` takes no option {name}; the nearest is {near}.";
    }

    private static string Count(IReadOnlyList<ArgumentEntry> arguments) => arguments.Count == 0
        ? "no argument" : string.Join(' ', arguments.Select(each => each.Name));

    private static string Listed(IEnumerable<string> words) => string.Join(", ", words);
}
