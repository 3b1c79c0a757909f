using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Ingest;
using OrleansRisk.Core.Observations;
using OrleansRisk.Journal.Feed;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Tenants.Categories;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;
using OrleansRisk.Tenants.Models;
using OrleansRisk.Tenants.Models.Monitoring;
using OrleansRisk.Tenants.Stores;
using OrleansRisk.Tenants.Versions;
using OrleansRisk.Tenants.Webhooks;
using OrleansRisk.Tests.Support.InMemory;

namespace OrleansRisk.Api.Tests.Support;

/// <summary>
/// The edge on a real Kestrel with free ports, over scripted actors. Tenant 1 and tenant 2 are there.
/// </summary>
public sealed class ApiHost : IAsyncLifetime, IAsyncDisposable
{
    private readonly Action<WebApplication> _more;

    public ApiHost()
        : this(TimeProvider.System)
    {
    }

    internal ApiHost(TimeProvider time, Action<WebApplication>? more = null)
    {
        (Time, _more) = (time, more ?? (_ => { }));
        Tenants = new VolatileTenants(time);
        Tenants.Put(1, new TenantSettings { Name = "one", Region = "my" });
        Tenants.Put(2, new TenantSettings { Name = "two", Region = "my" });
    }

    internal TimeProvider Time { get; }

    internal ScriptedActors Actors { get; } = new();

    internal VolatileTenants Tenants { get; }

    internal VolatileSubscriptions Subscriptions { get; } = new();

    internal PlainKeys Keys { get; } = new();

    internal WebApplication App { get; private set; } = null!;

    /// <summary>Where tenants are served; everybody here where it is null.</summary>
    internal ITenantRouting? Homes { get; init; }

    internal AdmissionControl AdmissionControl => App.Services.GetRequiredService<AdmissionControl>();

    /// <summary>HTTP/1.1.</summary>
    internal Uri Http1 { get; private set; } = null!;

    /// <summary>HTTP/2 without TLS.</summary>
    internal Uri Http2 { get; private set; } = null!;

    internal static async Task<ApiHost> Start(TimeProvider? time = null, Action<WebApplication>? more = null)
    {
        var host = new ApiHost(time ?? TimeProvider.System, more);
        await host.InitializeAsync();
        return host;
    }

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(Time).AddSingleton<IActors>(Actors).AddSingleton<ITenantStore>(Tenants);
        builder.Services.AddSingleton<IIdempotencyStore, VolatileIdempotencyStore>()
            .AddSingleton<ICustomerStore, NoCustomers>();
        builder.Services.AddSingleton<ISubscriptionStore>(Subscriptions);
        builder.Services.AddSingleton<ICategoryRules, NoCategoryRules>();
        builder.Services.AddSingleton<IAssessmentStore, NoAssessments>().AddSingleton<ILoadStore, NoLoads>();
        builder.Services.AddSingleton<IConsentStore, EveryConsent>().AddSingleton<ConsentBook>();
        builder.Services.AddSingleton(SilentFeedReads.Feed(Time, new PlainKeys()));
        builder.Services.AddSingleton<IWebhookStore, SilentWebhooks>().AddSingleton<IWebhookQueue, SilentWebhooks>();
        builder.Services.AddSingleton<ITenantSeal, SilentWebhooks>();
        builder.Services.AddSingleton<IModelStore, VolatileModelStore>().AddSingleton(NoModelDeployments)
            .AddSingleton(new TenantNotices([])).AddSingleton<ITenantChanges>(Tenants).AddSingleton(Made());
        builder.Services.AddSingleton(new ModelMonitor(
            new MonitorSources(null!, null!, Keys, null!, null!), Time, NullLogger.Instance)); // never asked here
        builder.Services.AddSingleton<IRestatements, NoRestatements>()
            .AddSingleton(new TenantScoringVersions(new VolatileReferenceDataStore(), Time));
        builder.Services.Configure<ApiOptions>(options => options.Webhooks = false);
        builder.Services.AddSingleton<IMapStore, VolatileMaps>().AddSingleton<IKeyRing>(Keys).AddRiskApi();
        if (Homes is { } routing)
        {
            builder.Services.AddSingleton(routing);
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenForRisk(new ApiOptions { Port = 0, Http2Port = 0 }));
        App = builder.Build().UseRiskApi();
        _more(App);
        await App.StartAsync();
        var addresses = App.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        (Http1, Http2) = (new Uri(addresses[0]), new Uri(addresses[1]));
    }

    private static ModelDeployments NoModelDeployments(IServiceProvider services)
    {
        var store = new VolatileReferenceDataStore();
        return new ModelDeployments(store, new ReferenceDataCache(
            store, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<IModelStore>()));
    }

    private NewTenants Made() => new(
        Tenants, new ChangeWriter(Tenants, Tenants, new TenantNotices([]), Time, NullLogger.Instance),
        new VolatileNodes(), Time);

    public async Task DisposeAsync() => await App.DisposeAsync();

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    /// <summary>A client of HTTP/2, which reads answers while it sends.</summary>
    internal HttpClient Client(string? key = null) => new(new SocketsHttpHandler())
    {
        BaseAddress = Http2,
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key ?? Ingest) },
    };

    internal HttpClient Client1(string? key = null) => new(new SocketsHttpHandler())
    {
        BaseAddress = Http1,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key ?? Ingest) },
    };

    private string? _ingest;

    internal string Ingest => _ingest ??= Tenants.Key(Roles.Ingest | Roles.Read);
}
