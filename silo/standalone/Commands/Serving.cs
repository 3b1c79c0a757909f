using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansRisk.Api;
using OrleansRisk.Engine.Sealing;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Standalone.Logging;
using OrleansRisk.Standalone.Options;
using OrleansRisk.Standalone.Running;

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
        await using var app = Build(settings, logger);
        var engine = app.Services.GetRequiredService<Running.Engine>();
        var refusals = await engine.Stores.Check(cancel);
        if (refusals.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join('\n', refusals));
            return ExitCodes.Failed;
        }

        await PrepareOperator(settings, engine.Stores.Tenants, cancel);
        await engine.Start(cancel);
        await app.StartAsync(cancel);
        await Announce(app);
        await app.WaitForShutdownAsync(CancellationToken.None);
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(settings.StopSeconds));
        await engine.Drain(budget.Token);
        return ExitCodes.Done;
    }

    public static WebApplication Build(HostSettings settings, Serilog.ILogger logger)
    {
        var builder =
            WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = settings.Environment });
        // Settings are read once, in one place: nothing of the framework's own applies.
        builder.Configuration.Sources.Clear();
        Logs.Use(builder.Logging, logger);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton<Running.Engine>();
        services.AddSingleton(provider => provider.GetRequiredService<Running.Engine>().Actors);
        services.AddSingleton<ITenantStore>(provider => provider.GetRequiredService<Running.Engine>().Stores.Tenants);
        services.AddSingleton<IKeyRing>(provider => provider.GetRequiredService<Running.Engine>().Keys);
        services.AddOptions<ApiOptions>().Configure(options => Copy(settings, options)).ValidateDataAnnotations()
            .ValidateOnStart();
        services.Configure<HostOptions>(options =>
            options.ShutdownTimeout = TimeSpan.FromSeconds(settings.StopSeconds));
        services.AddRiskApi();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var options = new ApiOptions();
            Copy(settings, options);
            kestrel.ListenForRisk(options);
        });
        return builder.Build().UseRiskApi();
    }

    private static void Copy(HostSettings settings, ApiOptions options) =>
        (options.Region, options.Address, options.Port, options.Http2Port) =
            (settings.Region, settings.Address, settings.Port, settings.Http2Port);

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

    private static async Task Announce(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        await Console.Error.WriteLineAsync($"listening: HTTP/1.1 at {addresses[0]}, HTTP/2 at {addresses[1]}");
    }
}
