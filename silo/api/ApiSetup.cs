using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Accounts;
using OrleansRisk.Api.Categories;
using OrleansRisk.Api.Consents;
using OrleansRisk.Api.Counterfactuals;
using OrleansRisk.Api.Credit;
using OrleansRisk.Api.Decisions;
using OrleansRisk.Api.Feed;
using OrleansRisk.Api.Health;
using OrleansRisk.Api.Http;
using OrleansRisk.Api.Idempotency;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Api.Labels;
using OrleansRisk.Api.Letters;
using OrleansRisk.Api.Loads;
using OrleansRisk.Api.Maps;
using OrleansRisk.Api.Models;
using OrleansRisk.Api.Parameters;
using OrleansRisk.Api.Problems;
using OrleansRisk.Api.Scoring;
using OrleansRisk.Api.Tenants;
using OrleansRisk.Api.Webhooks;
using OrleansRisk.Events.Feed;
using OrleansRisk.Webhooks;
using OrleansRisk.Webhooks.Delivery;

namespace OrleansRisk.Api;

/// <summary>
/// The HTTP edge, for any host that brings <c>IActors</c>, <c>ITenantStore</c>, <c>ITenantChanges</c>,
/// <c>NewTenants</c>, <c>TenantNotices</c>, <c>IMapStore</c>, <c>ICategoryRules</c>, <c>ICustomerStore</c>,
/// <c>IConsentStore</c>, <c>ConsentBook</c>, <c>IIdempotencyStore</c>, <c>ILoadStore</c>, <c>ISubscriptionStore</c>,
/// <c>IWebhookStore</c>, <c>IWebhookQueue</c>, <c>LiveFeed</c>, <c>IKeyRing</c>, <c>ITenantSeal</c> and a
/// <c>TimeProvider</c>.
/// </summary>
public static class ApiSetup
{
    /// <summary>Meter of the edge, for exporters.</summary>
    public const string MeterName = ApiMetrics.MeterName;

    public static IServiceCollection AddRiskApi(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddAccess();
        services.AddRiskHealth();
        services.AddSingleton<Credentials>().AddSingleton<AdmissionControl>().AddSingleton<Drain>()
            .AddSingleton<ApiMetrics>();
        services.AddSingleton<Quotas>().AddSingleton<Fallbacks>();
        services.AddSingleton<AccountBatches>().AddSingleton<StreamParts>();
        services.AddSingleton<TransactionEndpoint>().AddSingleton<LabelAnswers>().AddSingleton<LabelEndpoint>();
        services.AddSingleton<DecisionEndpoints>().AddSingleton<AccountEndpoints>();
        services.AddSingleton<SettingsEndpoints>().AddSingleton<RebuildEndpoint>();
        services.AddSingleton<AccountMerges>().AddSingleton<MergeEndpoint>();
        services.AddSingleton<AccountPages>().AddSingleton<IdempotencyContent>();
        services.AddSingleton<TenantEndpoints>().AddSingleton<KeyEndpoints>()
            .AddSingleton<ChangeEndpoint>();
        services.AddSingleton<Applicants>().AddSingleton<AssessmentArchive>().AddSingleton<CreditEndpoints>();
        services.AddSingleton<AssessmentReplay>().AddSingleton<AssessedAccounts>().AddSingleton<LetterEndpoints>();
        services.AddSingleton<CounterfactualEndpoints>();
        services.AddSingleton<MapEndpoints>().AddSingleton<ModelEndpoints>().AddSingleton<ModelDeploymentEndpoints>();
        services.AddSingleton<KeptLoads>().AddSingleton<LoadParts>().AddSingleton<LoadOptionsReader>()
            .AddSingleton<LoadIntake>();
        services.AddSingleton<LoadEndpoints>();
        services.AddSingleton<ClosedAccounts>().AddSingleton<ConsentedAccounts>()
            .AddSingleton<ConsentEndpoints>();
        services.AddSingleton<ScoringShadow>().AddSingleton<ScoringEndpoints>();
        services.AddSingleton<MonitorEndpoint>().AddSingleton<CategoryEndpoints>();
        services.AddSingleton<FeedMetrics>().AddSingleton<FeedProfiles>().AddSingleton<FeedParts>();
        services.AddSingleton<FeedStreams>().AddSingleton<FeedEndpoint>().AddSingleton<SubscriptionEndpoints>();
        services.AddWebhooks();
        services.TryAddSingleton<ITenantRouting, LocalRouting>();
        return services.AddRiskOpenApi();
    }

