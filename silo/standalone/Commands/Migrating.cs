using OrleansRisk.Postgres.Migrations;
using OrleansRisk.Standalone.Options;
using OrleansRisk.Hosting.Commands;
using OrleansRisk.Hosting.Settings;

namespace OrleansRisk.Standalone.Commands;

/// <summary><c>orleansrisk migrate</c>: brings the database to this version's schema, as its administrator.</summary>
internal static class Migrating
{
    public static async Task<int> Run(HostSettings settings, CancellationToken cancel)
    {
        if (settings.Database is not { } administrator)
        {
            await Console.Error.WriteLineAsync("migrate needs an administrator's connection: RISK_DATABASE=…");
            return ExitCodes.Failed;
        }

        var report = await SchemaMigrations.Apply(administrator, TimeProvider.System, cancel);
        Console.WriteLine($"schema {report.Before} -> {report.After}, {report.PeriodsMade} months made");
        return ExitCodes.Done;
    }
}
