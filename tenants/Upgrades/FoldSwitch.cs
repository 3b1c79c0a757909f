namespace OrleansRisk.Tenants.Upgrades;

public enum FoldSwitchResult
{
    None = 0,
    Switched,
    AlreadyThere,

    /// <summary>A node that is there does not compute it.</summary>
    NotEverywhere,

    /// <summary>The tenant is on a newer one, and no account goes back.</summary>
    WouldGoBack,
}

/// <param name="Fold">The fold that the tenant is on.</param>
/// <param name="Behind">The nodes that do not compute the fold asked for.</param>
public sealed record FoldSwitch(FoldSwitchResult Result, ushort Fold, IReadOnlyList<NodeRow> Behind);
