using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansRisk.Webhooks.Delivery;
using OrleansRisk.Webhooks.Outbound;

namespace OrleansRisk.Webhooks;

/// <summary>
/// Puts the delivery of webhooks into a host. It needs the feed, the actors, the keys and a queue there.
/// </summary>
public static class WebhookSetup
{
    public static IServiceCollection AddWebhookDelivery(
        this IServiceCollection services, Func<IServiceProvider, WebhookOptions> options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<INameResolver, MachineNames>();
        services.AddSingleton(static provider =>
        {
            var asked = provider.GetRequiredService<WebhookOptions>();
            return new OutboundRules(new NetworkRules(asked.Networks), asked.PlainHttp);
        });
        services.AddSingleton(static provider => provider.GetRequiredService<OutboundRules>().Networks);
        services.AddSingleton<OutboundCalls>().AddSingleton<WebhookMetrics>().AddSingleton<WebhookParts>();
        return services.AddSingleton<WebhookAssignments>().AddHostedService<WebhookDispatching>();
    }
}
