using System.Text.Json;
using OrleansRisk.Cli.Input;
using OrleansRisk.Cli.Output;
using OrleansRisk.Client;
using OrleansRisk.Contract.Errors;
using OrleansRisk.Contract.Transactions;

namespace OrleansRisk.Cli.Commands;

/// <summary><c>risk send</c>: a file goes up, its answers come down, until each line has one.</summary>
internal static class SendCommand
{
    public static CommandEntry Entry { get; } = new(
        "send",
        "Send transactions from a file until each is answered; what was not acknowledged is sent again.",
        [new("FILE", "NDJSON, or CSV with --map; gzip is unpacked; - is standard input")],
        [
            new("--map", "FILE", "how CSV columns become fields (JSON; see samples/cards/map.json)"),
            new("--mode", "MODE", "live (default), history, or what_if, which records nothing"),
            new("--answers", "WHICH", "which to write: all (default), flagged, errors or none"),
            new("--out", "FILE", "write answers there, not to standard output"),
            new("--acks", "FILE", "append each acknowledged identity there as its answer arrives"),
            new("--in-flight", "LINES", "most lines without an answer, 1 to 65536 (default 4096)"),
            new("--give-up-after", "SECONDS", "stop with an error after so long without any answer (default: never)"),
        ],
        "risk send samples/cards/transactions.csv.gz --map samples/cards/map.json --answers flagged",
        Run);

    private static async Task<int> Run(Invocation call, CancellationToken cancel)
    {
        var wanted = Wanted(call.Text("--answers"));
        var options = Options(call);
        using var client = call.Client();
        await using var file = await InputFile.Open(call.Argument("FILE"), call.Terminal.In, cancel);
        var source = call.Text("--map") is { } map ? (Source)new CsvSource(file.Content, Map(map))
            : new NdjsonSource(file.Content);
        var path = call.Text("--out");
        await using var answers = new AnswerFile(path is null ? call.Terminal.Out : File.Create(path),
            owned: path is not null);
        using var acks = call.Text("--acks") is { } ackPath ? new Acknowledgements(ackPath) : null;
        var totals = new Totals();
        var progress = new Progress(call.Terminal, file, totals);
        var sending = new Sending(source, answers, acks, totals, wanted);
        source.Unreadable = sending.Refuse;
        await progress.Run(async moved =>
        {
            var lines = source.Lines(cancel);
            await foreach (var answer in client.Send(lines, options with { Interrupted = progress.Interrupted },
                cancel))
            {
                sending.Take(answer);
                moved();
            }
        });
        return totals.Refused == 0 ? ExitCode.Done : ExitCode.Declined;
    }

    private static SendOptions Options(Invocation call)
    {
        var options = new SendOptions { Mode = Mode(call.Text("--mode")) };
        options = options with
        {
            InFlightMax = call.Number("--in-flight", 1,
            Limits.InFlightMax) ?? options.InFlightMax
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

    private static JsonElement Map(string path)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: > Limits.MapBytesMax })
        {
            throw new UsageException($"{path} is too large to be a map file.");
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.Clone();
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path} is not valid JSON: {wrong.Message}");
        }
    }

    /// <summary>
    /// Puts each answer where it was asked for. Lines that cannot be sent come from the reading side.
    /// </summary>
    private sealed class Sending(Source source, AnswerFile answers, Acknowledgements? acks, Totals totals,
        string wanted)
    {
        private readonly Lock _writing = new();

        public void Take(TransactionAnswer answer)
        {
            lock (_writing)
            {
                totals.Add(answer);
                var place = source.Place(answer.Number);
                if (answer is TransactionAnswer.Refused refused)
                {
                    WriteError(refused.Transaction, refused.Problem with { Line = place });
                    return;
                }

                var decision = ((TransactionAnswer.Decided)answer).Decision;
                if (decision.Decision is not null)
                {
                    acks?.Write(decision);
                }

                if (wanted == AnswersWanted.All || (wanted == AnswersWanted.Flagged && Totals.IsFlagged(decision)))
                {
                    answers.Write(decision with { Line = place });
                }
            }
        }

        public void Refuse(Problem problem)
        {
            lock (_writing)
            {
                totals.AddUnreadable();
                WriteError(null, problem);
            }
        }

        private void WriteError(string? transaction, Problem problem)
        {
            if (wanted != AnswersWanted.None)
            {
                answers.Write(new ErrorLine { Line = problem.Line ?? 0, Transaction = transaction, Error = problem });
            }
        }
    }
}
