using Microsoft.Extensions.Logging;
using OrleansRisk.Tenants.Webhooks;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>
/// The webhooks that this node carries: those of tenants served here, each under a lease, so that one node at a time
/// carries it and another goes on where the first has fallen.
/// </summary>
internal sealed partial class WebhookAssignments(
    WebhookParts parts, WebhookOptions options, ILogger<WebhookAssignments> log)
{
    private readonly string _holder = Guid.NewGuid().ToString("n");
    private readonly Dictionary<WebhookName, (HeldLease Lease, Task Run)> _carried = [];

    public async Task Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Look(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                LogTrouble(log, trouble); // leases that are not renewed end by themselves
            }

            await Task.Delay(Limits.WebhookLook, parts.Time, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Leave();
    }

    private async Task Look(CancellationToken stop)
    {
        var askedAt = parts.Time.GetTimestamp();
        var kept = (await parts.Queue.Keep(_holder, Limits.WebhookLease, stop))
            .ToDictionary(static each => each.Lease.Name);
        foreach (var (name, (lease, run)) in _carried.ToList())
        {
            if (kept.TryGetValue(name, out var still) && still.Lease == lease.Lease && IsHere(name))
            {
                lease.Renew(still.Version, askedAt);
            }
            else
            {
                lease.Lose();
            }

            // Not before it has ended may anybody else, here or elsewhere, go on with it.
            if (lease.IsLost && run.IsCompleted)
            {
                _carried.Remove(name);
                await parts.Queue.Release(lease.Lease, stop);
            }
        }

        await Take(stop);
        parts.Metrics.Carries(_carried.Count);
    }

    private async Task Take(CancellationToken stop)
    {
        var free = await parts.Queue.Free(Limits.WebhooksCarriedMax, stop);
        var room = Math.Min(Limits.WebhooksTakenAtOnce, Limits.WebhooksCarriedMax - _carried.Count);
        foreach (var name in free.Where(name => IsHere(name) && !_carried.ContainsKey(name)).Take(room))
        {
            var askedAt = parts.Time.GetTimestamp();
            if (await parts.Queue.Take(name, _holder, Limits.WebhookLease, stop) is { } taken)
            {
                var lease = new HeldLease(taken, askedAt, parts.Time);
                var run = new WebhookDispatcher(parts, lease, log);
                _carried.Add(name, (lease, Task.Run(() => run.Run(stop), CancellationToken.None)));
            }
        }
    }

    /// <summary>Attempts under way end, what was delivered is noted, and another may go on at once.</summary>
    private async Task Leave()
    {
        foreach (var (lease, run) in _carried.Values)
        {
            await run;
            try
            {
                await parts.Queue.Release(lease.Lease, CancellationToken.None);
            }
            catch (Exception trouble) when (trouble is not OutOfMemoryException)
            {
                LogTrouble(log, trouble); // it runs out by itself
            }
        }

        _carried.Clear();
    }

    private bool IsHere(WebhookName name) => options.IsHere(name.Tenant);
}
