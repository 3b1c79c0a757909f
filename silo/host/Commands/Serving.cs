using OrleansRisk.Api;
using OrleansRisk.Api.Access;
using OrleansRisk.Api.Health;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Hosting.Logging;
using OrleansRisk.Hosting.Running;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Silo.Membership;
using OrleansRisk.Silo.Moving;
using OrleansRisk.Silo.Options;
using OrleansRisk.Silo.Running;
using OrleansRisk.Silo.Transport;
using Serilog.Extensions.Logging;

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

        await using var logger = Logs.Open();
        using var figures = Figures.Export(settings);
        await using var app = Build(settings, logger);
        var engine = app.Services.GetRequiredService<NodeEngine>();
        var refusals = await engine.Stores.Check(cancel);
        if (refusals.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', refusals));
            return ExitCodes.Failed;
        }

        await ClusterMigrations.Check(SiloDatabase.Of(settings), cancel);
        var pools = await app.Services.GetRequiredService<IPoolMapSource>().Read(cancel);
        if (await Folding.Refusal(engine.Folds, pools.TenantsOf(settings.Pool), cancel) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCodes.Failed;
        }

        // The silo joins while the app starts, and Kestrel listens last: whoever is answered is answered by a member.
        await engine.Start(cancel);
        await app.StartAsync(cancel);
        await using var backstop = Backstop(app, settings);
        var (http1, http2) = NodeEdge.Addresses(app);
        await app.Services.GetRequiredService<MoveTables>().Announce(
            settings.Pool, settings.PublicAddress?.ToString().TrimEnd('/') ?? http2, cancel);
        await Console.Error.WriteLineAsync(
            $"{settings.SiloName} has joined in pool {settings.Pool}; HTTP/1.1 at {http1}, HTTP/2 at {http2}");
        await app.WaitForShutdownAsync(CancellationToken.None);
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(settings.StopSeconds));
        await engine.Drain(budget.Token);
        return ExitCodes.Done;
    }

    /// <param name="settings">Of the silo.</param>
    /// <param name="logger">Takes its logs.</param>
    /// <param name="more">Services in place of those a silo has; for tests.</param>
    public static WebApplication Build(
        SiloSettings settings, Serilog.ILogger logger, Action<IServiceCollection>? more = null)
    {
        var builder = NodeEdge.Prepare(settings, logger);
        AddEngine(builder.Services, settings);
        more?.Invoke(builder.Services);
        // The certificates are needed while the silo is being put together, before the container is there.
        using var logs = new SerilogLoggerFactory(logger);
        var certificates = new SiloCertificates(
            new SecretFolder(settings.Secrets!), TimeProvider.System, logs.CreateLogger<SiloCertificates>());
        builder.Services.AddSingleton(certificates.CapsuleKeys).AddHostedService(_ => certificates);
        builder.UseOrleans(silo => SiloSetup.Configure(silo, settings, certificates));
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
        services.AddSingleton(settings);
        services.AddSingleton<IPoolMapSource>(new PostgresPoolMap(SiloDatabase.Of(settings)));
        services.AddSingleton(new MoveTables(SiloDatabase.Of(settings), settings.Cluster));
        services.AddSingleton<ITenantHomes>(provider => new TenantHomes(
            provider.GetRequiredService<PoolMapCache>(), provider.GetRequiredService<Locality>(), settings.Regions));
        services.AddSingleton<PoolKeys>().AddHostedService(provider => provider.GetRequiredService<PoolKeys>());
        services.AddSingleton<IReadyCheck>(SiloReadiness.Of);
        services.AddSingleton<PoolTenants>().AddSingleton<Departures>().AddHostedService<TenantMoves>();
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Accounts);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Tenants);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Published);
    }
}
