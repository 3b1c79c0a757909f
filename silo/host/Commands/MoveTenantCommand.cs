using System.Globalization;
using OrleansRisk.Actors.Access;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Moving;
using OrleansRisk.Host.Settings;

namespace OrleansRisk.Host.Commands;

/// <summary>
/// <c>orleansrisk move-tenant TENANT POOL</c>: begins a move and waits for the arrival. Stopped at any moment, the
/// tenant ends in one of the two pools; the same command again does what is left.
/// </summary>
internal static class MoveTenantCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromMinutes(2);

    public static async Task<int> Run(HostSettings settings, string tenant, string pool, CancellationToken cancel)
    {
        var id = new TenantId(int.Parse(tenant, CultureInfo.InvariantCulture));
        await using var mover = new TenantMover(settings);
        var place = await mover.Place(id, cancel);
        if (place.MovingTo is { } other && other != pool)
        {
            await Console.Error.WriteLineAsync($"tenant {tenant} is on its way to {other}: cancel that first");
            return ExitCodes.Failed;
        }

        if (place.MovingTo is null && place.Pool != pool)
        {
            await mover.HandKeys(id, pool, settings.TargetKeyFile ?? KeyFiles.Of(settings), cancel);
            var epoch = await mover.Begin(id, pool, cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"tenant {tenant} leaves {place.Pool} from epoch {epoch}"));
        }

        return await Arrive(mover, id, pool, cancel);
    }

    /// <summary>Calls a tenant back that has not arrived.</summary>
    public static async Task<int> Back(HostSettings settings, string tenant, CancellationToken cancel)
    {
        await using var mover = new TenantMover(settings);
        var id = new TenantId(int.Parse(tenant, CultureInfo.InvariantCulture));
        var back = await mover.Cancel(id, cancel);
        Console.WriteLine($"tenant {tenant} {(back ? "stays" : "is")} in {(await mover.Place(id, cancel)).Pool}");
        return ExitCodes.Done;
    }

    private static async Task<int> Arrive(TenantMover mover, TenantId tenant, string pool, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(Look, TimeProvider.System);
        try
        {
            while ((await mover.Place(tenant, patience.Token)).Pool != pool)
            {
                await timer.WaitForNextTickAsync(patience.Token);
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(
                $"tenant {tenant.Value} has not arrived in {pool} yet: the silos go on; "
                + "move-tenant-back calls it back");
            return ExitCodes.Failed;
        }

        Console.WriteLine($"tenant {tenant.Value} is at home in {pool}");
        return ExitCodes.Done;
    }
}
