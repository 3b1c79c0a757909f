using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host.Membership;
using OrleansRisk.Host.Settings;
using OrleansRisk.Host.Transport;
using OrleansRisk.Postgres;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Tenants.Changes;
using OrleansRisk.Tenants.InForce;

namespace OrleansRisk.Host.Commands;

/// <summary>
/// What an operator does to a cluster from outside: schema, certificates, the first key, and where tenants live.
/// </summary>
internal static class AdministrationCommand
{
    /// <summary>Who is named in the changes that commands make.</summary>
    public const string Principal = "operator:command";

    private static readonly TimeSpan CertificateLife = TimeSpan.FromDays(30);

    public static async Task<int> Migrate(HostSettings settings, CancellationToken cancel)
    {
        if (settings.Database is not { } administrator)
        {
            await Console.Error.WriteLineAsync("migrate needs an administrator's connection: RISK_DATABASE=…");
            return ExitCodes.Failed;
        }

        var report = await SchemaMigrations.Apply(administrator, TimeProvider.System, cancel);
        var before = await ClusterMigrations.Apply(administrator, cancel);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"schema {report.Before} -> {report.After}, cluster {before} -> {ClusterMigrations.Version}"));
        return ExitCodes.Done;
    }

    /// <summary>
    /// Makes or renews the silos' certificate and the call-token keys; running silos take them by themselves.
    /// </summary>
    public static int Certify(HostSettings settings)
    {
        var folder = settings.Secrets ?? throw new InvalidDataException("certs needs a folder: --secrets …");
        new SecretFolder(folder).Renew(TimeProvider.System.GetUtcNow(), CertificateLife);
        Console.WriteLine(
            $"{folder}: certificate for {CertificateLife.Days} days, a new call-token key beside the last one");
        return ExitCodes.Done;
    }

    public static async Task<int> MakeOperatorKey(HostSettings settings, CancellationToken cancel)
    {
        await using var stores = PostgresStores.Open(
            Databases.Of(settings), TimeProvider.System, LoggerFactory.Create(_ => { }));
        var keys = new PlatformKeys(stores.Tenants, Changes(stores), TimeProvider.System);
        Console.WriteLine(await OperatorKeyCommand.Make(keys, settings, cancel));
        return ExitCodes.Done;
    }

    /// <summary>For a command beside the silos, which follow its changes within their own time.</summary>
    public static ChangeWriter Changes(PostgresStores stores) => new(
        stores.TenantWrites, stores.TenantChanges, new TenantNotices([]), TimeProvider.System, NullLogger.Instance);
}
