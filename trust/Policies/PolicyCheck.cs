namespace OrleansRisk.Trust.Policies;

/// <summary>Holds a policy against what there is, before it is kept: no name in it means nothing.</summary>
public static class PolicyCheck
{
    /// <summary>Everything that is wrong, in the order of the document; empty where the policy can be kept.</summary>
    public static IReadOnlyList<PolicyFault> Of(PolicyDocument document)
    {
        if (document.Groups.Count > PolicyLimits.GroupsMax)
        {
            return [new("groups", $"are more than {PolicyLimits.GroupsMax}")];
        }

        if (document.Statements.Count > PolicyLimits.StatementsMax)
        {
            return [new("statements", $"are more than {PolicyLimits.StatementsMax}")];
        }

        var known = new HashSet<string>(document.Groups.Select(group => group.Name), StringComparer.Ordinal);
        return
        [
            .. OfGroups(document, known),
            .. document.Statements.SelectMany((statement, at) => Of(statement, $"statements[{at}]", known)),
            .. Cycles(document),
        ];
    }

    private static IEnumerable<PolicyFault> OfGroups(PolicyDocument document, HashSet<string> known)
    {
        var alike = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < document.Groups.Count; at++)
        {
            var (group, place) = (document.Groups[at], $"groups[{at}]");
            if (!LookAlikes.IsName(group.Name))
            {
                yield return new(place + ".name", "is no name");
                continue;
            }

            if (!alike.TryAdd(LookAlikes.Skeleton(group.Name), group.Name))
            {
                var other = alike[LookAlikes.Skeleton(group.Name)];
                yield return new(place + ".name", other == group.Name ? "is there twice" : $"reads like {other}");
            }

            foreach (var fault in Count(group.Roles, place + ".roles").Concat(Count(group.In, place + ".in")))
            {
                yield return fault;
            }

            foreach (var fault in group.Roles.SelectMany((role, i) => OfRole(role, $"{place}.roles[{i}]"))
                .Concat(group.In.SelectMany((name, i) => OfGroup(name, $"{place}.in[{i}]", known))))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<PolicyFault> Of(PolicyStatement statement, string place, HashSet<string> known)
    {
        if (statement.Effect is not (PolicyEffect.Permit or PolicyEffect.Forbid))
        {
            yield return new(place + ".effect", "neither permits nor forbids");
        }

        foreach (var fault in OfSubject(statement, place, known))
        {
            yield return fault;
        }

        if (statement.Permissions.Count == 0)
        {
            yield return new(place + ".permissions", "are none");
        }

        foreach (var fault in Count(statement.Permissions, place + ".permissions").Concat(
            statement.Permissions.SelectMany((name, i) => OfPermission(name, statement, $"{place}.permissions[{i}]"))))
        {
            yield return fault;
        }
    }

    private static IEnumerable<PolicyFault> OfSubject(PolicyStatement statement, string place, HashSet<string> known) =>
        statement.Subject switch
        {
            PolicySubject.Everybody => statement.Name.Length == 0
                ? []
                : [new(place + ".name", "is of nobody: the statement speaks of everybody")],
            PolicySubject.Role => OfRole(statement.Name, place + ".name"),
            PolicySubject.Group => OfGroup(statement.Name, place + ".name", known),
            PolicySubject.Person => LookAlikes.IsName(statement.Name) ? [] : [new(place + ".name", "is no name")],
            _ => [new(place + ".subject", "is none that there is")],
        };

    private static IEnumerable<PolicyFault> OfRole(string role, string place) =>
        role == RoleCatalogue.Operator ? [new(place, "is the platform's role: no tenant gives it")]
        : RoleCatalogue.Has(role) ? []
        : [new(place, $"is no role; the nearest is {RoleCatalogue.Nearest(role)}")];

    private static IEnumerable<PolicyFault> OfGroup(string name, string place, HashSet<string> known) =>
        known.Contains(name) ? []
        : known.Count == 0 ? [new(place, "is no group of this policy, which has none")]
        : [new(place, $"is no group of this policy; the nearest is {NearestName.Of(name, known)}")];

    private static IEnumerable<PolicyFault> OfPermission(string name, PolicyStatement statement, string place) =>
        PermissionNames.Find(name) is var found and not Permission.None
            ? statement.Effect == PolicyEffect.Permit && PermissionNames.OfPlatform.Contains(found)
                ? [new(place, "is the platform's: no tenant permits it")]
                : []
            : [new(place, $"is no permission; the nearest is {PermissionNames.Nearest(name)}")];

    private static IEnumerable<PolicyFault> Count(IReadOnlyList<string> names, string place) =>
        names.Count > PolicyLimits.NamesMax ? [new(place, $"are more than {PolicyLimits.NamesMax}")] : [];

    /// <summary>A group that is in itself, by way of others or not: nobody means that.</summary>
    private static IEnumerable<PolicyFault> Cycles(PolicyDocument document)
    {
        var closure = new GroupClosure(document.Groups);
        for (var at = 0; at < document.Groups.Count; at++)
        {
            if (document.Groups[at].In.Any(above => closure.Of([above]).Contains(document.Groups[at].Name)))
            {
                yield return new($"groups[{at}].in", "leads back to the group itself");
            }
        }
    }
}
