using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.GrainInterfaces;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Grains.Notifications;

/// <summary>
/// Has every other silo of a tenant's pool follow a change of it, all at once, before the change is answered. A silo
/// that does not answer in time looks by itself a moment later.
/// </summary>
internal sealed class SiloRelay(
    IGrainFactory grains, PoolSilos silos, TimeProvider time, ILogger<SiloRelay> log) : ITenantRelay
{
    public async ValueTask Relay(TenantId tenant, long sequence) =>
        await Task.WhenAll(silos.Others(tenant).Select(silo => Tell(silo, tenant, sequence)));

    private async Task Tell(SiloAddress silo, TenantId tenant, long sequence)
    {
        try
        {
            var there = grains.GetGrain<ITenantSiloGrain>(GrainKey.Of(tenant, silo.ToParsableString()).ToString());
            var followed = await there.Follow(new Caller(tenant, "system", Roles.Sweep, ""), sequence).AsTask()
                .WaitAsync(Limits.NoticeWait, time);
            if (!followed.IsDone)
            {
                NotificationsLog.NotFollowed(log, silo, tenant.Value, sequence, followed.Failure.GetType().Name);
            }
        }
        catch (Exception trouble) when (trouble is not OutOfMemoryException)
        {
            NotificationsLog.NotFollowed(log, silo, tenant.Value, sequence, trouble.GetType().Name);
        }
    }
}
