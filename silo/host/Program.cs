using System.ComponentModel.DataAnnotations;
using Npgsql;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Silo;
using OrleansRisk.Silo.Commands;
using OrleansRisk.Silo.Options;
using OrleansRisk.Vaults;

try
{
    switch (args)
    {
        case ["serve", .. var rest]:
            return await Serving.Run(SiloSettings.Read(rest), CancellationToken.None);
        case ["migrate", .. var rest]:
            return await Administering.Migrate(SiloSettings.Unchecked(rest), CancellationToken.None);
        case ["certs", .. var rest]:
            return Administering.Certify(SiloSettings.Unchecked(rest));
        case ["operator-key", .. var rest]:
            return await Administering.MakeOperatorKey(SiloSettings.Unchecked(rest), CancellationToken.None);
        case ["fold", .. var rest]:
            return await Folding.Run(rest, SiloSettings.Unchecked, CancellationToken.None);
        case ["export", var tenant, var file, .. var rest]:
            return await Exporting.Run(SiloSettings.Read(rest), tenant, file, CancellationToken.None);
        case ["drop-month", var month, .. var rest]:
            return await DroppingMonth.Run(SiloSettings.Unchecked(rest).Database, month, CancellationToken.None);
        case ["move-tenant", var tenant, var pool, .. var rest]:
            return await MovingTenant.Run(SiloSettings.Unchecked(rest), tenant, pool, CancellationToken.None);
        case ["move-tenant-back", var tenant, .. var rest]:
            return await MovingTenant.Back(SiloSettings.Unchecked(rest), tenant, CancellationToken.None);
        default:
            await Console.Error.WriteLineAsync(Usage.Text);
            return args is ["help"] ? ExitCodes.Done : ExitCodes.Failed;
    }
}
catch (Exception failure) when (failure is ValidationException or JournalUnavailableException or SchemaRefusedException
    or VaultRefusedException or InvalidDataException or IOException or NpgsqlException or FormatException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCodes.Failed;
}
