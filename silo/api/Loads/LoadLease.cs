using OrleansRisk.Actors.Access;

namespace OrleansRisk.Api.Loads;

/// <summary>
/// Keeps a load for whoever commits it, as long as that goes on: a round takes as long as accounts and quotas let it.
/// </summary>
internal sealed class LoadLease : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly Task _renewing;

    public LoadLease(LoadParts with, TenantId tenant, UInt128 load) => _renewing = Renew(with, tenant, load);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task Renew(LoadParts with, TenantId tenant, UInt128 load)
    {
        using var timer = new PeriodicTimer(Limits.LoadLease / 3, with.Time);
        while (await timer.WaitForNextTickAsync(_over.Token))
        {
            try
            {
                await with.Kept.Extend(tenant, load);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The next tick tries again; what the database does not take the commit itself meets, and tells.
            }
        }
    }
}
