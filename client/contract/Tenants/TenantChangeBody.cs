namespace OrleansRisk.Contract.Tenants;

/// <summary>A change of what a tenant has in force.</summary>
public sealed record TenantChangeBody
{
    /// <summary>Its number, from 1 without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>What changed, one of <see cref="TenantChangeKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the map, public id of the key or hash of the model; empty where the kind says it.</summary>
    public required string Subject { get; init; }

    /// <summary>Version that the subject has from this change on; 0 where it has none.</summary>
    public required int Version { get; init; }

    /// <summary>Who changed it.</summary>
    public required string By { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of what was changed as it is since then, in hex.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Hash of the change before this one, in hex; zeros for the first.</summary>
    public required string PreviousHash { get; init; }
}

/// <summary>A page of changes, the newest first.</summary>
/// <param name="After">Where the next page begins; null on the last.</param>
public sealed record TenantChangePage(IReadOnlyList<TenantChangeBody> Items, string? After, bool HasMore);

/// <summary>What a change of a tenant is about.</summary>
public static class TenantChangeKinds
{
    /// <summary>The tenant itself.</summary>
    public const string TenantCreated = "tenant_created";

    /// <summary>Its defaults and thresholds.</summary>
    public const string SettingsChanged = "settings_changed";

    /// <summary>A key was issued.</summary>
    public const string KeyIssued = "key_issued";

    /// <summary>A key was revoked.</summary>
    public const string KeyRevoked = "key_revoked";

    /// <summary>A column map has a new version.</summary>
    public const string MapKept = "map_kept";

    /// <summary>A model came into the registry.</summary>
    public const string ModelAdded = "model_added";

    /// <summary>A model was approved.</summary>
    public const string ModelApproved = "model_approved";

    /// <summary>Models were put up, or put up again.</summary>
    public const string ModelsDeployed = "models_deployed";

    /// <summary>The category rules have a new version.</summary>
    public const string CategoryRulesChanged = "category_rules_changed";

    /// <summary>The tenant goes on with another scoring version.</summary>
    public const string ScoringVersionChanged = "scoring_version_changed";

    /// <summary>A scoring version was proposed.</summary>
    public const string ScoringVersionProposed = "scoring_version_proposed";

    /// <summary>A customer's consent was kept.</summary>
    public const string ConsentGiven = "consent_given";

    /// <summary>A customer's consent was revoked.</summary>
    public const string ConsentRevoked = "consent_revoked";

    /// <summary>A customer's consent has ended.</summary>
    public const string ConsentExpired = "consent_expired";
}
