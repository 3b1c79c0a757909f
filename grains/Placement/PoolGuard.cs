using Microsoft.Extensions.Logging;
using Orleans.Runtime;
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
    /// <param name="target">Its key.</param>
    /// <param name="epoch">Of the map the edge went by.</param>
    public async ValueTask<bool> Admits(IGrainContext activation, string target, long epoch)
    {
        if (await pools.Reach(epoch) && TryEnter(target))
        {
            return true;
        }

        PlacementLog.NotRoutedHere(logger, target, here.Pool, pools.Current.Epoch);
        activation.Migrate(requestContext: null);
        return false;
    }

    /// <summary>Ends a turn that was admitted.</summary>
    public void Leave(string target)
    {
        if (GrainKey.TryParse(target, out var key))
        {
            turns.End(key.Tenant);
        }
    }

    // Counted before the map is looked at: whoever sees the tenant leave and no turn under way, after that, sees right.
    private bool TryEnter(string target)
    {
        if (!GrainKey.TryParse(target, out var key))
        {
            return false;
        }

        turns.Begin(key.Tenant);
        if (string.Equals(pools.Current.PoolOf(key.Tenant), here.Pool, StringComparison.Ordinal))
        {
            return true;
        }

        turns.End(key.Tenant);
        return false;
    }
}
