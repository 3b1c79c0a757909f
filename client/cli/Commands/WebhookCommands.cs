using OrleansRisk.Contract.Feed;
using OrleansRisk.Contract.Webhooks;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands about webhooks: made and changed by an admin, and what became of their events.</summary>
internal static class WebhookCommands
{
    private static readonly ArgumentEntry Webhook = new("WEBHOOK", "its id, whk_…");

    private static readonly OptionEntry[] Wanted =
    [
        new("--description", "TEXT", "for people"),
        new("--event", "TYPE", "only these: decision.flagged, score.updated, threshold.crossed", Many: true),
        new("--outcome", "WORD", "only these: approve, review, decline", Many: true),
        new("--anomaly-min", "N", "only anomaly scores from N on, 0 to 1000"),
    ];

    public static CommandEntry Create { get; } = new(
        "webhooks create",
        "Have events posted to a URL; prints the secret that signs them, this once.",
        [new("URL", "https://…")],
        Wanted,
        "risk webhooks create https://lender.example/risk --event decision.flagged",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var made = await client.Webhooks.CreateAsync(Request(call) with { Url = call.Argument("URL") }, cancel);
            return await call.Show(made, shapes => shapes.WebhookBody, cancel);
        });

    public static CommandEntry Update { get; } = new(
        "webhooks update",
        "Change a webhook; what is left out stays.",
        [Webhook],
        [
            new("--to", "URL", "another address"),
            .. Wanted,
            new("--enabled", "YES", "yes or no: whether it is carried; its place is kept"),
        ],
        "risk webhooks update whk_0190f5… --enabled yes",
        async (call, cancel) =>
        {
            var enabled = call.Word("--enabled", "yes", "no") is { } word ? word == "yes" : default(bool?);
            using var client = call.Client();
            var changed = await client.Webhooks.UpdateAsync(
                call.Argument("WEBHOOK"), Request(call) with { Url = call.Text("--to"), Enabled = enabled }, cancel);
            return await call.Show(changed, shapes => shapes.WebhookBody, cancel);
        });

    public static CommandEntry Show { get; } = new(
        "webhooks show", "Show a webhook and how it fares.", [Webhook], [], "risk webhooks show whk_0190f5…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.Webhooks.GetAsync(call.Argument("WEBHOOK"), cancel), shapes => shapes.WebhookBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "webhooks list", "List the tenant's webhooks.", [], [], "risk webhooks list",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(
                await client.Webhooks.ListAsync(cancel: cancel), shapes => shapes.WebhookList, cancel);
        });

    public static CommandEntry RotateSecret { get; } = new(
        "webhooks rotate-secret",
        "Make a new secret and print it, this once; the one before it signs for a while longer.",
        [Webhook],
        [new("--keep", "SECONDS", "how long the one before it signs too, 0 to 604800 (default 86400)")],
        "risk webhooks rotate-secret whk_0190f5… --keep 3600",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var request = new RotateRequest { KeepSeconds = call.Number("--keep", 0, Limits.KeepSecondsMax) };
            var rotated = await client.Webhooks.RotateSecretAsync(call.Argument("WEBHOOK"), request, cancel);
            return await call.Show(rotated, shapes => shapes.WebhookBody, cancel);
        });

    public static CommandEntry Test { get; } = new(
        "webhooks test", "Send a test event now and show what came of it.", [Webhook], [],
        "risk webhooks test whk_0190f5…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var attempt = await client.Webhooks.TestAsync(call.Argument("WEBHOOK"), cancel);
            await call.Show(attempt, shapes => shapes.DeliveryBody, cancel);
            return attempt.Result == "delivered" ? ExitCode.Done : ExitCode.Declined;
        });

    public static CommandEntry ListDeliveries { get; } = new(
        "deliveries list", "Show a webhook's attempts, the newest first.", [Webhook],
        [new("--after", "PLACE", "go on where an earlier page ended")], "risk deliveries list whk_0190f5…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var page = await client.Webhooks.ListDeliveriesAsync(
                call.Argument("WEBHOOK"), call.Text("--after"), cancel: cancel);
            return await call.Show(page, shapes => shapes.DeliveryPage, cancel);
        });

    public static CommandEntry ListDeadLetters { get; } = new(
        "dead-letters list", "Show events that were given up after 24 hours.", [Webhook],
        [new("--after", "PLACE", "go on where an earlier page ended")], "risk dead-letters list whk_0190f5…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var page = await client.Webhooks.ListDeadLettersAsync(
                call.Argument("WEBHOOK"), call.Text("--after"), cancel: cancel);
            return await call.Show(page, shapes => shapes.DeadLetterPage, cancel);
        });

    public static CommandEntry ReplayDeadLetters { get; } = new(
        "dead-letters replay", "Send events again that were given up, under their own ids.", [Webhook],
        [new("--event", "EVENT", "only these: evt_… (default: all)", Many: true)],
        "risk dead-letters replay whk_0190f5…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var events = call.Many("--event") is { Count: > 0 } named ? named : null;
            var replayed = await client.Webhooks.ReplayDeadLettersAsync(call.Argument("WEBHOOK"), events, cancel);
            return await call.Show(replayed, shapes => shapes.DeadLetterReplayBody, cancel);
        });

    public static CommandEntry Delete { get; } = new(
        "webhooks delete", "End a webhook; what waits for it goes with it.", [Webhook], [],
        "risk webhooks delete whk_0190f5…",
        async (call, cancel) =>
        {
            using var client = call.Client();
            await client.Webhooks.DeleteAsync(call.Argument("WEBHOOK"), cancel);
            return ExitCode.Done;
        });

    private static WebhookRequest Request(Invocation call)
    {
        var (events, outcomes) = (call.Many("--event"), call.Many("--outcome"));
        var least = call.Number("--anomaly-min", 0, Limits.ScoreMax);
        return new WebhookRequest
        {
            Description = call.Text("--description"),
            Filter = events.Count + outcomes.Count == 0 && least is null ? null : new FilterBody
            {
                Events = events.Count > 0 ? events : null,
                Outcomes = outcomes.Count > 0 ? outcomes : null,
                Anomaly = least is { } score ? new ScoreRange(score) : null,
            },
        };
    }
}
