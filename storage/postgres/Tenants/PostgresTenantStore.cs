using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OrleansRisk.Actors.Access;
using OrleansRisk.Actors.Tenants;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>
/// Tenants and API keys, as <c>risk_operator</c>: of keys only hashes are here, of customers nothing.
/// </summary>
internal sealed class PostgresTenantStore(Pool operators) : ITenantStore
{
    /// <summary>Changes wait for each other here, so that none is seen before one with a lower number.</summary>
    private const string NextChange = "update risk.key_changes set number = number + 1 returning number";

    private const string KeyColumns = "id, tenant, label, roles, secret_hash, created_at, expires_at, revoked_at, "
        + "lines_per_second";

    public async ValueTask<TenantRow?> Add(TenantSettings settings, CancellationToken cancel)
    {
        while (true)
        {
            var added = await TryAdd(settings, cancel);
            if (added.Count > 0)
            {
                return new TenantRow(new TenantId(added[0]), settings);
            }

            var named = await operators.Query(
                "select id from risk.tenants where name = $1", parameters => parameters.Put(settings.Name),
                row => row.GetInt32(0), cancel);
            if (named.Count > 0)
            {
                return null;
            }
        }
    }

    public async ValueTask<TenantRow?> Find(TenantId tenant, CancellationToken cancel)
    {
        var rows = await operators.Query(
            "select id, settings from risk.tenants where id = $1",
            parameters => parameters.Put(tenant.Value), Row, cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<TenantRow>> All(CancellationToken cancel) =>
        await operators.Query("select id, settings from risk.tenants order by id", _ => { }, Row, cancel);

    public async ValueTask<bool> Update(TenantRow row, CancellationToken cancel) =>
        await operators.Execute(
            "update risk.tenants set version = $2, settings = $3 where id = $1 and version = $2 - 1 and name = $4",
            parameters =>
            {
                parameters.Put(row.Id.Value);
                parameters.Put(row.Settings.Version);
                AddSettings(parameters, row.Settings);
                parameters.Put(row.Settings.Name);
            },
            cancel) == 1;

    public async ValueTask AddKey(ApiKeyRow key, CancellationToken cancel) =>
        await operators.Execute(
            $"""
            with next as ({NextChange})
            insert into risk.api_keys ({KeyColumns}, change) select $1, $2, $3, $4, $5, $6, $7, $8, $9, number from next
            """,
            parameters =>
            {
                parameters.Put(key.Id);
                parameters.Put(key.Tenant?.Value);
                parameters.Put(key.Label);
                parameters.Put((int)key.Roles);
                parameters.Put(Columns.Array(key.SecretHash));
                parameters.Put(key.CreatedAt);
                parameters.Put(key.ExpiresAt);
                parameters.Put(key.RevokedAt);
                parameters.Put(key.LinesPerSecond);
            },
            cancel);

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

    public async ValueTask<bool> RevokeKey(TenantId tenant, string id, long at, CancellationToken cancel) =>
        await operators.Execute(
            $"""
            with next as ({NextChange})
            update risk.api_keys set revoked_at = coalesce(revoked_at, $3), change = next.number
            from next where tenant = $1 and id = $2
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(id);
                parameters.Put(at);
            },
            cancel) == 1;

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

    private static void AddSettings(NpgsqlParameterCollection parameters, TenantSettings settings) =>
        parameters.Add(new NpgsqlParameter
        {
            NpgsqlDbType = NpgsqlDbType.Jsonb,
            Value = JsonSerializer.Serialize(settings, JsonSerializerOptions.Web),
        });

    /// <summary>
    /// The number after the last one. A sequence would leave out 32 of them whenever the server was not stopped in good
    /// order. Nothing is added if somebody else took the number, or has the name.
    /// </summary>
    private Task<List<int>> TryAdd(TenantSettings settings, CancellationToken cancel) => operators.Query(
        """
        insert into risk.tenants (id, name, version, settings) overriding system value
        select coalesce(max(id), 0) + 1, $1, $2, $3 from risk.tenants
        on conflict do nothing returning id
        """,
        parameters =>
        {
            parameters.Put(settings.Name);
            parameters.Put(settings.Version);
            AddSettings(parameters, settings);
        },
        row => row.GetInt32(0), cancel);

    private static TenantRow Row(NpgsqlDataReader row) => new(
        new TenantId(row.GetInt32(0)),
        JsonSerializer.Deserialize<TenantSettings>(row.GetString(1), JsonSerializerOptions.Web)
            ?? throw new JournalUnavailableException($"The settings of tenant {row.GetInt32(0)} cannot be read."));

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
