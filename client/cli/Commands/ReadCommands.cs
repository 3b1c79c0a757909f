using System.Text.Json;
using OrleansRisk.Client;
using OrleansRisk.Contract;
using OrleansRisk.Contract.Labels;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands that look at accounts and decisions, and the one that labels.</summary>
internal static class ReadCommands
{
    public static CommandEntry Account { get; } = new(
        "account",
        "Show an account: both scores with reasons, as of its last commit.",
        [new("ID", "acct_…, or the lender's own id")],
        [],
        "risk account MY-0022",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var found = await Find(client, call.Argument("ID"), cancel);
            return await call.Show(found, json => json.AccountBody, cancel);
        });

    public static CommandEntry Decisions { get; } = new(
        "decisions",
        "List an account's decisions, oldest first, one JSON object a line.",
        [new("ID", "acct_…, or the lender's own id")],
        [
            new("--transaction", "ID", "only those of this transaction of the lender's"),
            new("--from", "TIME", "only of transactions from then on, RFC 3339"),
            new("--to", "TIME", "only of transactions before then, RFC 3339"),
            new("--limit", "N", "at most so many, 1 to 100000 (default 100)"),
        ],
        "risk decisions MY-0022 --limit 10",
        ListDecisions);

    public static CommandEntry Decision { get; } = new(
        "decision",
        "Show a recorded decision.",
        [new("ID", "dec_…")],
        [],
        "risk decision dec_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var decision = await client.Decisions.GetAsync(call.Argument("ID"), cancel);
            return await call.Show(decision, json => json.DecisionBody, cancel);
        });

    public static CommandEntry Replay { get; } = new(
        "replay",
        "Recompute a decision from the journal and compare; exit 1 where it differs.",
        [new("ID", "dec_…")],
        [],
        "risk replay dec_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var replay = await client.Decisions.ReplayAsync(call.Argument("ID"), cancel);
            await call.Show(replay, json => json.ReplayBody, cancel);
            return replay.Equal ? ExitCode.Done : ExitCode.Declined;
        });

    public static CommandEntry Label { get; } = new(
        "label",
        "Tell what became known of a transaction.",
        [
            new("ACCOUNT", "the lender's own account id"),
            new("TRANSACTION", "the lender's own transaction id"),
            new("LABEL", "fraud, genuine, or withdrawn"),
        ],
        [
            new("--source", "WHO", "who says so (default analyst)"),
            new("--known-at", "TIME", "when it became known, RFC 3339 (default now)"),
        ],
        "risk label MY-0003 T0123 fraud --source chargeback",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var label = new LabelBody
            {
                Account = call.Argument("ACCOUNT"),
                Transaction = call.Argument("TRANSACTION"),
                Label = call.Argument("LABEL"),
                KnownAt = call.Time("--known-at"),
                Source = call.Text("--source") ?? "analyst",
            };
            return await call.Show(await client.Labels.CreateAsync(label, cancel), json => json.LabelAnswer, cancel);
        });

    private static async Task<int> ListDecisions(Invocation call, CancellationToken cancel)
    {
        var limit = call.Number("--limit", 1, Limits.DecisionsShownMax) ?? 100;
        using var client = call.Client();
        var id = call.Argument("ID");
        var account = IsAccountId(id) ? id : (await client.Accounts.LookupAsync(id, cancel)).AccountId;
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

    private static Task<Contract.Accounts.AccountBody> Find(RiskClient client, string id, CancellationToken cancel) =>
        IsAccountId(id) ? client.Accounts.GetAsync(id, cancel) : client.Accounts.LookupAsync(id, cancel);

    private static bool IsAccountId(string id) => Ids.TryParseAccount(id, out _);
}
