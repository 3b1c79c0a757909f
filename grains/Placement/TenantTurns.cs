using System.Collections.Concurrent;
using Orleans.Runtime;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.GrainInterfaces;

namespace OrleansRisk.Grains.Placement;

/// <summary>
/// The turns and grains of each tenant on this silo: what must have ended before a leaving tenant has left.
/// </summary>
internal sealed class TenantTurns
{
    private readonly ConcurrentDictionary<TenantId, int> _turns = new();
    private readonly ConcurrentDictionary<IGrainContext, TenantId> _awake = new();

    public void Begin(TenantId tenant) => _turns.AddOrUpdate(tenant, 1, static (_, turns) => turns + 1);

    public void End(TenantId tenant) => _turns.AddOrUpdate(tenant, 0, static (_, turns) => turns - 1);

    /// <summary>Whether a turn is under way, by whoever admitted it.</summary>
    public bool Any(TenantId tenant) => _turns.GetValueOrDefault(tenant) > 0;

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
}
