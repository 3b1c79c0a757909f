using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Placement;

/// <summary>
/// The silo's own check that a tenant is at home here. A message for an inactive grain activates it where it arrives,
/// without asking any placement filter: after a move, stale addresses bring calls to silos that must not serve them.
/// </summary>
internal sealed class PoolGuard(PoolMapCache pools, Locality here, ILogger<PoolGuard> logger)
{
    /// <summary>Whether the call may go on; where not, the activation leaves for its own pool.</summary>
    /// <param name="activation">The grain that was called.</param>
    /// <param name="target">Its key.</param>
    /// <param name="epoch">Of the map the edge went by.</param>
    public async ValueTask<bool> Admits(IGrainContext activation, string target, long epoch)
    {
        if (await pools.Reach(epoch) && IsHome(target))
        {
            return true;
        }

        PlacementLog.NotAtHome(logger, target, here.Pool, pools.Current.Epoch);
        activation.Migrate(requestContext: null);
        return false;
    }

    private bool IsHome(string target) =>
        GrainKey.TryParse(target, out var key)
        && string.Equals(pools.Current.PoolOf(key.Tenant), here.Pool, StringComparison.Ordinal);
}
