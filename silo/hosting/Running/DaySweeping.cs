using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRisk.Api.Access;
using OrleansRisk.Engine;
using OrleansRisk.Engine.Days;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Hosting.Settings;

namespace OrleansRisk.Hosting.Running;

/// <summary>Runs the sweep of days beside the edge, for the tenants that are at home here.</summary>
internal sealed class DaySweeping(
    NodeEngine engine, IActors actors, ITenantHomes homes, NodeSettings settings, TimeProvider time,
    ILogger<DaySweep> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.CloseDays || settings.EventTime)
        {
            return Task.CompletedTask;
        }

        bool Serves(TenantId tenant) => homes.Of(tenant).Kind == HomeKind.Here;
        var sources = new DaySweepSources(
            engine.Stores.Tenants, engine.Stores.Days, engine.Stores.Feed, actors, Serves);
        return new DaySweep(sources, engine.Name, new DaySweepOptions(), time, log).Run(stoppingToken);
    }
}
