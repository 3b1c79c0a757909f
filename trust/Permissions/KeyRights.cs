using OrleansRisk.Actors.Access;
using static OrleansRisk.Trust.Permissions.Permission;

namespace OrleansRisk.Trust.Permissions;

/// <summary>What the roles of keys permit.</summary>
public static class KeyRights
{
    private static readonly PermissionSet Reads =
    [
        ListAccounts, ReadAccounts, ReadTransactions, ReadCustomers, ListDecisions, ReadDecisions, ReplayDecisions,
        ExplainDecisions, ReadCredit, ReplayCredit, ExplainCredit, ReadFeed, ReadSubscriptions, ChangeSubscriptions,
        ReadLetters, ReadCategories, TryCategories, ReadMaps, ReadConsents,
    ];

    private static readonly (Roles Role, PermissionSet Permits)[] Table =
    [
        (Roles.Ingest,
        [
            ScoreTransactions, TryTransactions, LabelTransactions, StateAccounts, ReadDecisions, AssessCredit,
            WriteLetters, ReadCategories, TryCategories, ReadMaps, ReadConsents, GiveConsents, RevokeConsents,
        ]),
        (Roles.History,
        [
            LoadTransactions, RebuildAccounts, MergeAccounts, ReadLoads, CreateLoads, DeleteLoads, CommitLoads,
            ReadCategories, TryCategories, ReadMaps,
        ]),
        (Roles.Read, Reads),
        (Roles.Analyst,
        [
            .. Reads, TryTransactions, LabelTransactions, StateAccounts, RebuildAccounts, MergeAccounts, AssessCredit,
            WriteLetters, ReportScoring, ReadScoring, ReadModels, ExportModels, ReadLoads, GiveConsents, RevokeConsents,
        ]),
        (Roles.Admin,
        [
            ProposeScoring, ReportScoring, ApproveScoring, ReadScoring, RollBackScoring,
            RebuildAccounts, MergeAccounts, ReadTenants, ChangeTenants, ReadTenantChanges, ReadKeys, IssueKeys,
            RevokeKeys, ReadWebhooks, ChangeWebhooks, TestWebhooks, ResendWebhooks, ReadModels, ExportModels, AddModels,
            ApproveModels, DeployModels, RollBackModels, ReadCategories, ChangeCategories, TryCategories, ReadMaps,
            ChangeMaps, ReadConsents, GiveConsents, RevokeConsents,
        ]),
        (Roles.Auditor,
        [
            ReplayDecisions, ReadScoring, ReadModels, ExportModels, ReadConsents,
        ]),
        (Roles.Operator,
        [
            CreateTenants, ReadTenants, ChangeTenants, ReadTenantChanges, ReadKeys, IssueKeys, RevokeKeys,
        ]),
    ];

    /// <summary>What a key with these roles may do; roles that no key has permit nothing.</summary>
    public static PermissionSet Of(Roles roles)
    {
        PermissionSet permitted = [];
        foreach (var (role, permits) in Table)
        {
            permitted = (roles & role) != 0 ? permitted.And(permits) : permitted;
        }

        return permitted;
    }
}
