namespace OrleansRisk.Tenants.Versions;

public enum ScoringVersionSwitchResult
{
    None = 0,
    Switched,
    AlreadyThere,

    /// <summary>A node that is there does not compute it.</summary>
    NotEverywhere,

    /// <summary>The tenant is on a newer one, and no account goes back.</summary>
    WouldGoBack,
}

/// <param name="ScoringVersion">The scoring version that the tenant is on.</param>
/// <param name="Behind">The nodes that do not compute the scoring version asked for.</param>
public sealed record ScoringVersionSwitch(
    ScoringVersionSwitchResult Result, ushort ScoringVersion, IReadOnlyList<NodeRow> Behind);
