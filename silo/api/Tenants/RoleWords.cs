using OrleansRisk.Actors.Access;
using OrleansRisk.Contract.Tenants;

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

    /// <summary>The first of these that is no role that a tenant's key may carry; null if there is none such.</summary>
    public static string? NoRole(IEnumerable<string> names) => names.FirstOrDefault(static name => !IsRole(name));

    /// <summary>The roles of these names; none where one of them is no role that a tenant's key may carry.</summary>
    public static Roles Parse(IReadOnlyList<string> names)
    {
        var roles = Roles.None;
        foreach (var name in names)
        {
            if (!IsRole(name))
            {
                return Roles.None;
            }

            roles |= RoleOf(name);
        }

        return roles;
    }

    private static bool IsRole(string name) => RoleOf(name) is not (Roles.None or Roles.Operator);

    private static Roles RoleOf(string name) => All.FirstOrDefault(row => row.Name == name).Role;
}
