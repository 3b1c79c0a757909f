using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;

namespace OrleansRisk.Host.Moving;

/// <summary>
/// The tenants of this silo's pool: keys go with those that leave, counts come with those that arrive.
/// </summary>
internal sealed class PoolTenants(
    NodeEngine engine, TenantTurns turns, HostSettings settings, ILogger<PoolTenants> logger)
{
    private HashSet<TenantId> _ours = [];
    private long _seen;

    /// <summary>Does what the map asks for; false where it is the one of the last time.</summary>
    public bool Follow(PoolMap map)
    {
        if (map.Epoch == _seen)
        {
            return false;
        }

        // A tenant on its way out is still ours: what it wrote last is yet to be counted, which takes its keys.
        var ours = map.Places.Where(place => place.Value.Pool == settings.Pool).Select(place => place.Key).ToHashSet();
        foreach (var left in _ours.Except(ours))
        {
            turns.PutOut(left);
            engine.Forget(left);
            MovesLog.Left(logger, left.Value, settings.Pool, map.Epoch);
        }

        if (_seen > 0 && ours.Except(_ours).Any())
        {
            engine.TakeOver();
        }

        (_ours, _seen) = (ours, map.Epoch);
        return true;
    }

    /// <summary>Has everything counted that is written by now, so that who leaves need not wait for it.</summary>
    public void CountUp() => engine.CountUp();
}
