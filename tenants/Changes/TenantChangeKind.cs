namespace OrleansRisk.Tenants.Changes;

/// <summary>What a change of a tenant is about; stored by number.</summary>
public enum TenantChangeKind : short
{
    /// <summary>The tenant itself, with its first settings, thresholds and scoring version.</summary>
    TenantCreated = 1,
    SettingsChanged = 2,

    /// <summary>The subject is the public id of the key.</summary>
    KeyIssued = 3,
    KeyRevoked = 4,

    /// <summary>The subject is the name of the map.</summary>
    MapKept = 5,

    /// <summary>The subject is the hash of the model.</summary>
    ModelAdded = 6,
    ModelApproved = 7,
    ModelsDeployed = 8,
    CategoryRulesChanged = 9,
    ScoringVersionChanged = 10,

    /// <summary>The subject is the consent's letters.</summary>
    ConsentGiven = 11,
    ConsentRevoked = 12,
    ConsentExpired = 13,

    /// <summary>A scoring version was proposed; the version is the proposal's number.</summary>
    ScoringVersionProposed = 14,
}
