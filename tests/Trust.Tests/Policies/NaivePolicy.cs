using OrleansRisk.Trust.Policies;

namespace OrleansRisk.Trust.Tests.Policies;

/// <summary>What a policy permits, worked out by reading it anew for each question: what the engine is held against.
/// </summary>
internal static class NaivePolicy
{
    public static bool Permits(PolicyDocument policy, Member who, string permission, int tenant)
    {
        if (tenant != who.Tenant.Value || permission == "tenants.create")
        {
            return false;
        }

        var groups = new List<string>(who.Groups.Where(name => policy.Groups.Any(group => group.Name == name)));
        for (var at = 0; at < groups.Count; at++)
        {
            groups.AddRange(policy.Groups.Where(group => group.Name == groups[at]).SelectMany(group => group.In)
                .Where(name => !groups.Contains(name)));
        }

        var roles = who.Roles.Concat(
            policy.Groups.Where(group => groups.Contains(group.Name)).SelectMany(group => group.Roles))
            .Where(role => role != "operator").ToList();
        var speaking = policy.Statements.Where(statement => statement.Permissions.Contains(permission)
            && statement.Subject switch
            {
                PolicySubject.Everybody => true,
                PolicySubject.Person => statement.Name == who.Name,
                PolicySubject.Group => groups.Contains(statement.Name),
                _ => roles.Contains(statement.Name),
            }).ToList();
        return !speaking.Any(statement => statement.Effect == PolicyEffect.Forbid)
            && (speaking.Count > 0
                || roles.Any(role => RoleCatalogue.Of(role).Contains(PermissionNames.Find(permission))));
    }
}
