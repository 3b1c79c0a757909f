using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Placement;

/// <summary>
/// The silo's own check that a tenant is at home here. A message for an inactive grain activates it where it arrives,
/// without asking any placement filter: after a move, stale addresses bring calls to silos that must not serve them.
/// </summary>
internal sealed class PoolGuard(PoolMapCache pools, TenantTurns turns, Locality here, ILogger<PoolGuard> logger)
{
    /// <summary>
    /// Whether the call may go on, and then counts as a turn until <see cref="Leave"/>; where not, the activation
    /// leaves for its own pool.
    /// </summary>
    /// <param name="activation">The grain that was called.</param>
    /// <param name="key">Its key.</param>
    /// <param name="epoch">Of the map the edge went by.</param>
    public async ValueTask<bool> Admits(IGrainContext activation, GrainKey key, long epoch)
    {
        if (await pools.Reach(epoch) && TryEnter(key.Tenant))
        {
            return true;
        }

        PlacementLog.NotRoutedHere(logger, key.ToString(), here.Pool, pools.Current.Epoch);
        activation.Migrate(requestContext: null);
        return false;
    }

    /// <summary>Ends a turn that was admitted.</summary>
    public void Leave(TenantId tenant) => turns.End(tenant);

    // Counted before the map is looked at: whoever sees the tenant leave and no turn under way, after that, sees right.
    private bool TryEnter(TenantId tenant)
    {
        turns.Begin(tenant);
        if (string.Equals(pools.Current.PoolOf(tenant), here.Pool, StringComparison.Ordinal))
        {
            return true;
        }

        turns.End(tenant);
        return false;
    }
}
