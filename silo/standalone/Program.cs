using System.ComponentModel.DataAnnotations;
using OrleansRisk.Engine.Journal;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Hosting.Settings;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Standalone.Commands;
using OrleansRisk.Standalone.Options;
using OrleansRisk.Vaults;

// orleansrisk [serve | migrate | operator-key | fold [TENANT FOLD] | export TENANT FILE] [--setting value]…
const string Usage = """
    orleansrisk serve          listens; Ctrl-C stops it in good order
    orleansrisk migrate        brings the database to this version, as its administrator
    orleansrisk operator-key   makes an operator's key and prints it, this once
    orleansrisk fold           shows what each node computes and the fold of each tenant
    orleansrisk export TENANT FILE writes a tenant's transactions with their labels as risk-training reads them
    orleansrisk fold TENANT N  lets a tenant go on with fold N, once every node computes it; there is no way back

    Settings come from appsettings.json, the environment (RISK_PORT=5080) or arguments (--port 5080):
      Database                            an administrator's connection string, for development
      Writer, Reader, Projector, Operator a connection string for each role
      Production, Environment, Region, Address, Port, Http2Port, KeyFile, OperatorKeyFile, Lanes,
      MemoryMegabytes, PublishSeconds, EventTime, CloseDays, OtlpEndpoint, StopSeconds
      Amqp:Url, PasswordFile, KeyFile, Queue, DeadLetters, Decisions, Declare, Prefetch, MapFile
                                          a queue of RabbitMQ to consume (RISK_AMQP__QUEUE=transactions)
    """;

var named = args is [var first, ..] && !first.StartsWith('-') ? first : "serve";
var rest = args is [var word, ..] && word == named ? args[1..] : args;
try
{
    switch (named)
    {
        case "serve":
            return await Serving.Run(Settings(rest), CancellationToken.None);
        case "migrate":
            return await Migrating.Run(Settings(rest), CancellationToken.None);
        case "operator-key":
            return await MakingOperatorKey.Run(Settings(rest), CancellationToken.None);
        case "fold":
            return await Folding.Run(rest, Settings, CancellationToken.None);
        case "export" when rest is [var tenant, var file, .. var settings]:
            return await Exporting.Run(Settings(settings), tenant, file, CancellationToken.None);
        case "help":
            Console.WriteLine(Usage);
            return ExitCodes.Done;
        default:
            await Console.Error.WriteLineAsync(Usage);
            return ExitCodes.Failed;
    }
}
catch (Exception failure) when (failure is ValidationException or JournalUnavailableException or SchemaRefusedException
    or VaultRefusedException or InvalidDataException or IOException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return ExitCodes.Failed;
}

static HostSettings Settings(string[] arguments) => SettingsReader.Read<HostSettings>(
    arguments, settings => [settings.Writer, settings.Reader, settings.Projector, settings.Operator]);
