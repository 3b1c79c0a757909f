using OrleansRisk.Actors.Access;
using OrleansRisk.Api;
using OrleansRisk.Api.Access;
using OrleansRisk.Grains.Placement;
using OrleansRisk.Host.Alone;
using OrleansRisk.Host.Logging;
using OrleansRisk.Host.Membership;
using OrleansRisk.Host.Moving;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using OrleansRisk.Host.Transport;
using OrleansRisk.Postgres.Migrations;
using Serilog.Extensions.Logging;

namespace OrleansRisk.Host.Commands;

/// <summary>
/// <c>orleansrisk serve</c>: checks, loads, listens, alone or as a member of a cluster; and on the way out finishes
/// what it has begun and leaves in good order.
/// </summary>
internal static class ServeCommand
{
    public static async Task<int> Run(HostSettings settings, CancellationToken cancel)
    {
        if (settings.Database is { } administrator)
        {
            await SchemaMigrations.Apply(administrator, TimeProvider.System, cancel);
            if (!settings.IsAlone)
            {
                await ClusterMigrations.Apply(administrator, cancel);
            }
        }

        await using var logger = Logs.Open();
        using var budget = new CancellationTokenSource();
        var app = Build(settings, logger);
        app.Lifetime.ApplicationStopping.Register(() => budget.CancelAfter(settings.StopWithin));
        try
        {
            return await Serve(app, settings, budget.Token, cancel);
        }
        finally
        {
            await InTime(app.DisposeAsync().AsTask(), budget.Token);
        }
    }

    /// <param name="settings">Of the host.</param>
    /// <param name="logger">Takes its logs.</param>
    /// <param name="more">Services in place of those it has; for tests.</param>
    public static WebApplication Build(
        HostSettings settings, Serilog.ILogger logger, Action<IServiceCollection>? more = null)
    {
        var builder = NodeEdge.Prepare(settings, logger);
        AddEngine(builder.Services, settings);
        more?.Invoke(builder.Services);
        // The certificates are needed while the silo is being put together, before the container is there.
        using var logs = new SerilogLoggerFactory(logger);
        var log = logs.CreateLogger<SiloCertificates>();
        var certificates = settings.IsAlone
            ? new SiloCertificates(TimeProvider.System, log)
            : new SiloCertificates(new SecretFolder(settings.Secrets!), TimeProvider.System, log);
        builder.Services.AddSingleton(certificates.CallTokenKeys).AddHostedService(_ => certificates);
        builder.UseOrleans(silo => SiloSetup.Configure(silo, settings, certificates));
        return builder.Build().UseRiskApi();
    }

    private static async Task<int> Serve(
        WebApplication app, HostSettings settings, CancellationToken budget, CancellationToken cancel)
    {
        var engine = app.Services.GetRequiredService<NodeEngine>();
        if (await Refusal(app.Services, engine, settings, cancel) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCodes.Failed;
        }

        await PrepareOperator(settings, engine, cancel);
        // The silo joins while the app starts, and Kestrel listens last: whoever is answered is answered by a member.
        await engine.Start(cancel);
        await app.StartAsync(cancel);
        // What only the start needed goes back to the system, once, before anybody is told to call.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await Announce(app, settings, cancel);
        await InTime(app.WaitForShutdownAsync(CancellationToken.None), budget);
        await engine.Drain(budget);
        return ExitCodes.Done;
    }

    /// <summary>Why this host must not serve from its database; null if nothing keeps it from it.</summary>
    private static async Task<string?> Refusal(
        IServiceProvider services, NodeEngine engine, HostSettings settings, CancellationToken cancel)
    {
        var refusals = await engine.Stores.Check(cancel);
        if (refusals.Count > 0)
        {
            return string.Join('\n', refusals);
        }

        IEnumerable<TenantId> tenants;
        if (settings.IsAlone)
        {
            tenants = (await engine.Stores.Tenants.All(cancel)).Select(static tenant => tenant.Id);
        }
        else
        {
            await ClusterMigrations.Check(SiloDatabase.Of(settings), cancel);
            tenants = (await services.GetRequiredService<IPoolMapSource>().Read(cancel)).TenantsOf(settings.Pool);
        }

        return SiloPorts.Refusal(settings)
            ?? await Neighbours.Refusal(engine.Stores.Nodes, settings, cancel)
            ?? await ScoringVersionCommand.Refusal(engine.ScoringVersions, tenants, cancel);
    }

    /// <summary>
    /// A fresh installation alone prints its first operator key, this once; production takes it from a file.
    /// </summary>
    private static async Task PrepareOperator(HostSettings settings, NodeEngine engine, CancellationToken cancel)
    {
        if (settings.OperatorKeyFile is { Length: > 0 } file)
        {
            await OperatorKeyCommand.TakeFrom(file, engine.PlatformKeys, cancel);
        }
        else if (settings.IsAlone && !settings.Production && (await engine.Stores.Tenants.All(cancel)).Count == 0)
        {
            var key = await OperatorKeyCommand.Make(engine.PlatformKeys, settings, cancel);
            await Console.Error.WriteLineAsync($"No tenant yet. Operator key, shown this once: {key}");
        }
    }

    private static async Task Announce(WebApplication app, HostSettings settings, CancellationToken cancel)
    {
        var (http1, http2) = NodeEdge.Addresses(app);
        if (!settings.IsAlone)
        {
            await app.Services.GetRequiredService<MoveTables>().Announce(
                settings.Pool, settings.PublicAddress?.ToString().TrimEnd('/') ?? http2, cancel);
        }

        var who = settings.IsAlone ? "listening" : $"{settings.SiloName} has joined in pool {settings.Pool}";
        await Console.Error.WriteLineAsync($"{who}: HTTP/1.1 at {http1}, HTTP/2 at {http2}");
    }

    /// <summary>
    /// A commit may hang for longer than a stop may take, and without a database a silo cannot tell that it leaves.
    /// Nobody answers whoever waits for it, and the next host finds in the journal what became of it: so the process
    /// ends.
    /// </summary>
    private static async Task InTime(Task stopping, CancellationToken budget)
    {
        try
        {
            await stopping.WaitAsync(budget);
        }
        catch (Exception late) when (late is OperationCanceledException or AggregateException or TimeoutException)
        {
            await Console.Error.WriteLineAsync("stopped with something still under way: the time for it was over");
        }
    }

    private static void AddEngine(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Accounts);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Tenants);
        services.AddSingleton(provider => provider.GetRequiredService<NodeEngine>().Published);
        if (settings.IsAlone)
        {
            services.AddSingleton<IPoolMapSource>(new OnePool(settings.Pool));
            return;
        }

        services.AddSingleton<IPoolMapSource>(new PostgresPoolMap(SiloDatabase.Of(settings)));
        services.AddSingleton(new MoveTables(SiloDatabase.Of(settings), settings.Cluster));
        services.AddSingleton<ITenantRouting>(provider => new TenantRouting(
            provider.GetRequiredService<PoolMapCache>(), provider.GetRequiredService<Locality>(), settings.Regions));
        services.AddSingleton<PoolKeys>().AddHostedService(provider => provider.GetRequiredService<PoolKeys>());
        services.AddSingleton<PoolTenants>().AddSingleton<Departures>().AddHostedService<TenantMoves>();
    }
}
