using OrleansRisk.Cli.Commands;

namespace OrleansRisk.Cli;

/// <summary>Every command there is: parser, dispatch and help are made from this table.</summary>
internal static class CommandTable
{
    public static IReadOnlyList<CommandEntry> Entries { get; } =
    [
        SendCommand.Entry,
        ConsumeCommand.Entry,
        MapCommands.Check,
        MapCommands.Put,
        MapCommands.Show,
        MapCommands.List,
        CategoryCommands.Show,
        CategoryCommands.Set,
        CategoryCommands.Test,
        AccountCommands.State,
        ReadCommands.Account,
        AccountCommands.List,
        AccountCommands.Customer,
        ReadCommands.Decisions,
        ReadCommands.Decision,
        ReadCommands.Replay,
        ReadCommands.Label,
        CreditCommands.Assess,
        CreditCommands.Show,
        CreditCommands.Replay,
        CreditCommands.Counterfactual,
        WatchCommand.Entry,
        WebhookCommands.Create,
        WebhookCommands.Change,
        WebhookCommands.Show,
        WebhookCommands.List,
        WebhookCommands.Rotate,
        WebhookCommands.Test,
        WebhookCommands.Log,
        WebhookCommands.Dead,
        WebhookCommands.Replay,
        WebhookCommands.Delete,
        ModelCommands.Add,
        ModelCommands.List,
        ModelCommands.Show,
        ModelCommands.Approve,
        ModelCommands.Monitor,
        LineUpCommands.Activate,
        LineUpCommands.Challenge,
        LineUpCommands.RollBack,
        LineUpCommands.List,
        TenantCommands.Create,
        TenantCommands.Configure,
        TenantCommands.Show,
        TenantCommands.List,
        TenantCommands.IssueKey,
        TenantCommands.RevokeKey,
        TenantCommands.ListKeys,
    ];

    /// <summary>Options that every command takes.</summary>
    public static IReadOnlyList<OptionEntry> Everywhere { get; } =
    [
        new("--url", "URL", $"the server's HTTP/2 address (default $RISK_URL, else {Connection.DefaultUrl})"),
        new("--key", "KEY", "API key (default $RISK_KEY, else the file $RISK_KEY_FILE names)"),
        new("--key-file", "FILE", "file that holds the API key"),
    ];
}
