using OrleansRisk.Actors.Access;

namespace OrleansRisk.Trust.Policies;

/// <summary>
/// Who may do what at a tenant. An act is denied unless a role or a statement permits it and no statement forbids it.
/// Order and repetition of statements change nothing, and a statement that forbids never permits anything.
/// </summary>
public sealed class Policy
{
    private readonly TenantId _tenant;
    private readonly GroupClosure _groups;
    private readonly Dictionary<(PolicySubject, string), Effects> _said = [];

    private Policy(TenantId tenant, PolicyDocument document)
    {
        (_tenant, _groups) = (tenant, new GroupClosure(document.Groups));
        foreach (var statement in document.Statements)
        {
            var key = (statement.Subject, statement.Name);
            PermissionSet named = [.. statement.Permissions.Select(PermissionNames.Find)];
            _said[key] = _said.GetValueOrDefault(key).With(statement.Effect, named);
        }
    }

    /// <summary>A tenant's policy in force.</summary>
    /// <exception cref="ArgumentException">It has faults: <see cref="PolicyCheck"/> names them.</exception>
    public static Policy Of(TenantId tenant, PolicyDocument document) => PolicyCheck.Of(document) is [var fault, ..]
        ? throw new ArgumentException($"{fault.Place} {fault.Reason}", nameof(document))
        : new Policy(tenant, document);

    /// <summary>Everything that a person may do at a tenant, and which fields are shown.</summary>
    public PermissionSet Permitted(Member who, TenantId tenant)
    {
        if (tenant != _tenant || who.Tenant != _tenant || _tenant.Value <= 0)
        {
            return [];
        }

        var groups = _groups.Of(who.Groups);
        var roles = who.Roles.Where(static role => role != RoleCatalogue.Operator).Concat(_groups.RolesOf(groups))
            .ToHashSet(StringComparer.Ordinal);
        var said = Said(PolicySubject.Everybody, "").With(Said(PolicySubject.Person, who.Name));
        said = groups.Aggregate(said, (sum, group) => sum.With(Said(PolicySubject.Group, group)));
        foreach (var role in roles)
        {
            said = said.With(PolicyEffect.Permit, RoleCatalogue.Of(role)).With(Said(PolicySubject.Role, role));
        }

        return said.Permits.Without(said.Forbids).Without(PermissionNames.OfPlatform);
    }

    /// <summary>Whether a person may do this at a tenant.</summary>
    public bool Permits(Member who, Permission act, TenantId tenant) => Permitted(who, tenant).Contains(act);

    /// <summary>Which fields are hidden from a person.</summary>
    public PermissionSet Hidden(Member who, TenantId tenant) =>
        PermissionNames.Fields.Without(Permitted(who, tenant));

    private Effects Said(PolicySubject subject, string name) => _said.GetValueOrDefault((subject, name));

    /// <summary>What statements together permit and forbid.</summary>
    private readonly record struct Effects(PermissionSet Permits, PermissionSet Forbids)
    {
        public Effects With(PolicyEffect effect, PermissionSet named) => effect switch
        {
            PolicyEffect.Permit => this with { Permits = Permits.And(named) },
            PolicyEffect.Forbid => this with { Forbids = Forbids.And(named) },
            _ => this,
        };

        public Effects With(Effects others) => new(Permits.And(others.Permits), Forbids.And(others.Forbids));
    }
}
