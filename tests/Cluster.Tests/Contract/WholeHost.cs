using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Admission;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Engine.Standalone;
using OrleansRisk.Hosting.Running;
using OrleansRisk.Hosting.Settings;
using OrleansRisk.Silo.Options;
using OrleansRisk.Standalone.Options;
using OrleansRisk.Tenants.InForce;
using Serilog.Core;
namespace OrleansRisk.Cluster.Tests.Contract;

using Pins = IReadOnlyDictionary<(TenantId Tenant, AccountKey Account, long Sequence), PinnedObservation>;

/// <summary>
/// A host as its <c>serve</c> makes it, whole, with its own ports, certificates and membership, but in this process:
/// so that a test can pin what its accounts read.
/// </summary>
internal sealed class WholeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WholeHost(WebApplication app) => _app = app;

    public NodeEngine Engine => _app.Services.GetRequiredService<NodeEngine>();

    public Gate Gate => _app.Services.GetRequiredService<Gate>();

    public Uri Http => new(NodeEdge.Addresses(_app).Http1);

    public static Task<WholeHost> Standalone(HostSettings settings, Pins? pins = null)
    {
        Ports(settings);
        return Start(OrleansRisk.Standalone.Commands.Serving.Build(settings, Logger.None, services =>
            services.AddSingleton(provider =>
            {
                var engine = provider.GetRequiredService<NodeEngine>();
                return new StandaloneActors(Pinned(engine, pins), engine.Tenants, new StandaloneOptions());
            })));
    }

    public static Task<WholeHost> Silo(SiloSettings settings, Pins? pins = null)
    {
        Ports(settings);
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            settings.SiloPort = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        return Start(OrleansRisk.Silo.Commands.Serving.Build(settings, Logger.None, services =>
            services.AddSingleton(provider => Pinned(provider.GetRequiredService<NodeEngine>(), pins))));
    }

    /// <summary>Leaves in good order.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        if (_app.Services.GetService<StandaloneActors>() is { } actors)
        {
            await actors.Drain(default);
        }

        await Engine.Drain(default);
        await _app.DisposeAsync();
    }

    private static async Task<WholeHost> Start(WebApplication app)
    {
        var host = new WholeHost(app);
        await host.Engine.Start(default);
        await app.StartAsync();
        return host;
    }

    private static AccountServices Pinned(NodeEngine engine, Pins? pins) => pins is null
        ? engine.Accounts
        : engine.Accounts with { Published = new PinnedPublished(engine.Published, pins) };

    private static void Ports(NodeSettings settings) => (settings.Port, settings.Http2Port) = (0, 0);
}
