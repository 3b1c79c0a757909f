using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansRisk.Api;
using OrleansRisk.Api.Health;
using OrleansRisk.Host.Amqp;
using OrleansRisk.Host.Logging;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Host.Running;

/// <summary>The web application: engine, HTTP edge, ports and the time to stop.</summary>
internal static class NodeEdge
{
    // Otherwise the framework watches the folder that the host was started in, and all below it, for a settings file.
    private const string NothingWatched = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>A builder with all but the silo.</summary>
    public static WebApplicationBuilder Prepare(HostSettings settings, Serilog.ILogger logger)
    {
        var builder =
            WebApplication.CreateSlimBuilder(new WebApplicationOptions
            {
                EnvironmentName = settings.Environment,
                Args = [NothingWatched],
            });
        // Settings are read once, in one place: nothing of the framework's own applies.
        builder.Configuration.Sources.Clear();
        Logs.Use(builder.Logging, logger);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton<NodeEngine>();
        services.AddSingleton<TenantNotices>().AddSingleton<NodeListeners>();
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().NewTenants);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.TenantChanges);
        services.AddSingleton<ITenantStore>(provider => provider.GetRequiredService<NodeEngine>().Stores.Tenants);
        services.AddSingleton<IMapStore>(provider => provider.GetRequiredService<NodeEngine>().Stores.Maps);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Models);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Assessments);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Loads);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Consents);
        services.AddSingleton<ConsentBook>();
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().ModelDeployments);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Monitor);
        services.AddSingleton<ICategoryRules>(provider => provider.GetRequiredService<NodeEngine>().CategoryRules);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Customers);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Idempotency);
        services.AddSingleton<ISubscriptionStore>(
            provider => provider.GetRequiredService<NodeEngine>().Stores.Subscriptions);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Webhooks);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.WebhookQueue);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Feed);
        services.AddSingleton<IKeyRing>(provider => provider.GetRequiredService<NodeEngine>().Keys);
        services.AddSingleton<ITenantSeal>(provider => provider.GetRequiredService<NodeEngine>().Seal);
        services.AddSingleton<IOptions<ApiOptions>>(new OptionsWrapper<ApiOptions>(settings));
        // Streams and turns get two thirds of a stop's time; snapshots and the taking down of the engine what is left.
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.StopWithin * 2 / 3);
        services.AddHostedService(DaySweeping.Of).AddHostedService(Restating.Of);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Stores.Restatements);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().ScoringVersions);
        services.AddRiskApi();
        services.AddTelemetry(settings);
        services.AddHealthChecks()
            .AddCheck<SchemaCheck>(SchemaCheck.Name, tags: [HealthEndpoints.Ready])
            .AddCheck<SiloCheck>(SiloCheck.Name, tags: [HealthEndpoints.Ready]);
        if (settings.Amqp is { } amqp)
        {
            services.AddSingleton(BrokerQueue.Of(amqp)).AddHostedService<BrokerConsumer>();
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForRisk(settings));
        return builder;
    }

    /// <summary>Where it listens: HTTP/1.1, then HTTP/2.</summary>
    public static (string Http1, string Http2) Addresses(WebApplication app)
    {
        var addresses =
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        return (addresses[0], addresses[1]);
    }
}
