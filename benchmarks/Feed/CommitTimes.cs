using Npgsql;
using OrleansRisk.Contract;
using OrleansRisk.Core.Accounts;

namespace OrleansRisk.Benchmarks.Feed;

/// <summary>
/// When decisions were committed, as PostgreSQL itself noted it: the moment at which COMMIT began, so its fsync is part
/// of what is measured from there. Server and subscribers share a clock, for they share the machine.
/// </summary>
internal static class CommitTimes
{
    /// <summary>By decision; null where the server keeps no times of commits.</summary>
    public static async Task<Dictionary<string, DateTimeOffset>?> Of(BenchDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.Administrator);
        await connection.OpenAsync();
        await using var asked = new NpgsqlCommand("show track_commit_timestamp", connection);
        if ((string?)await asked.ExecuteScalarAsync() != "on")
        {
            return null;
        }

        var times = new Dictionary<string, DateTimeOffset>();
        await using var command = new NpgsqlCommand(
            """
            select account, first_sequence, last_sequence, pg_xact_commit_timestamp(xmin)
            from risk.journal where kind = 1
            """, connection)
        { CommandTimeout = 0 };
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var account = AccountKey.FromBytes(rows.GetFieldValue<byte[]>(0)).ToString();
            var at = new DateTimeOffset(rows.GetDateTime(3).ToUniversalTime());
            for (var sequence = rows.GetInt64(1); sequence <= rows.GetInt64(2); sequence++)
            {
                times[Ids.Decision(account, sequence)] = at;
            }
        }

        return times;
    }
}
