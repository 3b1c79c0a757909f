using OrleansRisk.Contract.Consents;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about customers' consents.</summary>
internal static class ConsentCommands
{
    public static CommandEntry Create { get; } = new(
        "consents create",
        "Keep a customer's consent that a source of data is used; send and load name its id.",
        [new("SUBJECT", "your own id of the customer")],
        [
            new("--purpose", "WORD", string.Join(", ", ConsentPurposes.All) + " (default the first)"),
            new("--from", "TIME", "from when on, RFC 3339 (default now)"),
            new("--to", "TIME", "up to when, RFC 3339 (required)"),
            new("--history-days", "N", "how many days before it transactions may lie (default: all there are)"),
        ],
        "risk consents create C-77 --to 2027-05-31T00:00:00Z --history-days 365",
        async (call, cancel) =>
        {
            var request = new ConsentRequest
            {
                Subject = call.Argument("SUBJECT"),
                Purpose = call.Word("--purpose", [.. ConsentPurposes.All]) ?? ConsentPurposes.CreditUnderwriting,
                From = call.Time("--from"),
                To = call.Time("--to") ?? throw new UsageException("--to is needed: a consent ends."),
                HistoryDays = call.Number("--history-days", 1, 36_500),
            };
            using var client = call.Client();
            return await call.Show(
                await client.Consents.CreateAsync(request, cancel), json => json.ConsentBody, cancel);
        });

    public static CommandEntry Show { get; } = new(
        "consents show",
        "Show a consent as it stands.",
        [new("CONSENT", "cns_…")],
        [],
        "risk consents show cns_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.Consents.GetAsync(call.Argument("CONSENT"), cancel), json => json.ConsentBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "consents list",
        "List consents, the newest first.",
        [],
        [
            new("--limit", "N", "at most so many, 1 to 1000 (default 100)"),
            new("--after", "CONSENT", "go on where an earlier page ended"),
        ],
        "risk consents list --limit 20",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var page = await client.Consents.ListAsync(call.Text("--after"), call.Number("--limit", 1, 1_000), cancel);
            return await call.Show(page, json => json.ConsentPage, cancel);
        });

    public static CommandEntry Revoke { get; } = new(
        "consents revoke",
        "Revoke a consent: nothing comes in under it any more, and accounts with data of it are not read.",
        [new("CONSENT", "cns_…")],
        [],
        "risk consents revoke cns_…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.Consents.RevokeAsync(call.Argument("CONSENT"), cancel), json => json.ConsentBody, cancel);
        });
}
