using OrleansRisk.Contract.Tenants;

namespace OrleansRisk.Cli.Commands;

/// <summary>Commands of the platform's operator and a tenant's administrator.</summary>
internal static class TenantCommands
{
    private static readonly OptionEntry[] Settings =
    [
        new("--currency", "CODE", "of accounts that state none (default MYR)"),
        new("--zone", "NAME", "IANA zone of accounts that state none (default Asia/Kuala_Lumpur)"),
        new("--retention-months", "N", "how long decisions can be replayed, 1 to 120 (default 13)"),
        new("--review-at", "SCORE", "review from this anomaly score on (default 382)"),
        new("--decline-at", "SCORE", "decline authorisations from this score on (default 548)"),
        new("--allow-pan-like-ids", "", "take account ids that pass as card numbers"),
        new("--strict", "", "refuse unknown fields instead of dropping them"),
        new("--lenient", "", "drop unknown fields again, and count them"),
        new("--deadline-ms", "MS", "how long an answer may take, 50 to 5000, or 0 (default): as long as it takes"),
        new("--fallback", "WHAT", "said for want of a decision: refuse (default), review or approve"),
        new("--fallback-up-to-minor", "N", "greatest amount that fallback approves, in sen or cents (default 0)"),
        new("--lines-per-second", "N", "taken of all keys together, 0 for no bound (default)"),
        new("--history-lines-per-second", "N", "the same for history"),
        new("--requires-consent", "YES-OR-NO", "take transactions only under a customer's live consent (default no)"),
        new("--revoked-data", "WHAT", "of a revoked consent: freeze (default) or take_back"),
    ];

    public static CommandEntry Create { get; } = new(
        "tenants create",
        "Create a tenant; needs an operator's key.",
        [new("NAME", "1-40 lower-case letters, digits and hyphens")],
        Settings,
        "risk tenants create north --retention-months 24",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var tenant = await client.Tenants.CreateAsync(Request(call) with { Name = call.Argument("NAME") }, cancel);
            return await call.Show(tenant, json => json.TenantBody, cancel);
        });

    public static CommandEntry Update { get; } = new(
        "tenants update",
        "Change a tenant's defaults and thresholds; what is left out stays.",
        [new("TENANT", "ten_…")],
        Settings,
        "risk tenants update ten_1 --review-at 400",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var tenant = await client.Tenants.UpdateAsync(call.Argument("TENANT"), Request(call), cancel);
            return await call.Show(tenant, json => json.TenantBody, cancel);
        });

    public static CommandEntry Show { get; } = new(
        "tenants show",
        "Show a tenant's defaults and thresholds.",
        [new("TENANT", "ten_…")],
        [],
        "risk tenants show ten_1",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var tenant = await client.Tenants.GetAsync(call.Argument("TENANT"), cancel);
            return await call.Show(tenant, json => json.TenantBody, cancel);
        });

    public static CommandEntry List { get; } = new(
        "tenants list",
        "List the tenants the key may see.",
        [],
        [],
        "risk tenants list",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(await client.Tenants.ListAsync(cancel: cancel), json => json.TenantList, cancel);
        });

    public static CommandEntry ListChanges { get; } = new(
        "changes list",
        "List what changed of a tenant, when and by whom, the newest first.",
        [new("TENANT", "ten_…")],
        [
            new("--limit", "N", "at most so many, 1 to 1000 (default 100)"),
            new("--after", "PLACE", "go on where an earlier page ended"),
        ],
        "risk changes list ten_1 --limit 20",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var page = await client.Tenants.ListChangesAsync(
                call.Argument("TENANT"), call.Text("--after"), call.Number("--limit", 1, 1_000), cancel);
            return await call.Show(page, json => json.TenantChangePage, cancel);
        });

    public static CommandEntry CreateKey { get; } = new(
        "keys create",
        "Create a key; its secret is shown this once.",
        [new("TENANT", "ten_…")],
        [
            new("--label", "TEXT", "what it is for (default cli)"),
            new("--role", "ROLE", "ingest, history, read, analyst, admin or auditor; at least one", Many: true),
            new("--lines-per-second", "N", "taken with this key (default: the tenant's bound alone)"),
            new("--expires-at", "TIME", "when it stops to open anything, RFC 3339 (default never)"),
        ],
        "risk keys create ten_1 --label till --role ingest --role read",
        async (call, cancel) =>
        {
            var roles = call.Many("--role");
            if (roles.Count == 0)
            {
                throw new UsageException("--role is missing: a key without a role opens nothing.");
            }

            using var client = call.Client();
            var key = new KeyRequestBody
            {
                Label = call.Text("--label") ?? "cli",
                Roles = roles,
                ExpiresAt = call.Time("--expires-at"),
                LinesPerSecond = call.Number("--lines-per-second", 1, 1_000_000),
            };
            var issued = await client.Keys.CreateAsync(call.Argument("TENANT"), key, cancel);
            return await call.Show(issued, json => json.KeyBody, cancel);
        });

    public static CommandEntry RevokeKey { get; } = new(
        "keys revoke",
        "Revoke a key; within a second it opens nothing any more.",
        [new("TENANT", "ten_…"), new("KEY", "its public id")],
        [],
        "risk keys revoke ten_1 k1a2b3",
        async (call, cancel) =>
        {
            using var client = call.Client();
            var key = await client.Keys.RevokeAsync(call.Argument("TENANT"), call.Argument("KEY"), cancel);
            return await call.Show(key, json => json.KeyBody, cancel);
        });

    public static CommandEntry ListKeys { get; } = new(
        "keys list",
        "List a tenant's keys, without their secrets.",
        [new("TENANT", "ten_…")],
        [],
        "risk keys list ten_1",
        async (call, cancel) =>
        {
            using var client = call.Client();
            return await call.Show(await client.Keys.ListAsync(call.Argument("TENANT"), cancel: cancel),
                json => json.KeyList, cancel);
        });

    private static TenantRequest Request(Invocation call) => new()
    {
        Currency = call.Text("--currency"),
        Zone = call.Text("--zone"),
        RetentionMonths = call.Number("--retention-months", 1, 120),
        ReviewAt = call.Number("--review-at", 0, 1_001),
        DeclineAt = call.Number("--decline-at", 0, 1_001),
        AllowPanLikeIds = call.Switch("--allow-pan-like-ids") ? true : null,
        Strict = call.Switch("--strict") ? true : call.Switch("--lenient") ? false : null,
        DeadlineMs = call.Number("--deadline-ms", 0, 5_000),
        Fallback = call.Text("--fallback"),
        FallbackUpToMinor = call.Number("--fallback-up-to-minor", 0, int.MaxValue),
        LinesPerSecond = call.Number("--lines-per-second", 0, 1_000_000),
        HistoryLinesPerSecond = call.Number("--history-lines-per-second", 0, 1_000_000),
        RequiresConsent = call.Word("--requires-consent", "yes", "no") is { } word ? word == "yes" : null,
        RevokedData = call.Word("--revoked-data", RevokedDataNames.Freeze, RevokedDataNames.TakeBack),
    };
}
