namespace OrleansRisk.Trust.Policies;

/// <summary>Bounds of a tenant's policy.</summary>
public static class PolicyLimits
{
    /// <summary>Letters of a group's or a person's name.</summary>
    public const int NameLength = 200;

    public const int GroupsMax = 1_000;
    public const int StatementsMax = 1_000;

    /// <summary>Roles and groups that a group names, and permissions that a statement names.</summary>
    public const int NamesMax = 200;
}
