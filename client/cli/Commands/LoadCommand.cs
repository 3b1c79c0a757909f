using System.Globalization;
using OrleansRisk.Cli.Loading;
using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Loads;
using Spectre.Console;

namespace OrleansRisk.Cli.Commands;

/// <summary><c>risk load</c>: files are checked whole and shown; <c>--commit</c> records what passed.</summary>
internal static class LoadCommand
{
    private const int FindingsShown = 200, WidthOfFiles = 160;

    public static CommandEntry Entry { get; } = new(
        "load",
        "Check banks' files as a draft, show what would come of them, and with --commit record it.",
        [new("FILES", "statements or other files of a bank, of any format and in any order", Many: true)],
        [
            new("--account", "ACCOUNT", "your own id of the one account that each file holds"),
            new("--map", "MAP", "name of a map on the server or of a shipped one (default: recognised by content)"),
            new("--currency", "CODE", "of files that do not state theirs"),
            new("--zone", "ZONE", "of times without an offset (default the tenant's)"),
            new("--consent", "CONSENT", "the customer's consent that all rows come under"),
            new("--encoding", "NAME", "of text whose encoding cannot be found"),
            new("--days", "ORDER", "day_first or month_first, if a file does not show it"),
            new("--decimal-mark", "MARK", "dot or comma, if a file does not show it"),
            new("--round", "", "round amounts with more decimals than their currency"),
            new("--take-twins", "", "take rows too that are in all likelihood others under another id"),
            new("--commit", "", "record what passed; without it nothing is recorded"),
            new("--rows", "OUTCOME", "write such rows to standard output as NDJSON: taken, known, repeated, likely, "
                + "taken_back, refused"),
        ],
        "risk load march.csv april.sta --account A-1 --currency MYR --commit",
        Run);