    /// <summary>
    /// One scheme. The default denies: routing's own answers pass, for they show nothing, and no endpoint does.
    /// </summary>
    private static void AddAccess(this IServiceCollection services)
    {
        services.AddAuthenticationCore(static options =>
        {
            options.AddScheme<ApiKeyAuthentication>(ApiKeyAuthentication.Scheme, displayName: null);
            options.DefaultScheme = ApiKeyAuthentication.Scheme;
        });
        services.AddTransient<ApiKeyAuthentication>().AddSingleton<IAuthorizationHandler, RequiredPermissionHandler>();
        services.AddAuthorization(static options => options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(static context => context.Resource is HttpContext http
                && http.GetEndpoint() is not RouteEndpoint).Build());
        services.AddSingleton<IStartupFilter, PermissionCheck>();
    }

    private static void AddWebhooks(this IServiceCollection services)
    {
        services.AddWebhookDelivery(static provider =>
        {
            var options = provider.GetRequiredService<IOptions<ApiOptions>>().Value;
            var routing = provider.GetRequiredService<ITenantRouting>();
            return new WebhookOptions(
                options.Webhooks, options.WebhookNetworks, options.WebhookPlainHttp,
                tenant => routing.Of(tenant).Kind == TenantRouteKind.Here);
        });
        services.AddSingleton<WebhookEndpoints>().AddSingleton<WebhookLogEndpoints>();
    }

    /// <summary>
    /// Puts the edge's layers and endpoints in their order; nothing may come before them that answers.
    /// </summary>
    public static WebApplication UseRiskApi(this WebApplication app)
    {
        app.UseMiddleware<Failures>();
        app.UseRouting();
        app.UseMiddleware<Arrivals>();
        app.UseAuthentication().UseAuthorization();
        app.UseMiddleware<ParameterCheck>();
        app.UseMiddleware<Idempotency.Idempotency>();
        app.MapRiskApi();
        return app;
    }

    /// <summary>
    /// Two endpoints, for without TLS a connection cannot be asked which HTTP it speaks; and every limit stated.
    /// </summary>
    public static void ListenForRisk(this KestrelServerOptions kestrel, ApiOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = Limits.ConnectionsMax;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestBodySize = Limits.BodyBytesMax;
        limits.MaxRequestHeaderCount = Limits.HeadersMax;
        limits.MaxRequestHeadersTotalSize = Limits.HeaderBytesMax;
        limits.MaxRequestLineSize = Limits.RequestLineBytesMax;
        limits.RequestHeadersTimeout = Limits.HeadersTimeout;
        limits.KeepAliveTimeout = Limits.KeepAliveTimeout;
        limits.MinResponseDataRate = new MinDataRate(240, Limits.ReaderProgress);
        limits.Http2.MaxStreamsPerConnection = Limits.Http2StreamsPerConnection;
        limits.Http2.InitialStreamWindowSize = Limits.Http2StreamWindowBytes;
        limits.Http2.InitialConnectionWindowSize = Limits.Http2ConnectionWindowBytes;
        limits.Http2.KeepAlivePingDelay = Limits.Http2PingDelay;
        limits.Http2.KeepAlivePingTimeout = Limits.Http2PingTimeout;
        var address = IPAddress.Parse(options.Address);
        kestrel.Listen(address, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(HalfClose.Allow);
        });
        kestrel.Listen(address, options.Http2Port, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
