using System.CommandLine;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Settings;

namespace OrleansRisk.Host;

/// <summary>What the program can do, and every setting, which any of its commands takes.</summary>
internal static class CommandLine
{
    private static readonly string[] HelpWords = ["--help", "-h", "-?"];

    private static readonly (SettingEntry Entry, Option<string[]> Option)[] Settings =
        [.. SettingEntry.All.Select(static entry => (entry, OptionOf(entry)))];

    public static Task<int> Run(string[] args)
    {
        string[] words = [.. (args is ["help", .. var rest] ? [.. rest, "--help"] : args).SelectMany(Words)];
        if (words.Any(HelpWords.Contains))
        {
            Describe();
        }

        var parsed = Root().Parse(words, new ParserConfiguration
        {
            EnablePosixBundling = false,
            ResponseFileTokenReplacer = null,
        });
        if (parsed.Errors.Count == 0)
        {
            return parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // hosts stop by themselves
            });
        }

        Console.Error.WriteLine(
            string.Join(' ', parsed.Errors.Select(static error => error.Message)) + " orleansrisk help lists all.");
        return Task.FromResult(ExitCodes.Failed);
    }

    /// <summary>
    /// An option in small letters, however the setting is spelled, and what follows the sign of equality as a word of
    /// its own: the parser would also divide <c>--amqp:queue</c> at its colon.
    /// </summary>
    private static string[] Words(string word) => !word.StartsWith("--", StringComparison.Ordinal) ? [word]
        : word.Split('=', 2) is [var name, var value] ? [Small(name), value] : [Small(word)];

    private static string Small(string name) => name.ToLowerInvariant();

    private static RootCommand Root()
    {
        var serve = (ParseResult parsed, CancellationToken cancel) => ServeCommand.Run(Checked(parsed), cancel);
        var root = new RootCommand(
            "OrleansRisk: scores transactions as they stream in. Without a command it serves. A setting comes from "
            + "appsettings.json, the environment (RISK_PORT=5080, RISK_AMQP__QUEUE=transactions) or an option; the "
            + "later one counts.");
        root.SetAction(serve);
        Add(root, "serve", "Listens, alone or as a member of a cluster; Ctrl-C stops it in good order.", serve);
        Add(root, "migrate", "Brings the database to this version, as its administrator.",
            static (parsed, cancel) => AdministrationCommand.Migrate(Unchecked(parsed), cancel));
        Add(root, "certs", "Makes or renews certificates and call-token keys in the folder Secrets.",
            static (parsed, _) => Task.FromResult(AdministrationCommand.Certify(Unchecked(parsed))));
        Add(root, "operator-key", "Makes an operator's key and prints it, this once.",
            static (parsed, cancel) => AdministrationCommand.MakeOperatorKey(Unchecked(parsed), cancel));
        AddOfTenants(root);
        foreach (var (_, option) in Settings)
        {
            root.Options.Add(option);
        }

        return root;
    }

    private static void AddOfTenants(RootCommand root)
    {
        Argument<string> tenant = new("tenant") { Description = "Number of a tenant." };
        Argument<string> file = new("file") { Description = "It must not be there yet." };
        Argument<string> month = new("month") { Description = "Such as 2025-01." };
        Argument<string> pool = new("pool") { Description = "Whose silos read the vault key of TargetKeyFile." };
        Argument<string?> some = new("tenant")
        {
            Description = "Number of a tenant.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Argument<string?> scoringVersion =
            new("version") { Description = "The scoring version to go on to.", Arity = ArgumentArity.ZeroOrOne };
        Add(root, "scoring-version",
            "Shows scoring versions, or moves a tenant on to one, once every node computes it.",
            (parsed, cancel) => ScoringVersionCommand.Run(
                parsed.GetValue(some), parsed.GetValue(scoringVersion), Unchecked(parsed), cancel), some,
                    scoringVersion);
        Add(root, "export", "Writes a tenant's transactions as risk-training reads them.",
            (parsed, cancel) => ExportCommand.Run(
                Checked(parsed), parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(file), cancel), tenant, file);
        Add(root, "drop-month", "Drops a month that no tenant's retention needs, for good.",
            (parsed, cancel) => DropMonthCommand.Run(
                Unchecked(parsed).Database, parsed.GetRequiredValue(month), cancel), month);
        Add(root, "move-tenant", "Makes another pool a tenant's home.",
            (parsed, cancel) => MoveTenantCommand.Run(
                Unchecked(parsed), parsed.GetRequiredValue(tenant), parsed.GetRequiredValue(pool), cancel),
            tenant, pool);
        Add(root, "move-tenant-back", "Calls a tenant back that has not arrived.",
            (parsed, cancel) =>
                MoveTenantCommand.Back(Unchecked(parsed), parsed.GetRequiredValue(tenant), cancel), tenant);
    }

    private static void Add(
        RootCommand root, string name, string about, Func<ParseResult, CancellationToken, Task<int>> run,
        params Argument[] arguments)
    {
        var command = new Command(name, about);
        foreach (var argument in arguments)
        {
            command.Arguments.Add(argument);
        }

        command.SetAction(run);
        root.Subcommands.Add(command);
    }

    // Several values, for scripts add to options that stand there already: the last one counts.
    private static Option<string[]> OptionOf(SettingEntry entry) => new(Small($"--{entry.Path}"))
    {
        Recursive = true,
        HelpName = "value",
    };

    /// <summary>Only where it is read: the comments are read from files.</summary>
    private static void Describe()
    {
        var comments = SettingEntry.ReadComments();
        foreach (var (entry, option) in Settings)
        {
            option.Description = comments[entry.Path];
        }
    }

    private static HostSettings Checked(ParseResult parsed) => SettingsReader.Read(Stated(parsed));

    private static HostSettings Unchecked(ParseResult parsed) => SettingsReader.Unchecked(Stated(parsed));

    private static Dictionary<string, string?> Stated(ParseResult parsed) => Settings
        .Where(setting => parsed.GetResult(setting.Option) is not null)
        .ToDictionary(
            static setting => setting.Entry.Path, setting => parsed.GetValue(setting.Option)?.LastOrDefault());
}
