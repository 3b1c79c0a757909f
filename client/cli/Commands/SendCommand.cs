using System.Globalization;
using OrleansRisk.Cli.Input;
using OrleansRisk.Cli.Maps;
using OrleansRisk.Cli.Output;
using OrleansRisk.Cli.Sending;
using OrleansRisk.Client;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Loads.Mapped;
using OrleansRisk.Maps;

namespace OrleansRisk.Cli.Commands;

/// <summary><c>risk send</c>: a file goes up, its answers come down, until each line has one.</summary>
internal static class SendCommand
{
    /// <summary>What the file of refused rows is named after if the input has no name.</summary>
    private const string Unnamed = "standard-input";

    public static CommandEntry Entry { get; } = new(
        "send",
        "Send transactions from a file until each is answered; what was not acknowledged is sent again.",
        [new("FILE", "NDJSON, or what --map reads; gzip is unpacked; - is standard input")],
        [
            new("--map", "MAP", "how its columns become fields: a file, a name on the server, "
                + string.Join(", ", ShippedMaps.Names)),
            new("--mode", "MODE", "live (default), history, or what_if, which records nothing"),
            new("--consent", "CONSENT", "the customer's consent that lines which name none are sent under"),
            new("--answers", "WHICH", "which to write: all (default), flagged, errors or none"),
            new("--out", "FILE", "write answers there, not to standard output"),
            new("--acks", "FILE", "append each acknowledged identity there as its answer arrives"),
            new("--refused", "FILE", "keep refused rows there (default: FILE.refused.ndjson, numbered if it is there)"),
            new("--lenient", "", "send lines with a field that looks misspelt too; the server drops the field"),
            new("--tolerate", "ROWS", "stop when more rows are refused: 0, a number, or all (default)"),
            new("--resume", "", "go on after the last line of FILE that was answered"),
            new("--in-flight", "LINES", "most lines without an answer, 1 to 65536 (default 4096): the window "
                + "follows the server"),
            new("--deadline-ms", "MS", "answer each line within, else by the tenant's fallback, and send it again"),
            new("--give-up-after", "SECONDS", "stop with an error after so long without any answer (default: never)"),
        ],
        "risk send samples/cards/transactions.csv.gz --map cards --mode history --answers errors",
        Run);

    private static async Task<int> Run(Invocation call, CancellationToken cancel)
    {
        var (wanted, tolerated) = (Wanted(call), Tolerance.Of(call.Text("--tolerate")));
        var options = Options(call);
        var map = call.Text("--map") is { } choice ? await MapChoice.Find(choice, call.Client, cancel) : null;
        using var client = call.Client();
        await using var file = await InputFile.Open(call.Argument("FILE"), call.Terminal.In, cancel);
        var source = await Source(call, file, map, cancel);
        var resume = Resume(call, file, map);
        source.After = call.Switch("--resume") ? resume!.Answered() : 0;

        using var refused = Refused(call, file);
        var path = call.Text("--out");
        await using var answers = new AnswerFile(path is null ? call.Terminal.Out : File.Create(path),
            owned: path is not null);
        using var acks = call.Text("--acks") is { } ackPath ? new Acknowledgements(ackPath) : null;
        var totals = new Totals();
        var progress = new Progress(call.Terminal, file, totals);
        var answering = new Answering(source, new Outputs(answers, acks, refused, resume), totals, wanted, tolerated);
        source.Unreadable = answering.Refuse;
        options = options with { Interrupted = progress.Interrupted, Ended = totals.Add };
        try
        {
            await progress.Run(async moved =>
            {
                await foreach (var answer in client.Transactions.SendAsync(source.Lines(cancel), options, cancel))
                {
                    answering.Take(answer);
                    moved();
                }
            });
        }
        catch
        {
            resume?.Keep(source.Answered);
            throw;
        }

        Report(call.Terminal, totals, refused);
        return Ended(call, answering, resume, source, totals);
    }

