using OrleansRisk.Client.Tests.Processes;
using OrleansRisk.Tests.Support;

namespace OrleansRisk.Client.Tests.Integrating;

/// <summary>A host that posts webhooks to this machine, as in development.</summary>
public sealed class PostingHost : IAsyncLifetime, IAsyncDisposable
{
    private readonly RealHost _real = new(["--WebhookNetworks=127.0.0.0/8", "--WebhookPlainHttp=true"]);

    public HostProcess Host => _real.Host;

    /// <summary>Transactions that the journal holds of a tenant.</summary>
    public Task<long> Recorded(string tenant) => _real.Recorded(tenant);

    public Task InitializeAsync() => _real.InitializeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    public Task DisposeAsync() => _real.DisposeAsync();
}
