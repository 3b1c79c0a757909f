using System.ComponentModel.DataAnnotations;
using Npgsql;
using OrleansRisk.Host.Commands;
using OrleansRisk.Host;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Vaults;

try
{
    return await CommandLine.Run(args);
}
catch (Exception failure) when (failure is ValidationException or JournalUnavailableException or SchemaRefusedException
    or VaultRefusedException or InvalidDataException or IOException or NpgsqlException or FormatException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCodes.Failed;
}
