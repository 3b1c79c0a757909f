using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansRisk.Actors;
using OrleansRisk.Api;
using OrleansRisk.Engine.Standalone;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Hosting.Logging;
using OrleansRisk.Hosting.Running;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Standalone.Options;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Standalone.Commands;

/// <summary><c>orleansrisk serve</c>: checks, loads, listens; and on the way out finishes what it has begun.</summary>
internal static class Serving
{
    public static async Task<int> Run(HostSettings settings, CancellationToken cancel)
    {
        if (settings.Database is { } administrator)
        {
            await SchemaMigrations.Apply(administrator, TimeProvider.System, cancel);
        }

        await using var logger = Logs.Open();
        using var figures = Figures.Export(settings);
        using var budget = new CancellationTokenSource();
        var app = Build(settings, logger);
        app.Lifetime.ApplicationStopping.Register(() => budget.CancelAfter(Budget(settings)));
        try
        {
            return await Serve(app, settings, budget.Token, cancel);
        }
        finally
        {
            await Close(app, budget.Token);
        }
    }

    private static async Task<int> Serve(
        WebApplication app, HostSettings settings, CancellationToken budget, CancellationToken cancel)
    {
        var engine = app.Services.GetRequiredService<NodeEngine>();
        var refusals = await engine.Stores.Check(cancel);
        if (refusals.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', refusals));
            return ExitCodes.Failed;
        }

        var tenants = (await engine.Stores.Tenants.All(cancel)).Select(static tenant => tenant.Id);
        if (await Folding.Refusal(engine.Folds, tenants, cancel) is { } refusal)
        {
            await Console.Error.WriteLineAsync(refusal);
            return ExitCodes.Failed;
        }

        await PrepareOperator(settings, engine.Stores.Tenants, cancel);
        await engine.Start(cancel);
        await app.StartAsync(cancel);
        var (http1, http2) = NodeEdge.Addresses(app);
        await Console.Error.WriteLineAsync($"listening: HTTP/1.1 at {http1}, HTTP/2 at {http2}");
        await app.WaitForShutdownAsync(CancellationToken.None);
        await app.Services.GetRequiredService<StandaloneActors>().Drain(budget);
        return ExitCodes.Done;
    }

    /// <summary>
    /// A commit may hang for longer than a stop may take. Whoever waits for it is answered by nobody, and the next host
    /// finds in the journal what became of it: so the process leaves.
    /// </summary>
    private static async Task Close(WebApplication app, CancellationToken budget)
    {
        try
        {
            await app.DisposeAsync().AsTask().WaitAsync(budget);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped with something still under way: the time for it was over");
        }
    }

    private static TimeSpan Budget(HostSettings settings) => TimeSpan.FromSeconds(settings.StopSeconds);

    /// <param name="settings">Of the host.</param>
    /// <param name="logger">Takes its logs.</param>
    /// <param name="more">Services in place of those the host has; for tests.</param>
    public static WebApplication Build(
        HostSettings settings, Serilog.ILogger logger, Action<IServiceCollection>? more = null)
    {
        var builder = NodeEdge.Prepare(settings, logger);
        // Streams get two thirds of a stop's time; snapshots and the taking down of the engine what is left.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Budget(settings) * 2 / 3);
        builder.Services.AddSingleton(provider => Actors(provider.GetRequiredService<NodeEngine>(), settings));
        builder.Services.AddSingleton<IActors>(provider => provider.GetRequiredService<StandaloneActors>());
        more?.Invoke(builder.Services);
        return builder.Build().UseRiskApi();
    }

    private static StandaloneActors Actors(NodeEngine engine, HostSettings settings) => new(
        engine.Accounts, engine.Tenants,
        new StandaloneOptions { MemoryBudgetBytes = (long)settings.MemoryMegabytes << 20 });

    /// <summary>
    /// A fresh installation prints its first operator key, this once; production takes it from a file.
    /// </summary>
    private static async Task PrepareOperator(HostSettings settings, ITenantStore tenants, CancellationToken cancel)
    {
        if (settings.OperatorKeyFile is { Length: > 0 } file)
        {
            await OperatorKeys.TakeFrom(file, tenants, TimeProvider.System, cancel);
        }
        else if (!settings.Production && (await tenants.All(cancel)).Count == 0)
        {
            var key = await OperatorKeys.Make(tenants, settings, TimeProvider.System, cancel);
            await Console.Error.WriteLineAsync($"No tenant yet. Operator key, shown this once: {key}");
        }
    }
}