    public static CommandEntry Show { get; } = new(
        "loads show",
        "Show a load as it was checked, and how far its commit is.",
        [new("LOAD", "its id, load_…")],
        [],
        "risk loads show load_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.Loads.GetAsync(call.Argument("LOAD"), cancel), shapes => shapes.LoadBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "loads list",
        "List loads, drafts and committed ones, the newest first.",
        [],
        [
            new("--limit", "N", "at most so many, 1 to 1000 (default 100)"),
            new("--after", "LOAD", "go on where an earlier page ended"),
            new("--from", "TIME", "only what was made from then on, RFC 3339"),
            new("--to", "TIME", "only what was made before then"),
        ],
        "risk loads list --limit 20",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var page = await client.Loads.ListAsync(
                call.Text("--after"), call.Number("--limit", 1, 1_000), call.Time("--from"), call.Time("--to"), cancel);
            return await call.Show(page, shapes => shapes.LoadPage, cancel);
        });

    public static CommandEntry Commit { get; } = new(
        "loads commit",
        "Record what the check of a load passed; again, it goes on where it broke off.",
        [new("LOAD", "its id, load_…")],
        [],
        "risk loads commit load_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var load = await client.Loads.GetAsync(call.Argument("LOAD"), cancel);
            if (load.State == LoadStates.Committed)
            {
                call.Terminal.Error.WriteLine($"{load.Load} was recorded before; nothing was recorded now.");
                return ExitCode.Done;
            }

            return await Record(call, client, load, cancel);
        });

    public static CommandEntry Delete { get; } = new(
        "loads delete",
        "Throw a draft away; what was committed stays.",
        [new("LOAD", "its id, load_…")],
        [],
        "risk loads delete load_aaaaaaaaaaaaaaaaaaaaaaaaaa",
        async (call, cancel) =>
        {
            using var client = call.Client();
            await client.Loads.DeleteAsync(call.Argument("LOAD"), cancel);
            call.Terminal.Error.WriteLine("The load is gone.");
            return ExitCode.Done;
        });

    private static async Task<int> Run(Invocation call, CancellationToken cancel)
    {
        var rows = call.Word("--rows", LoadOutcomes.Taken, LoadOutcomes.Known, LoadOutcomes.Repeated,
            LoadOutcomes.Likely, LoadOutcomes.TakenBack, LoadOutcomes.Refused);
        var options = Options(call);
        var files = new List<LoadUpload>();
        foreach (var path in call.Files("FILES"))
        {
            files.Add(new LoadUpload(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancel)));
        }

        using var client = call.Client();
        var load = await LoadProgress.Run(call.Terminal, "Checking", null,
            () => Patient(call, () => client.Loads.CreateAsync(files, options, cancel), cancel), cancel);
        var accounts = await client.Loads.ListAccountsAsync(load.Load, limit: 100, cancel: cancel);
        var findings = await client.Loads.ListFindingsAsync(load.Load, limit: FindingsShown, cancel: cancel);
        if (rows is not null)
        {
            LoadReport.Write(Console(call.Terminal.Error, call.Terminal.Watched), load, accounts, findings);
            await Write(call, client, load, rows, cancel);
        }
        else
        {
            await using var results = new StreamWriter(call.Terminal.Out, leaveOpen: true);
            LoadReport.Write(Console(results, call.Terminal.Drawn), load, accounts, findings);
        }

        if (call.Switch("--commit"))
        {
            return await Record(call, client, load, cancel);
        }

        call.Terminal.Error.WriteLine(load.Rows.Taken + load.Rows.TakenBack == 0
            ? "There is nothing to record."
            : $"Nothing is recorded yet: `risk loads commit {load.Load}` records it, within a day.");
        return IsWhole(load) ? ExitCode.Done : ExitCode.Declined;
    }

    // A server that reads other loads takes this one in a moment.
    private static async Task<T> Patient<T>(Invocation call, Func<Task<T>> ask, CancellationToken cancel)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                return await ask();
            }
            catch (RiskException busy) when (busy.Problem.Code == ErrorCodes.Overloaded.Code)
            {
                if (!told)
                {
                    call.Terminal.Error.WriteLine("The server has much to do; this waits and tries again.");
                }

                await Task.Delay(Limits.LoadTriedEvery, call.Terminal.Time, cancel);
            }
        }
    }

    // A script that loads a folder must not lose a file without a sign.
    private static bool IsWhole(LoadBody load) =>
        load.Rows.Refused == 0 && load.Files.All(static file => file.Refusal is null);

    private static async Task<int> Record(
        Invocation call, RiskClient client, LoadBody load, CancellationToken cancel)
    {
        var done = await LoadProgress.Run(
            call.Terminal, "Recording", async () =>
            {
                var now = await client.Loads.GetAsync(load.Load, cancel);
                return (now.Commit?.RowsDone ?? 0, now.Rows.Taken);
            },
            () => client.Loads.CommitAsync(load.Load, cancel), cancel);
        call.Terminal.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Recorded {(done.Commit?.RowsDone ?? 0) - (done.Commit?.Refused ?? 0):N0} rows of {load.Load}."));
        if (done.Rows.TakenBack > 0)
        {
            call.Terminal.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Took {done.Rows.TakenBack:N0} rows back."));
        }

        if (done.Commit is { Refused: > 0 } commit)
        {
            call.Terminal.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{commit.Refused:N0} rows were refused in the end: their accounts changed meanwhile."));
        }

        return IsWhole(done) && done.Commit is { Refused: 0 } ? ExitCode.Done : ExitCode.Declined;
    }

    private static async Task Write(
        Invocation call, RiskClient client, LoadBody load, string outcome, CancellationToken cancel)
    {
        for (string? after = null; ;)
        {
            var page = await client.Loads.ListRowsAsync(load.Load, outcome, after, 1_000, cancel);
            foreach (var row in page.Rows)
            {
                await call.Terminal.Out.WriteAsync(
                    System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                        row, Contract.ContractJson.Default.LoadRowBody), cancel);
                await call.Terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
            }

            if ((after = page.After) is null)
            {
                return;
            }
        }
    }

    // What is written to a file or another program is as wide as it needs.
    private static IAnsiConsole Console(TextWriter to, bool drawn)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(to),
            Ansi = drawn ? AnsiSupport.Detect : AnsiSupport.No,
        });
        console.Profile.Width = drawn ? console.Profile.Width : WidthOfFiles;
        return console;
    }

    private static LoadOptions Options(Invocation call) => new()
    {
        Account = call.Text("--account"),
        Map = call.Text("--map"),
        Currency = call.Text("--currency"),
        Zone = call.Text("--zone"),
        Encoding = call.Text("--encoding"),
        Consent = call.Text("--consent"),
        DayFirst = call.Word("--days", "day_first", "month_first") switch
        {
            "day_first" => true,
            null => null,
            _ => false,
        },
        DecimalComma = call.Word("--decimal-mark", "dot", "comma") switch
        {
            "comma" => true,
            null => null,
            _ => false,
        },
        RoundExtraDecimals = call.Switch("--round"),
        TakeTwins = call.Switch("--take-twins"),
    };
}
