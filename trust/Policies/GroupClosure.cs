namespace OrleansRisk.Trust.Policies;

/// <summary>
/// Which groups somebody is in who is in some, by way of what the groups are in. Ends on cycles, too.
/// </summary>
internal sealed class GroupClosure
{
    private readonly Dictionary<string, List<GroupStatement>> _byName = new(StringComparer.Ordinal);

    public GroupClosure(IEnumerable<GroupStatement> groups)
    {
        foreach (var group in groups)
        {
            if (!_byName.TryGetValue(group.Name, out var same))
            {
                _byName[group.Name] = same = [];
            }

            same.Add(group);
        }
    }

    public HashSet<string> Of(IEnumerable<string> groups)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(groups);
        while (open.TryPop(out var name))
        {
            if (_byName.TryGetValue(name, out var statements) && reached.Add(name))
            {
                foreach (var above in statements.SelectMany(static statement => statement.In))
                {
                    open.Push(above);
                }
            }
        }

        return reached;
    }

    public IEnumerable<string> RolesOf(IEnumerable<string> groups) =>
        groups.SelectMany(name => _byName[name]).SelectMany(static statement => statement.Roles);
}
