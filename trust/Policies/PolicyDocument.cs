namespace OrleansRisk.Trust.Policies;

/// <summary>A tenant's policy as it is written: names, which <see cref="PolicyCheck"/> holds against what there is.
/// </summary>
/// <param name="Groups">Which roles the groups of the tenant's people give.</param>
/// <param name="Statements">What is permitted and forbidden beside what roles permit; in any order.</param>
public sealed record PolicyDocument(
    IReadOnlyList<GroupStatement> Groups, IReadOnlyList<PolicyStatement> Statements)
{
    public static PolicyDocument Empty { get; } = new([], []);
}

/// <summary>Members of a group have its roles, and what the groups have that it is in.</summary>
/// <param name="Name">As the provider of identities states it, letter by letter.</param>
/// <param name="Roles">Names of <see cref="RoleCatalogue"/>.</param>
/// <param name="In">Groups of this policy that its members are members of, too.</param>
public sealed record GroupStatement(string Name, IReadOnlyList<string> Roles, IReadOnlyList<string> In);

/// <summary>Says of somebody what is permitted, or what is forbidden whatever else permits it.</summary>
/// <param name="Name">Of the role, group or person; empty for everybody.</param>
public sealed record PolicyStatement(
    PolicyEffect Effect, PolicySubject Subject, string Name, IReadOnlyList<string> Permissions);

public enum PolicyEffect : byte
{
    /// <summary>No effect anybody knows: a statement with it permits nothing.</summary>
    None = 0,
    Permit = 1,
    Forbid = 2,
}

/// <summary>Of whom a statement speaks.</summary>
public enum PolicySubject : byte
{
    None = 0,
    Everybody = 1,
    Role = 2,
    Group = 3,
    Person = 4,
}
