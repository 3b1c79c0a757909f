using OrleansRisk.Cli.Commands;

namespace OrleansRisk.Cli;

/// <summary>
/// Every command there is: parser, dispatch and help are made from this table. A name is the thing acted on and what is
/// done to it; only the four of every day are one word.
/// </summary>
internal static class CommandTable
{
    public static IReadOnlyList<CommandEntry> Entries { get; } =
    [
        SendCommand.Entry,
        LoadCommand.Entry,
        ConsumeCommand.Entry,
        WatchCommand.Entry,
        AccountCommands.Put,
        AccountCommands.Show,
        AccountCommands.List,
        RebuildCommands.Rebuild,
        RebuildCommands.RebuildAll,
        RebuildCommands.Merge,
        AccountCommands.ListTransactions,
        AccountCommands.ShowCustomer,
        DecisionCommands.List,
        DecisionCommands.Show,
        DecisionCommands.Replay,
        DecisionCommands.Counterfactual,
        LabelCommands.Put,
        ConsentCommands.Create,
        ConsentCommands.Show,
        ConsentCommands.List,
        ConsentCommands.Revoke,
        CreditCommands.Create,
        CreditCommands.Show,
        CreditCommands.Replay,
        CreditCommands.Counterfactual,
        CreditCommands.Letter,
        LoadCommand.List,
        LoadCommand.Show,
        LoadCommand.Commit,
        LoadCommand.Delete,
        MapCommands.Check,
        MapCommands.Put,
        MapCommands.Show,
        MapCommands.List,
        CategoryCommands.Show,
        CategoryCommands.Put,
        CategoryCommands.Test,
        WebhookCommands.Create,
        WebhookCommands.Update,
        WebhookCommands.Show,
        WebhookCommands.List,
        WebhookCommands.RotateSecret,
        WebhookCommands.Test,
        WebhookCommands.Delete,
        WebhookCommands.ListDeliveries,
        WebhookCommands.ListDeadLetters,
        WebhookCommands.ReplayDeadLetters,
        ModelCommands.Put,
        ModelCommands.List,
        ModelCommands.Show,
        ModelCommands.Approve,
        ModelCommands.Monitor,
        ModelDeploymentCommands.Create,
        ModelDeploymentCommands.Challenge,
        ModelDeploymentCommands.RollBack,
        ModelDeploymentCommands.List,
        ScoringCommands.Propose,
        ScoringCommands.Report,
        ScoringCommands.Approve,
        ScoringCommands.RollBack,
        ScoringCommands.List,
        TenantCommands.Create,
        TenantCommands.Update,
        TenantCommands.Show,
        TenantCommands.List,
        TenantCommands.ListChanges,
        TenantCommands.CreateKey,
        TenantCommands.RevokeKey,
        TenantCommands.ListKeys,
    ];

    /// <summary>The commands that act on a thing: those whose names begin with it.</summary>
    public static IEnumerable<CommandEntry> On(string thing) =>
        Entries.Where(entry => entry.Name.StartsWith(thing + " ", StringComparison.Ordinal));

    /// <summary>Options that every command takes.</summary>
    public static IReadOnlyList<OptionEntry> Everywhere { get; } =
    [
        new("--url", "URL", $"the server's HTTP/2 address (default $RISK_URL, else {Connection.DefaultUrl})"),
        new("--key", "KEY", "API key (default $RISK_KEY, else the file $RISK_KEY_FILE names)"),
        new("--key-file", "FILE", "file that holds the API key"),
    ];
}
