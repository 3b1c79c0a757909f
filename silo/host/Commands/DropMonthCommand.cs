using System.Globalization;
using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Partitions;

namespace OrleansRisk.Host.Commands;

/// <summary>
/// <c>drop-month 2025-01</c>: drops a month of the journal that no tenant's retention needs, for good. Says what keeps
/// it where something does; a month that is gone is done.
/// </summary>
internal static class DropMonthCommand
{
    public static async Task<int> Run(string? administrator, string month, CancellationToken cancel)
    {
        if (administrator is null)
        {
            throw new InvalidDataException("drop-month needs an administrator's connection: RISK_DATABASE=…");
        }

        if (!DateTime.TryParseExact(
            month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            throw new InvalidDataException($"{month} is no month: write 2025-01");
        }

        var dropped = new JournalMonth((first.Year * 100) + first.Month);
        var report = await Drop(administrator, dropped, cancel);
        if (report.Outcome is DropOutcome.Dropped or DropOutcome.NotThere)
        {
            Console.WriteLine(report.Outcome == DropOutcome.Dropped ? $"{month} is dropped" : $"{month} is not there");
            return ExitCodes.Done;
        }

        await Console.Error.WriteLineAsync($"{month} stays: {Why(report)}");
        return ExitCodes.Failed;
    }

    private static async Task<DropReport> Drop(string administrator, JournalMonth month, CancellationToken cancel)
    {
        try
        {
            return await MonthDrop.Drop(administrator, month, TimeProvider.System, cancel);
        }
        catch (NpgsqlException failure)
        {
            // A long reader holds it up, say; what was begun is finished by the same command.
            throw new JournalUnavailableException(
                $"{failure.Message}; the same command again finishes what was begun", failure);
        }
    }

    private static string Why(DropReport report) => report.Outcome switch
    {
        DropOutcome.NotOver => "it is not over",
        DropOutcome.StillNeeded => $"it holds the newest record of {Accounts(report)}; the sweep of days carries an "
            + "account forward once it has rested for its tenant's retention",
        _ => $"it holds what arrived within the retention of {Accounts(report)}",
    };

    private static string Accounts(DropReport report)
    {
        var tenants = report.Waiting.CountBy(static account => account.Tenant.Value).OrderBy(static each => each.Key)
            .Select(static each => $"{each.Value} of tenant {each.Key}");
        return $"accounts ({string.Join(", ", tenants)}{(report.MayBeMore ? ", and maybe more" : "")})";
    }
}
