using System.Collections.Frozen;
using System.Reflection;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Accounts;
using OrleansRisk.Actors.Tenants;

namespace OrleansRisk.Actors;

/// <summary>
/// Who may call what. Both hosts ask here before an actor is touched. A call passes where some rule permits it and none
/// forbids it; where no rule speaks it is denied.
/// </summary>
public static class AccessRules
{
    /// <summary>Contracts that stand under these rules. A method of any other type is denied.</summary>
    private static readonly Type[] Contracts = [typeof(IAccount), typeof(ITenant), typeof(ITenantSilo)];

    private static readonly FrozenDictionary<(Type, string), AccessRule> Table = Read(Contracts);

    /// <summary>The rule of a contract's method; one that permits nobody where the contract states none.</summary>
    public static AccessRule Of(Type contract, string method) =>
        Table.TryGetValue((contract, method), out var rule) ? rule : new AccessRule(Roles.None, AcrossTenants: false);

    /// <summary>Whether this caller may call the method on a key of this tenant.</summary>
    public static bool Permits(Caller? caller, AccessRule rule, TenantId owner) =>
        caller is not null && Decide([ByRole(caller, rule), ByTenant(caller, rule, owner)]);

    /// <summary>Live and historic transactions have a role each: having one is not having the other.</summary>
    public static bool Permits(Caller caller, IngestMode mode) => mode switch
    {
        IngestMode.Live => (caller.Roles & Roles.Ingest) != 0,
        IngestMode.History => (caller.Roles & Roles.History) != 0,
        _ => false,
    };

    /// <summary>
    /// Permitted where some rule permits and none forbids. Order and repetition of rules change nothing.
    /// </summary>
    public static bool Decide(ReadOnlySpan<AccessEffect> effects)
    {
        var permitted = false;
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case AccessEffect.Silent:
                    break;
                case AccessEffect.Permit:
                    permitted = true;
                    break;
                default:
                    return false; // forbidden, or an effect nobody knows: errors deny
            }
        }

        return permitted;
    }

    private static AccessEffect ByRole(Caller caller, AccessRule rule) =>
        (caller.Roles & rule.AnyOf) != 0 ? AccessEffect.Permit : AccessEffect.Silent;

    private static AccessEffect ByTenant(Caller caller, AccessRule rule, TenantId owner)
    {
        if (caller.Tenant == owner && owner.Value > 0)
        {
            return AccessEffect.Silent;
        }

        var operates = rule.AcrossTenants && (caller.Roles & rule.AnyOf & Roles.Operator) != 0;
        return operates ? AccessEffect.Silent : AccessEffect.Forbid;
    }

    private static FrozenDictionary<(Type, string), AccessRule> Read(IEnumerable<Type> contracts) =>
        contracts.SelectMany(contract => contract.GetMethods())
            .Select(method => (Method: method, Requires: method.GetCustomAttribute<RequiresAttribute>()))
            .Where(entry => entry.Requires is not null)
            .ToFrozenDictionary(
                entry => (entry.Method.DeclaringType!, entry.Method.Name),
                entry => new AccessRule(entry.Requires!.AnyOf, (entry.Requires.AnyOf & Roles.Operator) != 0));
}

/// <summary>What a method asks of its caller.</summary>
/// <param name="AnyOf">One of these roles.</param>
/// <param name="AcrossTenants">An operator may call it on any tenant; everyone else only on their own.</param>
public readonly record struct AccessRule(Roles AnyOf, bool AcrossTenants);
