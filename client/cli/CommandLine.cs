using System.CommandLine;
using System.Reflection;
using OrleansRisk.Client;
using OrleansRisk.Loads.Mapped;
using OrleansRisk.Maps;

namespace OrleansRisk.Cli;

/// <summary>
/// Parses a command line by the table, runs its handler, and turns every failure into a message and an exit code.
/// </summary>
internal static class CommandLine
{
    /// <summary>That of the client's packages, with the commit they were built from if it is known.</summary>
    private static string Version { get; } =
        typeof(RiskClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static async Task<int> Run(string[] args, Terminal terminal, CancellationToken cancel)
    {
        var commands = new Dictionary<Command, CommandEntry>();
        var parsed = Root(commands).Parse(args);
        commands.TryGetValue(parsed.CommandResult.Command, out var entry);
        if (args.Length == 0 || parsed.GetValue<bool>("--help"))
        {
            var help = entry is not null ? HelpText.Of(entry)
                : parsed.CommandResult.Command is RootCommand ? HelpText.All()
                : HelpText.On(parsed.CommandResult.Command.Name);
            await terminal.Out.WriteAsync(System.Text.Encoding.UTF8.GetBytes(help), cancel);
            return args.Length == 0 ? ExitCode.Error : ExitCode.Done;
        }

        if (args is ["--version"])
        {
            await terminal.Out.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"risk {Version}\n"), cancel);
            return ExitCode.Done;
        }

        if (entry is null || parsed.Errors.Count > 0)
        {
            terminal.Error.WriteLine(Mistakes.Describe(parsed, entry));
            return ExitCode.Error;
        }

        return await Guarded(entry, new Invocation(parsed, terminal), cancel);
    }

    private static async Task<int> Guarded(CommandEntry entry, Invocation call, CancellationToken cancel)
    {
        try
        {
            return await entry.Handler(call, cancel);
        }
        catch (RiskException refused)
        {
            call.Terminal.Error.WriteLine(refused.Message);
            return refused.Status == System.Net.HttpStatusCode.NotFound ? ExitCode.Declined : ExitCode.Error;
        }
        catch (Exception wrong) when (wrong is UsageException or UnreadableFileException or MapException
            or IOException or UnauthorizedAccessException or InvalidDataException or CsvHelper.CsvFormatException)
        {
            call.Terminal.Error.WriteLine(wrong.Message);
            return ExitCode.Error;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            call.Terminal.Error.WriteLine("Stopped. What was not acknowledged may be sent again.");
            return ExitCode.Error;
        }
    }

    private static RootCommand Root(Dictionary<Command, CommandEntry> commands)
    {
        var root = new RootCommand();
        root.Options.Clear();
        root.Options.Add(new Option<bool>("--help", "-h") { Recursive = true });
        foreach (var option in CommandTable.Everywhere)
        {
            root.Options.Add(new Option<string>(option.Name) { Recursive = true });
        }

        foreach (var entry in CommandTable.Entries)
        {
            var command = Command(root, entry);
            commands.Add(command, entry);
        }

        return root;
    }

    private static Command Command(RootCommand root, CommandEntry entry)
    {
        Command parent = root;
        var words = entry.Name.Split(' ');
        foreach (var word in words[..^1])
        {
            var found = parent.Subcommands.FirstOrDefault(c => c.Name == word);
            if (found is null)
            {
                parent.Subcommands.Add(found = new Command(word));
            }

            parent = found;
        }

        var command = new Command(words[^1]);
        parent.Subcommands.Add(command);
        foreach (var argument in entry.Arguments)
        {
            command.Arguments.Add(argument.Many
                ? new Argument<string[]>(argument.Name) { Arity = ArgumentArity.OneOrMore }
                : new Argument<string>(argument.Name));
        }

        foreach (var option in entry.Options)
        {
            command.Options.Add(Option(option));
        }

        return command;
    }

    private static Option Option(OptionEntry entry) => entry switch
    {
        { Value: "" } => new Option<bool>(entry.Name),
        { Many: true } => new Option<string[]>(entry.Name),
        _ => new Option<string>(entry.Name),
    };
}
