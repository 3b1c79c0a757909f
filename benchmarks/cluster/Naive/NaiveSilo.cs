using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansRisk.Benchmarks.Core;
using OrleansRisk.Benchmarks.Http;

namespace OrleansRisk.Benchmarks.Cluster.Naive;

/// <summary>
/// A silo in this process whose grains keep their state through Orleans' ADO.NET storage, in the tables that the
/// cluster's own migrations make for it. Callers are in the silo, too: there is no HTTP and no network to pay for.
/// </summary>
internal sealed class NaiveSilo : IAsyncDisposable
{
    public const string Storage = "naive";

    private const int ConnectionsMax = 128;

    private readonly IHost _host;

    private NaiveSilo(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<NaiveSilo> Start(BenchDatabase database, CoreLoad load)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(load);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ServingProcess.FreePort(), ServingProcess.FreePort())
            .AddAdoNetGrainStorage(Storage, storage => storage.Configure<Serializer>((options, serializer) =>
            {
                (options.Invariant, options.ConnectionString) = ("Npgsql", Connection(database));
                // Bytes as they are: the default writes them as text in JSON.
                options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
            })));
        var silo = new NaiveSilo(builder.Build());
        await silo._host.StartAsync();
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static string Connection(BenchDatabase database) =>
        new NpgsqlConnectionStringBuilder(database.Administrator)
        {
            SearchPath = "cluster",
            MaxPoolSize = ConnectionsMax,
            MaxAutoPrepare = 16,
        }.ConnectionString;
}
