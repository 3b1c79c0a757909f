using System.ComponentModel.DataAnnotations;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Hosting.Settings;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Standalone;
using OrleansRisk.Standalone.Commands;
using OrleansRisk.Standalone.Options;
using OrleansRisk.Vaults;

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
        case "drop-month" when rest is [var month, .. var settings]:
            return await DroppingMonth.Run(Settings(settings).Database, month, CancellationToken.None);
        case "help":
            Console.WriteLine(Usage.Text);
            return ExitCodes.Done;
        default:
            await Console.Error.WriteLineAsync(Usage.Text);
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
