using OrleansRisk.Actors.Access;
using OrleansRisk.Trust.Policies;

namespace OrleansRisk.Trust.Tests.Policies;

/// <summary>Policies and people by chance: few names, so that they meet.</summary>
internal sealed class RandomPolicies(int seed)
{
    private static readonly string[] Groups = ["risk", "fraud", "audit", "cards", "loans"];
    private static readonly string[] People = ["amina", "bala", "chen"];
    private static readonly string[] Permissions = [.. PermissionNames.All.Select(PermissionNames.Of)];
    private static readonly string[] Roles = [.. RoleCatalogue.Names.Where(role => role != RoleCatalogue.Operator)];
    private readonly Random _random = new(seed);

    public PolicyDocument Document()
    {
        var groups = Some(Groups, 5).Distinct().ToArray();
        return new(
            [
                // A group is in later ones only, so nothing leads back.
                .. groups.Select((name, at) => new GroupStatement(name, Some(Roles, 2), Some(groups[(at + 1)..], 2))),
            ],
            [.. Enumerable.Range(0, _random.Next(8)).Select(_ => Statement(groups))]);
    }

    public PolicyStatement Statement(IReadOnlyList<string> groups, PolicyEffect? wanted = null)
    {
        var effect = wanted ?? (_random.Next(2) == 0 ? PolicyEffect.Permit : PolicyEffect.Forbid);
        var subject = (PolicySubject)_random.Next(1, groups.Count > 0 ? 5 : 3);
        var name = subject switch
        {
            PolicySubject.Role => Pick(Roles),
            PolicySubject.Group => Pick(groups),
            PolicySubject.Person => Pick(People),
            _ => "",
        };
        var known = effect == PolicyEffect.Forbid
            ? Permissions
            : [.. Permissions.Where(one => one != "tenants.create")];
        return new(effect, subject, name, [Pick(known), .. Some(known, 6)]);
    }

    public Member Member() => new(
        new TenantId(1), Pick(People), Some([.. RoleCatalogue.Names], 2), Some([.. Groups, "elsewhere"], 3));

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var all = items.ToArray();
        T[] twice = [.. all, .. all.Where(_ => _random.Next(2) == 0)];
        _random.Shuffle(twice);
        return twice;
    }

    private string[] Some(string[] from, int most) =>
        from.Length == 0 ? [] : [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => Pick(from))];

    private string Pick(IReadOnlyList<string> from) => from[_random.Next(from.Count)];
}
