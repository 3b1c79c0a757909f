using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>
/// A group as one transaction: the key rows of new accounts, all records in one burst of COPY, the writer's step.
/// </summary>
internal static class CopyGroup
{
    public static async Task Send(
        WriterSession session, long number, IReadOnlyList<JournalRecord> group, ReadOnlyMemory<byte> rows,
        CancellationToken cancel)
    {
        // BEGIN travels with the first statement; the writer itself rolls back, for it knows whether the session still
        // lives.
        _ = await session.Connection.BeginTransactionAsync(cancel);
        if (NewKeys(group) is { Count: > 0 } keys)
        {
            await InsertKeys(session.Connection, keys, cancel);
        }

        // Not disposed on failure: disposing would tell the server that the rows are complete.
        var stream = await session.Connection.BeginRawBinaryCopyAsync(JournalCopy.Statement, cancel);
        await stream.WriteAsync(rows, cancel);
        await stream.DisposeAsync();

        await using var batch = new NpgsqlBatch(session.Connection);
        var advance = new NpgsqlBatchCommand("select risk.advance_lane($1, $2, 0)");
        advance.Parameters.Put(session.Writer);
        advance.Parameters.Put(number);
        batch.BatchCommands.Add(advance);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        session.CommitSent = true;
        await batch.ExecuteNonQueryAsync(cancel);
    }

    private static List<SubjectKeyRow>? NewKeys(IReadOnlyList<JournalRecord> group)
    {
        List<SubjectKeyRow>? keys = null;
        for (var i = 0; i < group.Count; i++)
        {
            if (group[i].NewKey is { } key)
            {
                (keys ??= []).Add(key);
            }
        }

        return keys;
    }

    private static async Task InsertKeys(
        NpgsqlConnection connection, List<SubjectKeyRow> keys, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into risk.subject_keys
                (tenant, account, generation, version, first_period, tenant_key_version, sealed_key)
            select * from unnest($1, $2, $3, $4, $5, $6, $7)
            """,
            connection);
        command.Parameters.AddArray(keys, key => key.Tenant.Value);
        command.Parameters.AddArray(keys, key => key.Account.ToBytes());
        command.Parameters.AddArray(keys, key => key.Generation);
        command.Parameters.AddArray(keys, key => key.Version);
        command.Parameters.AddArray(keys, key => key.FirstMonth.Value);
        command.Parameters.AddArray(keys, key => key.TenantKeyVersion);
        command.Parameters.AddArray(keys, key => Columns.Array(key.SealedKey));
        await command.ExecuteNonQueryAsync(cancel);
    }
}
