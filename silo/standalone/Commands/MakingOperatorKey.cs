using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Postgres;
using OrleansRisk.Standalone.Options;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Hosting.Settings;

namespace OrleansRisk.Standalone.Commands;

/// <summary><c>orleansrisk operator-key</c>: makes an operator's key and prints it, this once.</summary>
internal static class MakingOperatorKey
{
    public static async Task<int> Run(HostSettings settings, CancellationToken cancel)
    {
        await using var stores =
            PostgresStores.Open(Databases.Of(settings), TimeProvider.System, NullLoggerFactory.Instance);
        Console.WriteLine(await OperatorKeys.Make(stores.Tenants, settings, TimeProvider.System, cancel));
        return ExitCodes.Done;
    }
}
