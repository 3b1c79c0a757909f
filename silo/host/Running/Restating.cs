using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRisk.Accounts.Restating;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Api.Access;

namespace OrleansRisk.Host.Running;

/// <summary>Rebuilds accounts for a scoring deployment beside the edge, of the tenants at home here.</summary>
internal sealed class Restating(RestatementSweep sweep) : BackgroundService
{
    public static Restating Of(IServiceProvider services)
    {
        var (engine, routing) =
            (services.GetRequiredService<NodeEngine>(), services.GetRequiredService<ITenantRouting>());
        var sources = new RestatementSources(
            engine.Stores.Tenants, engine.ScoringVersions, engine.Stores.Restatements, engine.Stores.Feed,
            services.GetRequiredService<IActors>(), tenant => routing.Of(tenant).Kind == TenantRouteKind.Here);
        return new Restating(new RestatementSweep(
            sources, engine.Name, new RestatementOptions(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<RestatementSweep>>()));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => sweep.Run(stoppingToken);
}
