using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;

namespace OrleansRisk.Actors.Tenants;

/// <summary>One silo, as far as it holds in memory what one tenant has in force.</summary>
public interface ITenantSilo
{
    /// <summary>Follows a change; once answered, this silo holds nothing older.</summary>
    [Requires(Roles.Sweep)]
    ValueTask<Outcome<bool>> Follow(Caller caller, long sequence);
}
