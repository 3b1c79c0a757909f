using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Outcomes;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Host.Running;

/// <summary>
/// Loads the keys of the pool's tenants before the silo is sent any work, and again until all are there. A key that
/// was disabled is its tenant's trouble; one that this silo's vault does not hold, or does not answer for, is ours.
/// </summary>
internal sealed class PoolKeys(
    IKeyRing keys, PoolMapCache pools, Locality here, TimeProvider time, ILogger<PoolKeys> logger) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    public bool AreLoaded { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, time);
        try
        {
            while (!await Load(stoppingToken))
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }

            AreLoaded = true;
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task<bool> Load(CancellationToken cancel)
    {
        // Not waited for until the silo has read it on its way in: both come to the same map.
        if (!await pools.Reach(1))
        {
            return false;
        }

        var missing = 0;
        foreach (var tenant in pools.Current.TenantsOf(here.Pool))
        {
            missing += await Has(tenant, cancel) ? 0 : 1;
        }

        return missing == 0;
    }

    private async Task<bool> Has(TenantId tenant, CancellationToken cancel)
    {
        try
        {
            await keys.Pseudonyms(tenant, cancel);
            return true;
        }
        catch (KeyUnavailableException trouble)
        {
            SiloLog.KeyNotLoaded(logger, tenant.Value, trouble.Cause);
            return trouble.Cause is UnavailableCause.KeyDisabled or UnavailableCause.SealBroken;
        }
    }
}
