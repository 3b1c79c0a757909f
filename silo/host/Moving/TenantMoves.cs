using Npgsql;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Moving;

/// <summary>
/// This silo's part in the moves of tenants, whoever began them: looks at the map and does what is due.
/// </summary>
internal sealed class TenantMoves(
    PoolMapCache pools, PoolTenants tenants, Departures departures, TimeProvider time, ILogger<TenantMoves> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private bool _unasked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Try(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task Try(CancellationToken cancel)
    {
        try
        {
            _unasked |= tenants.Follow(pools.Current);
            if (_unasked)
            {
                await departures.EndWhereFenced(cancel);
                _unasked = false;
            }

            await Leave(pools.Current, cancel);
        }
        catch (Exception trouble) when (trouble is NpgsqlException or IOException or TimeoutException)
        {
            MovesLog.StepFailed(logger, trouble); // whatever was done counts; the next look does the rest
        }
    }

    private async Task Leave(PoolMap map, CancellationToken cancel)
    {
        var moving = map.Places.Where(place => place.Value.MovingTo is not null).ToList();
        foreach (var (tenant, place) in moving)
        {
            await departures.LetGo(tenant, place.MovingSince, cancel);
        }

        if (moving.Count > 0)
        {
            tenants.CountUp();
            if (await departures.Finish(cancel))
            {
                await pools.Refresh(cancel);
            }
        }
    }
}
