using System.Text.Json;
using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>
/// Tenants and API keys, read as <c>risk_operator</c>: of keys only hashes are here, of customers nothing.
/// </summary>
internal sealed class PostgresTenantStore(Pool operators) : ITenantStore
{
    public const string KeyColumns = "id, tenant, label, roles, secret_hash, created_at, expires_at, revoked_at, "
        + "lines_per_second";

    private const string Shown =
        """
        select id, settings, coalesce((select max(sequence) from risk.tenant_changes where tenant = id), 0)
        from risk.tenants
        """;

    public async ValueTask<TenantRow?> Find(TenantId tenant, CancellationToken cancel)
    {
        var rows = await operators.Query(
            Shown + " where id = $1", parameters => parameters.Put(tenant.Value), Row, cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<TenantRow>> All(CancellationToken cancel) =>
        await operators.Query(Shown + " order by id", _ => { }, Row, cancel);

    public async ValueTask<ApiKeyRow?> FindKey(string id, CancellationToken cancel)
    {
        var rows = await operators.Query(
            $"select {KeyColumns} from risk.api_keys where id = $1", parameters => parameters.Put(id), Key, cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<ApiKeyRow>> Keys(TenantId tenant, CancellationToken cancel) =>
        await operators.Query(
            $"select {KeyColumns} from risk.api_keys where tenant = $1 order by created_at, id",
            parameters => parameters.Put(tenant.Value), Key, cancel);

    public async ValueTask<KeyChanges> KeyChanges(long after, CancellationToken cancel)
    {
        var rows = await operators.Query(
            """
            select number, array(select id from risk.api_keys where change > $1 order by change) from risk.key_changes
            """,
            parameters => parameters.Put(after),
            row => new KeyChanges(row.GetInt64(0), row.GetFieldValue<string[]>(1)), cancel);
        return rows.Single();
    }

    private static TenantRow Row(NpgsqlDataReader row) => new(
        new TenantId(row.GetInt32(0)),
        JsonSerializer.Deserialize<TenantSettings>(row.GetString(1), JsonSerializerOptions.Web)
            ?? throw new JournalUnavailableException($"The settings of tenant {row.GetInt32(0)} cannot be read."),
        row.GetInt64(2));

    private static ApiKeyRow Key(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : new TenantId(row.GetInt32(1)),
        row.GetString(2),
        (Roles)row.GetInt32(3),
        row.Bytes(4),
        row.GetInt64(5),
        row.IsDBNull(6) ? null : row.GetInt64(6),
        row.IsDBNull(7) ? null : row.GetInt64(7),
        row.GetInt32(8));
}
