using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace OrleansRisk.Host.Storage;

/// <summary>What Orleans itself keeps in the database: who subscribes to which stream.</summary>
internal static class StorageSetup
{
    /// <summary>The name under which Orleans looks for its subscriptions' storage.</summary>
    public const string Subscriptions = "PubSubStore";

    private const string Invariant = "Npgsql";

    public static void AddStorage(this IServiceCollection services, string connection, StateSeal seal)
    {
        services.AddOptions<AdoNetGrainStorageOptions>(Subscriptions).Configure(options =>
        {
            (options.Invariant, options.ConnectionString) = (Invariant, connection);
            options.DeleteStateOnClear = true;
            options.GrainStorageSerializer = new SealedStateBytes();
        });
        services.ConfigureNamedOptionForLogging<AdoNetGrainStorageOptions>(Subscriptions);
        services.AddGrainStorage(Subscriptions, (provider, name) => new SealedGrainStorage(
            AdoNetGrainStorageFactory.Create(provider, name), seal, provider.GetRequiredService<Serializer>()));
    }
}
