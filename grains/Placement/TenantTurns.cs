using System.Collections.Concurrent;
using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Placement;

/// <summary>
/// The turns and grains of each tenant on this silo: what must have ended before a leaving tenant has left.
/// </summary>
internal sealed class TenantTurns
{
    private readonly ConcurrentDictionary<TenantId, Count> _turns = new();
    private readonly ConcurrentDictionary<IGrainContext, TenantId> _awake = new();

    public void Begin(TenantId tenant) => _turns.GetOrAdd(tenant, static _ => new Count()).Add(1);

    public void End(TenantId tenant) => _turns.GetOrAdd(tenant, static _ => new Count()).Add(-1);

    /// <summary>Whether a turn is under way, by whoever admitted it.</summary>
    public bool Any(TenantId tenant) => _turns.TryGetValue(tenant, out var turns) && turns.Any;

    public void Wake(IGrainContext grain)
    {
        if (GrainKey.TryParse(grain.GrainId.Key.ToString(), out var key))
        {
            _awake[grain] = key.Tenant;
        }
    }

    public void Sleep(IGrainContext grain) => _awake.TryRemove(grain, out _);

    /// <summary>How many grains of the tenant are awake here.</summary>
    public int Awake(TenantId tenant) => _awake.Values.Count(each => each == tenant);

    /// <summary>Tells every grain of the tenant to leave; each goes once its turn is over.</summary>
    public void PutOut(TenantId tenant)
    {
        foreach (var (grain, of) in _awake)
        {
            if (of == tenant)
            {
                grain.Deactivate(new DeactivationReason(
                    DeactivationReasonCode.ApplicationRequested, "the tenant moves to another pool"));
            }
        }
    }

    /// <summary>Counted without a lock: every call of a tenant meets here.</summary>
    private sealed class Count
    {
        private int _value;

        // A full fence: whoever has changed the map before asking must not be answered from before the change.
        public bool Any => Interlocked.CompareExchange(ref _value, 0, 0) > 0;

        public void Add(int change) => Interlocked.Add(ref _value, change);
    }
}
