using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Benchmarks.Http;
using OrleansRisk.Benchmarks.Memory;
using OrleansRisk.Benchmarks.Silos;
using OrleansRisk.Contract;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Sealing;
using Serilog.Core;

namespace OrleansRisk.Benchmarks.Cluster.Resident;

/// <summary>
/// A whole silo in this process, so that its memory can be settled before it is read: grains, tokens, placement and
/// journal as in <c>orleansrisk serve</c>; only the load does not come by HTTP.
/// </summary>
internal sealed class ResidentSilo : IAsyncDisposable
{
    private readonly SiloGround _ground;
    private readonly WebApplication _app;
    private TenantId _tenant;

    private ResidentSilo(SiloGround ground, WebApplication app) => (_ground, _app) = (ground, app);

    public ActorLoad Load { get; private set; } = null!;

    /// <summary>Accounts that are in memory.</summary>
    public int Awake => _app.Services.GetRequiredService<TenantTurns>().Awake(_tenant);

    public static async Task<ResidentSilo> Start(BenchDatabase database)
    {
        var ground = await SiloGround.Prepare(Programs.Host, database);
        var operatorKey = await ground.OperatorKey();
        var settings = SettingsReader.Read(Stated(
            [.. ground.Settings("silo-1", ServingProcess.FreePort()), "--port", "0", "--http2port", "0"]));
        var silo = new ResidentSilo(ground, ServeCommand.Build(settings, Logger.None));
        var services = silo._app.Services;
        await services.GetRequiredService<NodeEngine>().Start(CancellationToken.None);
        await silo._app.StartAsync();
        var (tenant, _) = await BenchTenant.Make(new Uri(NodeEdge.Addresses(silo._app).Http1), operatorKey, "bench");
        silo._tenant = Ids.TryParseTenant(tenant, out var number)
            ? new TenantId(number) : throw new InvalidOperationException($"{tenant} is no tenant's id");
        silo.Load = new ActorLoad(
            services.GetRequiredService<IActors>(), silo._tenant,
            await services.GetRequiredService<IKeyRing>().Pseudonyms(silo._tenant, CancellationToken.None));
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ground.Dispose();
    }

    /// <summary>Options as a command line has them, two words each.</summary>
    private static Dictionary<string, string?> Stated(string[] words) =>
        words.Chunk(2).ToDictionary(static pair => pair[0][2..], static pair => (string?)pair[1]);
}
