using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansRisk.Api;
using OrleansRisk.Engine.Publications;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Silo.Membership;
using OrleansRisk.Silo.Options;
using OrleansRisk.Silo.Running;
using OrleansRisk.Silo.Transport;

namespace OrleansRisk.Silo.Commands;

/// <summary>
/// <c>orleansrisk-silo serve</c>: checks, loads, joins, listens; and on the way out leaves in good order.
/// </summary>
internal static class Serving
{
    public static async Task<int> Run(SiloSettings settings, CancellationToken cancel)
    {
        if (settings.Database is { } administrator)
        {
            await SchemaMigrations.Apply(administrator, TimeProvider.System, cancel);
            await ClusterMigrations.Apply(administrator, cancel);
        }

        await using var app = Build(settings);
        var engine = app.Services.GetRequiredService<SiloEngine>();
        var refusals = await engine.Stores.Check(cancel);
        if (refusals.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', refusals));
            return ExitCodes.Failed;
        }

        // The silo joins while the app starts, and Kestrel listens last: whoever is answered is answered by a member.
        await engine.Start(cancel);
        await app.StartAsync(cancel);
        await using var backstop = Backstop(app, settings);
        await Announce(app, settings);
        await app.WaitForShutdownAsync(CancellationToken.None);
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(settings.StopSeconds));
        await engine.Drain(budget.Token);
        return ExitCodes.Done;
    }

    public static WebApplication Build(SiloSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = settings.Environment });
        // Settings are read once, in one place: nothing of the framework's own applies.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders().AddJsonConsole().SetMinimumLevel(LogLevel.Warning)
            .AddFilter("OrleansRisk", LogLevel.Information);
        AddEngine(builder.Services, settings);
        var certificates = new SiloCertificates(
            new SecretFolder(settings.Secrets!), TimeProvider.System, CertificatesLog());
        builder.Services.AddSingleton(certificates.CapsuleKeys).AddHostedService(_ => certificates);
        builder.UseOrleans(silo => SiloSetup.Configure(silo, settings, certificates));
        builder.Services.AddOptions<ApiOptions>().Configure(options => Copy(settings, options))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.Configure<HostOptions>(
            host => host.ShutdownTimeout = TimeSpan.FromSeconds(settings.StopSeconds));
        builder.Services.AddRiskApi();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var options = new ApiOptions();
            Copy(settings, options);
            kestrel.ListenForRisk(options);
        });
        return builder.Build().UseRiskApi();
    }

    /// <summary>
    /// Ends the process where leaving takes longer than it may: without a database a silo cannot say that it leaves,
    /// and nothing depends on its saying so.
    /// </summary>
    private static ITimer Backstop(WebApplication app, SiloSettings settings)
    {
        var time = app.Services.GetRequiredService<TimeProvider>();
        var timer = time.CreateTimer(
            _ => Environment.Exit(ExitCodes.Failed), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        app.Lifetime.ApplicationStopping.Register(
            () => timer.Change(TimeSpan.FromSeconds(settings.StopSeconds), Timeout.InfiniteTimeSpan));
        return timer;
    }

    private static void AddEngine(IServiceCollection services, SiloSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton<SiloEngine>();
        services.AddSingleton<IPoolMapSource>(new PostgresPoolMap(SettingsReader.Silo(settings)));
        services.AddSingleton(provider => provider.GetRequiredService<SiloEngine>().Accounts);
        services.AddSingleton(provider => provider.GetRequiredService<SiloEngine>().Tenants);
        services.AddSingleton<IPublished>(provider => provider.GetRequiredService<SiloEngine>().Published);
        services.AddSingleton<IKeyRing>(provider => provider.GetRequiredService<SiloEngine>().Keys);
        services.AddSingleton<ITenantStore>(provider => provider.GetRequiredService<SiloEngine>().Stores.Tenants);
    }

    // The certificates are needed while the silo is being put together, before the container is there.
    private static ILogger<SiloCertificates> CertificatesLog() =>
        LoggerFactory.Create(logging => logging.AddJsonConsole()).CreateLogger<SiloCertificates>();

    private static void Copy(SiloSettings settings, ApiOptions options) =>
        (options.Region, options.Address, options.Port, options.Http2Port) =
            (settings.Region, settings.Address, settings.Port, settings.Http2Port);

    private static async Task Announce(WebApplication app, SiloSettings settings)
    {
        var addresses =
            app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        await Console.Error.WriteLineAsync(
            $"{settings.SiloName} has joined in pool {settings.Pool}; HTTP/1.1 at {addresses[0]}, " +
            $"HTTP/2 at {addresses[1]}");
    }
}
