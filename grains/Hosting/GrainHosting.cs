using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Streams;
using Orleans.Versions.Compatibility;
using Orleans.Versions.Selector;
using OrleansRisk.Accounts.Runtime;
using OrleansRisk.Accounts.Turns;
using OrleansRisk.Actors;
using OrleansRisk.Grains.Access;
using OrleansRisk.Grains.Accounts;
using OrleansRisk.Grains.Calls;
using OrleansRisk.Grains.Metrics;
using OrleansRisk.Grains.Notifications;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Grains.Tenants;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Writing;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Grains.Hosting;

/// <summary>
/// Puts the grains, their filter and their placement into a silo. The host adds the engine's services, the pool map's
/// source and the call-token keys.
/// </summary>
internal static class GrainHosting
{
    public static ISiloBuilder AddRiskGrains(this ISiloBuilder silo, Locality here, GrainOptions options)
    {
        silo.UseSiloMetadata(new Dictionary<string, string>
        {
            [Locality.RegionKey] = here.Region,
            [Locality.PoolKey] = here.Pool,
        });
        ExemptInterfaces.Resolve(); // a list that does not fit this Orleans stops the host here, not a call later
        silo.AddIncomingGrainCallFilter<IncomingCalls>();
        silo.AddOutgoingGrainCallFilter<OutgoingCalls>();
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.TryAddSingleton<TenantNotices>();
        silo.Services.AddSingleton(here);
        AddCalls(silo.Services);
        silo.Services.AddSingleton(static provider => provider.GetRequiredService<AccountServices>().Runtime.Metrics);
        silo.Services.AddSingleton(provider => new AccountMemory(
            options.MemoryBudgetBytes, options.UnknownAccounts, provider.GetRequiredService<EngineMetrics>()));
        silo.Services.AddPlacementDirector<SiloOfKeyStrategy, SiloOfKeyDirector>();
        silo.Services.AddPlacementFilter<TenantPoolStrategy, TenantPoolDirector>(ServiceLifetime.Transient);
        silo.Services.Configure<SiloMessagingOptions>(messaging => Bound(messaging, options));
        silo.Services.Configure<GrainCollectionOptions>(collection => Collect(collection, options));
        silo.Services.Configure<GrainVersioningOptions>(Version);
        return silo;
    }

    private static void AddCalls(IServiceCollection services)
    {
        services.AddSingleton<PoolMapCache>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, PoolMapWatch>();
        services.AddSingleton<PoolGuard>().AddSingleton<PoolHome>().AddSingleton<PoolSilos>()
            .AddSingleton<TenantTurns>();
        services.AddSingleton<GrainMetrics>();
        services.AddSingleton<CallTokenVerifier>().AddSingleton<StreamAuthorization>();
        services.AddSingleton<CallTokenIssuer>();
        services.AddSingleton<IActors, ClusterActors>();
    }

    /// <summary>
    /// Notifications of commits to the other silos, by streams whose subscribers the host's sealed <c>PubSubStore</c>
    /// keeps. A host alone needs none: its own commits come from the writer's memory.
    /// </summary>
    public static ISiloBuilder AddCommitNotifications(this ISiloBuilder silo)
    {
        silo.AddMemoryStreams(NotificationStreams.Provider, streams =>
        {
            streams.ConfigurePartitioning(Limits.NotificationQueues);
            streams.ConfigureStreamPubSub(StreamPubSubType.ExplicitGrainBasedOnly);
            streams.ConfigurePullingAgent(agent =>
                agent.Configure(options => options.GetQueueMsgsTimerPeriod = Limits.NotificationsAsked));
        });
        silo.Services.AddSingleton<ITenantRelay, SiloRelay>();
        silo.Services.AddSingleton<NotificationStreams>().AddSingleton<CommitNotifications>();
        silo.Services.AddSingleton<ICommitNotifications>(
            provider => provider.GetRequiredService<CommitNotifications>());
        silo.Services.AddSingleton<ICommitted>(provider => provider.GetRequiredService<CommitNotifications>());
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            provider => provider.GetRequiredService<CommitNotifications>());
        return silo;
    }

    private static void Bound(SiloMessagingOptions messaging, GrainOptions options)
    {
        messaging.MaxEnqueuedRequestsHardLimit = options.CallsPerGrain;
        messaging.ResponseTimeout = options.CallTimeout;

        // A record that is with the journal is not called back.
        messaging.CancelRequestOnTimeout = false;
    }

    /// <summary>
    /// While silos of two builds run side by side, a newer one answers what an older one calls; what only the newer
    /// build can call wakes on a silo of that build.
    /// </summary>
    private static void Version(GrainVersioningOptions versioning)
    {
        versioning.DefaultCompatibilityStrategy = nameof(BackwardCompatible);
        versioning.DefaultVersionSelectorStrategy = nameof(AllCompatibleVersions);
    }

    private static void Collect(GrainCollectionOptions collection, GrainOptions options)
    {
        collection.CollectionQuantum = options.CollectionEvery;
        collection.CollectionAge = options.AccountIdle;
        collection.ClassSpecificCollectionAge[typeof(AccountGrain).FullName!] = options.AccountIdle;
        collection.ClassSpecificCollectionAge[typeof(TenantGrain).FullName!] = options.TenantIdle;
        collection.EnableActivationSheddingOnMemoryPressure = true;
        collection.MemoryUsageLimitPercentage = options.MemoryLimitPercent;
        collection.MemoryUsageTargetPercentage = options.MemoryTargetPercent;
        collection.MemoryUsagePollingPeriod = options.MemoryPolledEvery;
    }
}
