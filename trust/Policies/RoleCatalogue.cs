using System.Collections.Frozen;
using static OrleansRisk.Trust.Policies.Permission;

namespace OrleansRisk.Trust.Policies;

/// <summary>Roles of people: named sets of permissions. A policy gives them to groups; it cannot make others.</summary>
public static class RoleCatalogue
{
    public const string Viewer = "viewer", Analyst = "analyst", SeniorAnalyst = "senior_analyst";
    public const string ModelOwner = "model_owner", RuleAuthor = "rule_author", Approver = "approver";
    public const string Admin = "admin", Auditor = "auditor", PrivacyOfficer = "privacy_officer";

    /// <summary>Of the platform: no policy of a tenant gives it.</summary>
    public const string Operator = "operator";

    private static readonly PermissionSet Reads =
    [
        ListAccounts, ReadAccounts, ReadTransactions, ReadCustomers, ListDecisions, ReadDecisions, ReplayDecisions,
        ExplainDecisions, ReadCredit, ReplayCredit, ExplainCredit, ReadFeed, ReadSubscriptions, ReadCategories,
        ReadLetters, ReadMaps, ReadConsents,
    ];

    private static readonly PermissionSet Works =
    [
        .. Reads, TryTransactions, LabelTransactions, AssessCredit, ChangeSubscriptions, TryCategories, ReadModels,
        ReadLoads, SeeCounterparties, SeeTexts,
    ];

    private static readonly FrozenDictionary<string, PermissionSet> Table =
        new Dictionary<string, PermissionSet>
        {
            [Viewer] = Reads,
            [Analyst] = Works,
            [SeniorAnalyst] = [.. Works, StateAccounts, RebuildAccounts, MergeAccounts, WriteLetters, SeeNames],
            [ModelOwner] =
            [
                .. Reads, ReadModels, ExportModels, AddModels, DeployModels, RollBackModels, ProposeScoring,
                ReportScoring, ReadScoring, RollBackScoring,
            ],
            [RuleAuthor] = [.. Reads, TryTransactions, TryCategories, ChangeCategories, ChangeMaps],
            [Approver] =
            [
                .. Reads, ReadModels, ApproveModels, ReportScoring, ApproveScoring, ReadScoring, ReadTenants,
                ReadTenantChanges, ReadKeys,
            ],
            [Admin] =
            [
                ReadTenants, ChangeTenants, ReadTenantChanges, ReadKeys, IssueKeys, RevokeKeys, ReadWebhooks,
                ChangeWebhooks, TestWebhooks, ResendWebhooks, ReadModels, ReadCategories, ReadMaps, ChangeMaps,
                ReadConsents,
            ],
            [Auditor] =
            [
                ReplayDecisions, ReplayCredit, ReadModels, ReadScoring, ReadConsents, ReadTenants, ReadTenantChanges,
                ReadKeys, ReadWebhooks,
            ],
            [PrivacyOfficer] =
            [
                ListAccounts, ReadAccounts, ReadTransactions, ReadCustomers, ListDecisions, ReadDecisions, ReadCredit,
                ReadConsents, GiveConsents, RevokeConsents, SeeNames, SeeCounterparties, SeeTexts,
            ],
            [Operator] =
            [
                CreateTenants, ReadTenants, ChangeTenants, ReadTenantChanges, ReadKeys, IssueKeys, RevokeKeys,
            ],
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Table.Keys.Order(StringComparer.Ordinal);

    public static bool Has(string role) => Table.ContainsKey(role);

    /// <summary>What a role permits; nothing where there is none of exactly this name.</summary>
    public static PermissionSet Of(string role) => Table.GetValueOrDefault(role);

    /// <summary>The name that is most like one that no role of a tenant's has.</summary>
    public static string Nearest(string role) => NearestName.Of(role, Names.Where(static name => name != Operator));
}
