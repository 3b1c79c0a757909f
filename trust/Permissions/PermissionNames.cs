using System.Collections.Frozen;

namespace OrleansRisk.Trust.Permissions;

/// <summary>Permissions by the names that readers see: what, dot, act.</summary>
public static class PermissionNames
{
    private static readonly (Permission Permission, string Name)[] Table =
    [
        (Permission.ScoreTransactions, "transactions.score"), (Permission.LoadTransactions, "transactions.load"),
        (Permission.TryTransactions, "transactions.try"), (Permission.LabelTransactions, "transactions.label"),
        (Permission.ReadTransactions, "transactions.read"), (Permission.ListAccounts, "accounts.list"),
        (Permission.ReadAccounts, "accounts.read"), (Permission.StateAccounts, "accounts.state"),
        (Permission.RebuildAccounts, "accounts.rebuild"), (Permission.MergeAccounts, "accounts.merge"),
        (Permission.ReadCustomers, "customers.read"), (Permission.ListDecisions, "decisions.list"),
        (Permission.ReadDecisions, "decisions.read"), (Permission.ReplayDecisions, "decisions.replay"),
        (Permission.ExplainDecisions, "decisions.explain"), (Permission.AssessCredit, "credit.assess"),
        (Permission.ReadCredit, "credit.read"), (Permission.ReplayCredit, "credit.replay"),
        (Permission.ExplainCredit, "credit.explain"), (Permission.ReadFeed, "feed.read"),
        (Permission.ReadSubscriptions, "subscriptions.read"), (Permission.ChangeSubscriptions, "subscriptions.change"),
        (Permission.ReadWebhooks, "webhooks.read"), (Permission.ChangeWebhooks, "webhooks.change"),
        (Permission.TestWebhooks, "webhooks.test"), (Permission.ResendWebhooks, "webhooks.resend"),
        (Permission.ReadModels, "models.read"), (Permission.ExportModels, "models.export"),
        (Permission.AddModels, "models.add"), (Permission.ApproveModels, "models.approve"),
        (Permission.DeployModels, "models.deploy"), (Permission.RollBackModels, "models.roll_back"),
        (Permission.ReadCategories, "categories.read"), (Permission.ChangeCategories, "categories.change"),
        (Permission.TryCategories, "categories.try"), (Permission.ReadMaps, "maps.read"),
        (Permission.ChangeMaps, "maps.change"), (Permission.ReadConsents, "consents.read"),
        (Permission.GiveConsents, "consents.give"), (Permission.RevokeConsents, "consents.revoke"),
        (Permission.ReadLoads, "loads.read"), (Permission.CreateLoads, "loads.create"),
        (Permission.DeleteLoads, "loads.delete"), (Permission.CommitLoads, "loads.commit"),
        (Permission.CreateTenants, "tenants.create"), (Permission.ReadTenants, "tenants.read"),
        (Permission.ChangeTenants, "tenants.change"), (Permission.ReadTenantChanges, "tenants.history"),
        (Permission.ReadKeys, "keys.read"), (Permission.IssueKeys, "keys.issue"),
        (Permission.RevokeKeys, "keys.revoke"), (Permission.WriteLetters, "letters.write"),
        (Permission.ReadLetters, "letters.read"), (Permission.ProposeScoring, "scoring.propose"),
        (Permission.ReportScoring, "scoring.report"), (Permission.ApproveScoring, "scoring.approve"),
        (Permission.ReadScoring, "scoring.read"), (Permission.RollBackScoring, "scoring.roll_back"),
    ];

    private static readonly FrozenDictionary<Permission, string> ByPermission =
        Table.ToFrozenDictionary(row => row.Permission, row => row.Name);

    /// <summary>Every permission there is, in the order of the table.</summary>
    public static IReadOnlyList<Permission> All { get; } = [.. Table.Select(row => row.Permission)];

    public static string Of(Permission permission) => ByPermission[permission];
}