    private static async Task<Source> Source(
        Invocation call, InputFile file, byte[]? map, CancellationToken cancel)
    {
        if (map is not null)
        {
            return new MappedSource(MappedRows.Of(file.Content, MapFile.Parse(map)));
        }

        var name = call.Argument("FILE");
        var lines = new NdjsonSource(file.Content, refuseSlips: !call.Switch("--lenient"));
        await lines.Look(name == InputFile.StandardInput ? "standard input" : name, cancel);
        return lines;
    }

    /// <summary>Beside the input, so that the two are found together; in this folder if the input has none.</summary>
    private static RefusedRows Refused(Invocation call, InputFile file) => call.Text("--refused") is { } named
        ? RefusedRows.Named(named, append: call.Switch("--resume"))
        : RefusedRows.Beside(file.Bytes is null ? Unnamed : call.Argument("FILE"));

    /// <summary>What is worth a look: why rows were refused, where they are, and what the server dropped.</summary>
    private static void Report(Terminal terminal, Totals totals, RefusedRows refused)
    {
        if (totals.Window > 0)
        {
            terminal.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"The window settled at {totals.Window:N0} lines without an answer."));
        }

        foreach (var sentence in totals.Refusals.Sentences())
        {
            terminal.Error.WriteLine(sentence);
        }

        if (refused.Any)
        {
            terminal.Error.WriteLine($"Refused rows are in {refused.Path}.");
        }

        if (totals.Dropped.Count > 0)
        {
            var fields = totals.Dropped.Select(each =>
                string.Create(CultureInfo.InvariantCulture, $"{each.Key} in {each.Value:N0} lines"));
            terminal.Error.WriteLine($"The server dropped fields that it does not know: {string.Join(", ", fields)}.");
        }
    }

    private static int Ended(
        Invocation call, Answering answering, ResumePoint? resume, Source source, Totals totals)
    {
        if (answering.Stopped)
        {
            resume?.Keep(source.Answered);
            call.Terminal.Error.WriteLine(
                $"Stopped after line {source.Answered}: more rows were refused than --tolerate allows. "
                + "--resume goes on after it.");
        }
        else
        {
            resume?.Done();
        }

        if (totals.Answered == 0 && source.After == 0 && !answering.Stopped)
        {
            call.Terminal.Error.WriteLine(
                $"Nothing was read. {(source as MappedSource)?.Empty ?? "Is the file empty?"}");
            return ExitCode.Declined;
        }

        return totals.Refused == 0 ? ExitCode.Done : ExitCode.Declined;
    }

    private static ResumePoint? Resume(Invocation call, InputFile file, byte[]? map)
    {
        if (file.Bytes is not null)
        {
            return ResumePoint.Of(call.Argument("FILE"), map, call.Terminal);
        }

        return call.Switch("--resume")
            ? throw new UsageException("--resume needs a file: standard input and pipes can be read only once.") : null;
    }

    private static SendOptions Options(Invocation call)
    {
        var options = new SendOptions { Mode = Mode(call), Consent = call.Text("--consent") };
        options = options with
        {
            InFlightMax = call.Number("--in-flight", 1,
            Limits.InFlightMax) ?? options.InFlightMax,
            Deadline = call.Number("--deadline-ms", 50, 5_000) is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        };
        return call.Number("--give-up-after", 1, 86_400) is { } seconds
            ? options with { GiveUpAfter = TimeSpan.FromSeconds(seconds) }
            : options;
    }

    private static SendMode Mode(Invocation call) =>
        call.Word("--mode", Modes.Live, Modes.History, Modes.WhatIf) switch
        {
            Modes.History => SendMode.History,
            Modes.WhatIf => SendMode.WhatIf,
            _ => SendMode.Live,
        };

    private static string Wanted(Invocation call) =>
        call.Word("--answers", AnswersWanted.All, AnswersWanted.Flagged, AnswersWanted.Errors, AnswersWanted.None)
        ?? AnswersWanted.All;
}
