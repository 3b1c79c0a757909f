using System.ComponentModel.DataAnnotations;
using Npgsql;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Silo.Commands;
using OrleansRisk.Silo.Options;
using OrleansRisk.Vaults;

const string Usage = """
    orleansrisk-silo serve                     joins the cluster and listens; Ctrl-C leaves it in good order
    orleansrisk-silo migrate                   brings the database to this version, as its administrator
    orleansrisk-silo certs                     makes or renews certificates and capsule keys in the folder Secrets
    orleansrisk-silo operator-key              makes an operator's key and prints it, this once
    orleansrisk-silo fold [TENANT N]           shows folds, or lets a tenant go on with N, once every silo computes it
    orleansrisk-silo export TENANT FILE        writes a tenant's transactions as risk-training reads them
    orleansrisk-silo move-tenant TENANT POOL   makes another pool, of vault key TargetKeyFile, a tenant's home
    orleansrisk-silo move-tenant-back TENANT   calls a tenant back that has not arrived

    Settings come from the environment (RISK_PORT=5080) or arguments (--port 5080):
      Database                                  an administrator's connection string, for development
      Writer, Reader, Projector, Operator, Silo a connection string for each role
      Production, Environment, Region, Regions, Pool, PublicAddress, Cluster, SiloName, SiloAddress, SiloPort,
      Secrets, Address, Port, Http2Port, KeyFile, TargetKeyFile, Lanes, PublishSeconds, EventTime, CloseDays,
      OtlpEndpoint, ProbeSeconds, StopSeconds
      Amqp:Url, PasswordFile, KeyFile, Queue, DeadLetters, Decisions, Declare, Prefetch, MapFile
                                                a queue of RabbitMQ to consume (RISK_AMQP__QUEUE=transactions)
    """;

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
        case ["move-tenant", var tenant, var pool, .. var rest]:
            return await MovingTenant.Run(SiloSettings.Unchecked(rest), tenant, pool, CancellationToken.None);
        case ["move-tenant-back", var tenant, .. var rest]:
            return await MovingTenant.Back(SiloSettings.Unchecked(rest), tenant, CancellationToken.None);
        default:
            await Console.Error.WriteLineAsync(Usage);
            return args is ["help"] ? ExitCodes.Done : ExitCodes.Failed;
    }
}
catch (Exception failure) when (failure is ValidationException or JournalUnavailableException or SchemaRefusedException
    or VaultRefusedException or InvalidDataException or IOException or NpgsqlException or FormatException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCodes.Failed;
}
