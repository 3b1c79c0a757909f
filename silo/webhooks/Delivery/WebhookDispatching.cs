using Microsoft.Extensions.Hosting;

namespace OrleansRisk.Webhooks.Delivery;

/// <summary>Carries webhooks for as long as the host runs, where its operator wants it to.</summary>
internal sealed class WebhookDispatching(WebhookAssignments node, WebhookOptions options) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Delivers)
        {
            _run = Task.Run(() => node.Run(_stop.Token), CancellationToken.None);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();
}
