using System.Text;

namespace OrleansRisk.Cli;

/// <summary>Help as it is printed, made from the table.</summary>
internal static class HelpText
{
    private static readonly string[] Examples =
    [
        "risk send history.ndjson.gz --mode history --answers errors",
        "risk accounts show MY-0022",
        "risk decisions list MY-0022 --limit 10",
        "risk watch --outcome review",
    ];

    public static string All()
    {
        var text = new StringBuilder("risk: sends transactions to OrleansRisk and shows what came of them\n\n");
        Commands(text, CommandTable.Entries);
        Options(text, "Every command takes", CommandTable.Everywhere);
        text.Append("\nExamples:\n");
        foreach (var example in Examples)
        {
            text.Append($"  {example}\n");
        }

        text.Append("\nResults are JSON on standard output, messages go to standard error.\n");
        text.Append("Exit: 0 done, 1 declined or none, 2 error. `risk COMMAND --help` explains a command,\n");
        text.Append("`risk --version` prints the version.\n");
        return text.ToString();
    }

    /// <summary>The commands that act on one thing: <c>risk accounts --help</c>.</summary>
    public static string On(string thing)
    {
        var text = new StringBuilder();
        var entries = CommandTable.On(thing).ToList();
        Commands(text, entries);
        text.Append("\nExamples:\n");
        foreach (var entry in entries)
        {
            text.Append($"  {entry.Example}\n");
        }

        return text.ToString();
    }

    public static string Of(CommandEntry entry)
    {
        var text = new StringBuilder($"risk {Usage(entry)}\n\n  {entry.Summary}\n");
        if (entry.Arguments.Count > 0)
        {
            text.Append('\n');
            foreach (var argument in entry.Arguments)
            {
                text.Append($"  {argument.Name,-26} {argument.Summary}\n");
            }
        }

        if (entry.Options.Count > 0)
        {
            Options(text, "Options", entry.Options);
        }

        Options(text, "Every command takes", CommandTable.Everywhere);
        return text.Append($"\nExample:\n  {entry.Example}\n").ToString();
    }

    private static void Commands(StringBuilder text, IEnumerable<CommandEntry> entries)
    {
        foreach (var entry in entries)
        {
            text.Append($"  {Usage(entry),-48} {entry.Summary}\n");
        }
    }

    private static string Usage(CommandEntry entry) =>
        string.Join(' ', [entry.Name,
            .. entry.Arguments.Select(static each => each.Many ? each.Name + "…" : each.Name),
            .. entry.Options.Count > 0 ? ["[OPTIONS]"] : Array.Empty<string>()]);

    private static void Options(StringBuilder text, string title, IReadOnlyList<OptionEntry> options)
    {
        text.Append($"\n{title}:\n");
        foreach (var option in options)
        {
            var name = $"{option.Name} {option.Value}".TrimEnd();
            text.Append($"  {name,-26} {option.Summary}{(option.Many ? " (repeatable)" : "")}\n");
        }
    }
}
