using OrleansRisk.Contract.Tenants;
using OrleansRisk.Engine.Access;

namespace OrleansRisk.Api.Tenants;

/// <summary>Roles as keys carry them, by name.</summary>
internal static class RoleWords
{
    private static readonly (Roles Role, string Name)[] All =
    [
        (Roles.Ingest, RoleNames.Ingest), (Roles.History, RoleNames.History), (Roles.Read, RoleNames.Read),
        (Roles.Analyst, RoleNames.Analyst), (Roles.Admin, RoleNames.Admin), (Roles.Auditor, RoleNames.Auditor),
        (Roles.Operator, RoleNames.Operator),
    ];

    public static IReadOnlyList<string> Of(Roles roles) =>
        [.. All.Where(row => (roles & row.Role) != 0).Select(row => row.Name)];

    /// <summary>The roles of these names; none where one of them is no role that a tenant's key may carry.</summary>
    public static Roles Parse(IReadOnlyList<string> names)
    {
        var roles = Roles.None;
        foreach (var name in names)
        {
            var role = All.FirstOrDefault(row => row.Name == name).Role;
            if (role is Roles.None or Roles.Operator)
            {
                return Roles.None;
            }

            roles |= role;
        }

        return roles;
    }
}
