namespace OrleansRisk.Trust.Policies;

/// <summary>
/// Everything that somebody may be allowed, by name. The list is closed: an act that is not in it is denied. Numbers
/// are not kept anywhere; what is kept are the names of <see cref="PermissionNames"/>.
/// </summary>
public enum Permission : byte
{
    None = 0,
    ScoreTransactions,
    LoadTransactions,
    TryTransactions,
    LabelTransactions,
    ListAccounts,
    ReadAccounts,
    ReadTransactions,
    StateAccounts,
    RebuildAccounts,
    MergeAccounts,
    ReadCustomers,
    ListDecisions,
    ReadDecisions,
    ReplayDecisions,
    ExplainDecisions,
    AssessCredit,
    ReadCredit,
    ReplayCredit,
    ExplainCredit,
    WriteLetters,
    ReadLetters,
    ReadFeed,
    ReadSubscriptions,
    ChangeSubscriptions,
    ReadWebhooks,
    ChangeWebhooks,
    TestWebhooks,
    ResendWebhooks,
    ReadModels,
    ExportModels,
    AddModels,
    ApproveModels,
    DeployModels,
    RollBackModels,
    ProposeScoring,
    ReportScoring,
    ApproveScoring,
    ReadScoring,
    RollBackScoring,
    ReadCategories,
    ChangeCategories,
    TryCategories,
    ReadMaps,
    ChangeMaps,
    ReadConsents,
    GiveConsents,
    RevokeConsents,
    ReadLoads,
    CreateLoads,
    DeleteLoads,
    CommitLoads,
    CreateTenants,
    ReadTenants,
    ChangeTenants,
    ReadTenantChanges,
    ReadKeys,
    IssueKeys,
    RevokeKeys,

    /// <summary>Sees names of people in what is shown.</summary>
    SeeNames,

    /// <summary>Sees who is paid and who pays in what is shown.</summary>
    SeeCounterparties,

    /// <summary>Sees the texts of payments in what is shown.</summary>
    SeeTexts,
}
