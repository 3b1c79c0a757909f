using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRisk.Actors.Access;
using OrleansRisk.Host.Running;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Exports;
using OrleansRisk.Journal.Sealing;

namespace OrleansRisk.Host.Commands;

/// <summary>
/// <c>export TENANT FILE</c> writes what the journal holds of a tenant as the file that models are trained and judged
/// on. Beside a running host: it only reads.
/// </summary>
internal static class ExportCommand
{
    public static async Task<int> Run(HostSettings settings, string tenant, string file, CancellationToken cancel)
    {
        await using var engine = new NodeEngine(
            settings, NodeListeners.None, TimeProvider.System, NullLoggerFactory.Instance);
        if (!int.TryParse(tenant, CultureInfo.InvariantCulture, out var number)
            || await engine.Stores.Tenants.Find(new TenantId(number), cancel) is null)
        {
            await Console.Error.WriteLineAsync($"there is no tenant {tenant}");
            return ExitCodes.Failed;
        }

        try
        {
            var rows = await Write(engine.Export, new TenantId(number), file, cancel);
            await Console.Error.WriteLineAsync($"{rows} transactions of tenant {tenant} in {file}");
            return ExitCodes.Done;
        }
        catch (KeyUnavailableException unavailable)
        {
            await Console.Error.WriteLineAsync($"the keys of tenant {tenant} cannot be had: {unavailable.Cause}");
            return ExitCodes.Failed;
        }
    }

    /// <summary>The number of rows; a file that is there already is left as it is.</summary>
    public static async Task<int> Write(
        TransactionExport export, TenantId tenant, string file, CancellationToken cancel)
    {
        var found = await export.Read(tenant, cancel);
        await using var output = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write));
        await output.WriteLineAsync(TransactionRows.Columns);
        foreach (var row in found)
        {
            await output.WriteLineAsync(TransactionRows.Of(row).AsMemory(), cancel);
        }

        return found.Count;
    }
}
