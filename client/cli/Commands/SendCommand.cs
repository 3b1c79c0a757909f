using OrleansRisk.Cli.Input;
using OrleansRisk.Cli.Maps;
using OrleansRisk.Cli.Output;
using OrleansRisk.Cli.Sending;
using OrleansRisk.Client;
using OrleansRisk.Contract.Transactions;
using OrleansRisk.Maps;

namespace OrleansRisk.Cli.Commands;

/// <summary><c>risk send</c>: a file goes up, its answers come down, until each line has one.</summary>
internal static class SendCommand
{
    private const string StandardInput = "-";

    public static CommandEntry Entry { get; } = new(
        "send",
        "Send transactions from a file until each is answered; what was not acknowledged is sent again.",
        [new("FILE", "NDJSON, or what --map reads; gzip is unpacked; - is standard input")],
        [
            new("--map", "MAP", "how its columns become fields: a file, a name on the server, "
                + string.Join(", ", ShippedMaps.Names)),
            new("--mode", "MODE", "live (default), history, or what_if, which records nothing"),
            new("--answers", "WHICH", "which to write: all (default), flagged, errors or none"),
            new("--out", "FILE", "write answers there, not to standard output"),
            new("--acks", "FILE", "append each acknowledged identity there as its answer arrives"),
            new("--tolerate", "ROWS", "stop when more rows are refused: 0, a number, or all (default)"),
            new("--resume", "", "go on after the last line of FILE that was answered"),
            new("--in-flight", "LINES", "most lines without an answer, 1 to 65536 (default 4096)"),
            new("--deadline-ms", "MS", "answer each line within, else by the tenant's fallback, and send it again"),
            new("--give-up-after", "SECONDS", "stop with an error after so long without any answer (default: never)"),
        ],
        "risk send samples/cards/transactions.csv.gz --map cards --answers flagged",
        Run);

    private static async Task<int> Run(Invocation call, CancellationToken cancel)
    {
        var (wanted, tolerated) = (Wanted(call.Text("--answers")), Tolerance.Of(call.Text("--tolerate")));
        var options = Options(call);
        var map = call.Text("--map") is { } choice ? await MapChoice.Find(choice, call.Client, cancel) : null;
        using var client = call.Client();
        await using var file = await InputFile.Open(call.Argument("FILE"), call.Terminal.In, cancel);
        Source source = map is null ? new NdjsonSource(file.Content)
            : MappedSource.Of(file.Content, MapFile.Parse(map));
        var resume = Resume(call, map);
        source.After = call.Switch("--resume") ? resume!.Answered() : 0;

        var path = call.Text("--out");
        await using var answers = new AnswerFile(path is null ? call.Terminal.Out : File.Create(path),
            owned: path is not null);
        using var acks = call.Text("--acks") is { } ackPath ? new Acknowledgements(ackPath) : null;
        using var refused = resume is null ? null : new RefusedRows($"{call.Argument("FILE")}.refused.ndjson");
        var totals = new Totals();
        var progress = new Progress(call.Terminal, file, totals);
        var answering = new Answering(source, new Outputs(answers, acks, refused, resume), totals, wanted, tolerated);
        source.Unreadable = answering.Refuse;
        try
        {
            await progress.Run(async moved =>
            {
                var lines = source.Lines(cancel);
                await foreach (var answer in client.Send(
                    lines, options with { Interrupted = progress.Interrupted }, cancel))
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

        return Ended(call, answering, refused, resume, source, totals);
    }

    private static int Ended(Invocation call, Answering answering, RefusedRows? refused, ResumePoint? resume,
        Source source, Totals totals)
    {
        if (refused is { Any: true })
        {
            call.Terminal.Error.WriteLine($"Refused rows are in {refused.Path}.");
        }

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

        return totals.Refused == 0 ? ExitCode.Done : ExitCode.Declined;
    }

    private static ResumePoint? Resume(Invocation call, byte[]? map)
    {
        var file = call.Argument("FILE");
        if (file != StandardInput)
        {
            return ResumePoint.Of(file, map, call.Terminal.Time);
        }

        return call.Switch("--resume") ? throw new UsageException("--resume needs a file, not standard input.") : null;
    }

    private static SendOptions Options(Invocation call)
    {
        var options = new SendOptions { Mode = Mode(call.Text("--mode")) };
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

    private static SendMode Mode(string? text) => text switch
    {
        null or Modes.Live => SendMode.Live,
        Modes.History => SendMode.History,
        Modes.WhatIf => SendMode.WhatIf,
        _ => throw new UsageException("--mode must be live, history or what_if."),
    };

    private static string Wanted(string? text) => text switch
    {
        null => AnswersWanted.All,
        AnswersWanted.All or AnswersWanted.Flagged or AnswersWanted.Errors or AnswersWanted.None => text,
        _ => throw new UsageException("--answers must be all, flagged, errors or none."),
    };
}
