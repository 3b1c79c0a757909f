using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRisk.Accounts.Days;
using OrleansRisk.Actors;
using OrleansRisk.Api;
using OrleansRisk.Api.Access;
using OrleansRisk.Host.Settings;

namespace OrleansRisk.Host.Running;

/// <summary>Runs the sweep of days beside the edge, for the tenants that are at home here.</summary>
internal sealed class DaySweeping(DaySweep sweep, HostSettings settings) : BackgroundService
{
    public static DaySweeping Of(IServiceProvider services)
    {
        var (engine, routing) =
            (services.GetRequiredService<NodeEngine>(), services.GetRequiredService<ITenantRouting>());
        var sources = new DaySweepSources(
            engine.Stores.Tenants, engine.Stores.Days, engine.Stores.Feed, services.GetRequiredService<IActors>(),
            tenant => routing.Of(tenant).Kind == TenantRouteKind.Here)
        {
            Consents = engine.Stores.Consents,
        };
        var sweep = new DaySweep(
            sources, engine.Name, new DaySweepOptions(), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<DaySweep>>());
        return new DaySweeping(sweep, services.GetRequiredService<HostSettings>());
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        settings.CloseDays && !settings.EventTime ? sweep.Run(stoppingToken) : Task.CompletedTask;
}
