using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Changes;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>
/// Changes of tenants, as <c>risk_operator</c>: each row goes in with its effects, in one transaction. Read per tenant
/// as <c>risk_reader</c>.
/// </summary>
internal sealed class PostgresTenantChanges(TenantReads reads, Pool operators) : ITenantChanges, ITenantWrites
{
    private const string Columns =
        "sequence, kind, subject, version, actor, at, content_hash, previous_hash";

    public async ValueTask<bool> Commit(
        TenantChange change, IReadOnlyList<TenantEffect> effects, CancellationToken cancel) =>
        await operators.Use(async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            await using var batch = new NpgsqlBatch(connection, transaction);
            AddRow(batch, change);
            foreach (var effect in effects)
            {
                TenantEffects.Add(batch, effect);
            }

            await batch.ExecuteNonQueryAsync(token);
            if (batch.BatchCommands.Cast<NpgsqlBatchCommand>().Any(
                static command => command.RecordsAffected != 1))
            {
                return false; // rolled back as the transaction is left
            }

            await transaction.CommitAsync(token);
            return true;
        }, cancel);

    public async ValueTask<IReadOnlyList<TenantChange>> Before(
        TenantId tenant, long before, int limit, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            $"""
            select {Columns} from risk.tenant_changes where tenant = $1 and sequence < $2
            order by sequence desc limit $3
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(before);
                parameters.Put(limit);
            },
            row => new TenantChange(
                tenant, row.GetInt64(0), (TenantChangeKind)row.GetInt16(1), row.GetString(2), row.GetInt32(3),
                row.GetString(4), row.GetInt64(5), row.Bytes(6), row.Bytes(7)),
            cancel);

    /// <summary>First in the transaction: whoever takes the same number waits here, and then adds nothing.</summary>
    private static void AddRow(NpgsqlBatch batch, TenantChange change)
    {
        var parameters = TenantReads.Add(
            batch,
            $"""
            insert into risk.tenant_changes (tenant, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict do nothing
            """);
        parameters.Put(change.Tenant.Value);
        parameters.Put(change.Sequence);
        parameters.Put((short)change.Kind);
        parameters.Put(change.Subject);
        parameters.Put(change.Version);
        parameters.Put(change.Actor);
        parameters.Put(change.At);
        parameters.Put(Connections.Columns.Array(change.ContentHash));
        parameters.Put(Connections.Columns.Array(change.PreviousHash));
    }
}
