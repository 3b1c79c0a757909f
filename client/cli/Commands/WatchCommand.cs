using System.Text.Json;
using OrleansRisk.Cli.Output;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Feed;
using Spectre.Console;

namespace OrleansRisk.Cli.Commands;

/// <summary><c>risk watch</c>: scores as they change.</summary>
internal static class WatchCommand
{
    public static CommandEntry Entry { get; } = new(
        "watch",
        "Watch scores as they change: a table on a terminal, one JSON event a line where piped.",
        [],
        [
            new("--subscription", "SUB", "an existing one, sub_…; without it one is made and ended afterwards"),
            new("--after", "CURSOR", "go on after it; now: no snapshot (default: a snapshot first)"),
            new("--account", "ID", "only these: acct_…, or the lender's own id", Many: true),
            new("--outcome", "WORD", "only these: approve, review, decline", Many: true),
            new("--anomaly-min", "N", "only anomaly scores from N on, 0 to 1000"),
            new("--count", "N", "end after so many events, 1 to 1000000"),
        ],
        "risk watch --outcome review --outcome decline",
        Run);

    private static async Task<int> Run(Invocation call, CancellationToken cancel)
    {
        using var client = call.Client();
        var given = call.Text("--subscription");
        var count = call.Number("--count", 1, Limits.EventsCountedMax);
        var made = given is null
            ? await client.Subscriptions.CreateAsync(await Wanted(call, client, cancel), cancel)
            : await client.Subscriptions.GetAsync(given, cancel);
        try
        {
            var events = client.Feed.WatchAsync(made.Subscription, call.Text("--after"), cancel)
                .Where(told => told.Type != EventTypes.ScoreSnapshot || WantsSnapshots(made.Filter));
            await (call.Terminal.Drawn ? Draw(call, events, count) : Print(call, events, count, cancel));
            return ExitCode.Done;
        }
        finally
        {
            if (given is null)
            {
                await client.Subscriptions.DeleteAsync(made.Subscription, CancellationToken.None);
            }
        }
    }

    /// <summary>A snapshot has scores and no outcome: it is none of those that a filter by outcome asks for.</summary>
    private static bool WantsSnapshots(FilterBody filter) => filter.Outcomes is null or [];

    private static async Task<SubscriptionRequest> Wanted(
        Invocation call, RiskClient client, CancellationToken cancel)
    {
        var accounts = new List<string>();
        foreach (var id in call.Many("--account"))
        {
            accounts.Add(
                Ids.TryParseAccount(id, out _) ? id : (await client.Accounts.LookupAsync(id, cancel)).AccountId);
        }

        return new SubscriptionRequest
        {
            Filter = new FilterBody
            {
                Accounts = accounts.Count == 0 ? null : accounts,
                Outcomes = call.Many("--outcome") is { Count: > 0 } outcomes ? outcomes : null,
                Anomaly = call.Number("--anomaly-min", 0, Limits.ScoreMax) is { } least
                    ? new ScoreRange(least) : null,
            },
        };
    }

    private static async Task Print(
        Invocation call, IAsyncEnumerable<EventBody> events, int? count, CancellationToken cancel)
    {
        await foreach (var told in events)
        {
            await JsonSerializer.SerializeAsync(call.Terminal.Out, told, ContractJson.Default.EventBody, cancel);
            await call.Terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
            await call.Terminal.Out.FlushAsync(cancel);
            if (--count == 0)
            {
                return;
            }
        }
    }

    private static async Task Draw(Invocation call, IAsyncEnumerable<EventBody> events, int? count)
    {
        await using var writer = new StreamWriter(call.Terminal.Out, leaveOpen: true) { AutoFlush = true };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        var table = new WatchTable();
        await console.Live(table.Draw()).StartAsync(async screen =>
        {
            await foreach (var told in events)
            {
                table.Add(told);
                screen.UpdateTarget(table.Draw());
                if (--count == 0)
                {
                    return;
                }
            }
        });
    }
}
