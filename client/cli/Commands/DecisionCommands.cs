using System.Text.Json;
using OrleansRisk.Contract;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about decisions: read, recomputed and explained.</summary>
internal static class DecisionCommands
{
    public static CommandEntry List { get; } = new(
        "decisions list",
        "List an account's decisions, oldest first, one JSON object a line.",
        [new("ID", "acct_…, or the lender's own id")],
        [
            new("--transaction", "ID", "only those of this transaction of the lender's"),
            new("--from", "TIME", "only of transactions from then on, RFC 3339"),
            new("--to", "TIME", "only of transactions before then, RFC 3339"),
            new("--limit", "N", "at most so many, 1 to 100000 (default 100)"),
        ],
        "risk decisions list MY-0022 --limit 10",
        ListDecisions);

    public static CommandEntry Show { get; } = new(
        "decisions show",
        "Show a recorded decision.",
        [new("ID", "dec_…")],
        [],
        "risk decisions show dec_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var decision = await client.Decisions.GetAsync(call.Argument("ID"), cancel);
            return await call.Show(decision, json => json.DecisionBody, cancel);
        });

    public static CommandEntry Replay { get; } = new(
        "decisions replay",
        "Recompute a decision from the journal and compare; exit 1 if it differs.",
        [new("ID", "dec_…")],
        [],
        "risk decisions replay dec_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var replay = await client.Decisions.ReplayAsync(call.Argument("ID"), cancel);
            await call.Show(replay, json => json.ReplayBody, cancel);
            return replay.Equal ? ExitCode.Done : ExitCode.Declined;
        });

    public static CommandEntry Counterfactual { get; } = new(
        "decisions counterfactual",
        "Show the least that would have had to be otherwise for a milder outcome; exit 1 if nothing would do.",
        [new("ID", "dec_…")],
        [],
        "risk decisions counterfactual dec_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var found = await client.Decisions.GetCounterfactualAsync(call.Argument("ID"), cancel);
            await call.Show(found, json => json.CounterfactualBody, cancel);
            return found.Change is null ? ExitCode.Declined : ExitCode.Done;
        });

    private static async Task<int> ListDecisions(Invocation call, CancellationToken cancel)
    {
        var limit = call.Number("--limit", 1, Limits.DecisionsShownMax) ?? 100;
        using var client = call.Client();
        var id = call.Argument("ID");
        var account = Ids.TryParseAccount(id, out _) ? id : (await client.Accounts.LookupAsync(id, cancel)).AccountId;
        var shown = 0;
        await foreach (var decision in client.Decisions.ListAllAsync(
            account, call.Text("--transaction"), call.Time("--from"), call.Time("--to"), cancel))
        {
            await JsonSerializer.SerializeAsync(call.Terminal.Out, decision, ContractJson.Default.DecisionBody, cancel);
            await call.Terminal.Out.WriteAsync("\n"u8.ToArray(), cancel);
            if (++shown == limit)
            {
                break;
            }
        }

        return shown > 0 ? ExitCode.Done : ExitCode.Declined;
    }
}
