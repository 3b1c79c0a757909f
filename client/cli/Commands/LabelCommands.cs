using OrleansRisk.Contract.Labels;

namespace OrleansRisk.Cli.Commands;

/// <summary>The command that records what became known of a transaction.</summary>
internal static class LabelCommands
{
    public static CommandEntry Put { get; } = new(
        "labels put",
        "Record what became known of a transaction; the same again changes nothing.",
        [
            new("ACCOUNT", "the lender's own account id"),
            new("TRANSACTION", "the lender's own transaction id"),
            new("LABEL", "fraud, genuine, or withdrawn"),
        ],
        [
            new("--source", "WHO", "who says so (default analyst)"),
            new("--known-at", "TIME", "when it became known, RFC 3339 (default now)"),
        ],
        "risk labels put MY-0003 T0123 fraud --source chargeback",
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
}
