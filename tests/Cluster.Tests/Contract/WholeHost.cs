using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using OrleansRisk.Tenants.InForce;
using Serilog.Core;

namespace OrleansRisk.Cluster.Tests.Contract;

using Pins = IReadOnlyDictionary<(TenantId Tenant, AccountKey Account, long Sequence), PinnedObservation>;

/// <summary>
/// A host as its <c>serve</c> makes it, alone or a member, whole, with its own ports, certificates and membership, but
/// in this process: so that a test can pin what its accounts read.
/// </summary>
internal sealed class WholeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WholeHost(WebApplication app) => _app = app;

    public IActors Actors => _app.Services.GetRequiredService<IActors>();

    public NodeEngine Engine => _app.Services.GetRequiredService<NodeEngine>();

    public AdmissionControl AdmissionControl => _app.Services.GetRequiredService<AdmissionControl>();

    public Uri Http => new(NodeEdge.Addresses(_app).Http1);

    public static async Task<WholeHost> Start(HostSettings settings, Pins? pins = null)
    {
        (settings.Port, settings.Http2Port, settings.SiloPort) = (0, 0, FreePort());
        var host = new WholeHost(ServeCommand.Build(settings, Logger.None, services => services.AddSingleton(
            provider => Pinned(provider.GetRequiredService<NodeEngine>(), pins))));
        await host.Engine.Start(default);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>Leaves in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await Engine.Drain(default);
        await _app.DisposeAsync();
    }

    private static AccountServices Pinned(NodeEngine engine, Pins? pins) => pins is null
        ? engine.Accounts
        : engine.Accounts with { Published = new PinnedReferenceData(engine.Published, pins) };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
