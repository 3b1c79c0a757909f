using System.Security.Cryptography;
using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>Column maps: read per tenant as <c>risk_reader</c>, kept as <c>risk_operator</c>.</summary>
internal sealed class PostgresMapStore(TenantReads reads, Pool operators) : IMapStore
{
    private const string Columns = "name, version, hash, created_at, content";

    public async ValueTask<MapRow?> Put(
        TenantId tenant, string name, ReadOnlyMemory<byte> content, long at, CancellationToken cancel)
    {
        while (true)
        {
            var newest = await Find(tenant, name, null, cancel);
            var hash = SHA256.HashData(content.Span);
            if (newest is not null && newest.Hash.Span.SequenceEqual(hash))
            {
                return newest;
            }

            if (newest is null ? (await All(tenant, cancel)).Count >= Limits.MapsMax
                : newest.Version >= Limits.MapVersionsMax)
            {
                return null;
            }

            var row = new MapRow(name, (newest?.Version ?? 0) + 1, hash, at, content);
            if (await Add(tenant, row, cancel))
            {
                return row;
            }
        }
    }

    public async ValueTask<MapRow?> Find(TenantId tenant, string name, int? version, CancellationToken cancel)
    {
        var rows = await reads.Query(
            tenant,
            $"""
            select {Columns} from risk.maps where tenant = $1 and name = $2 and version = coalesce($3, version)
            order by version desc limit 1
            """,
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(name);
                parameters.Put(version);
            },
            Row, cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<MapRow>> All(TenantId tenant, CancellationToken cancel) =>
        await reads.Query(
            tenant,
            $"select distinct on (name) {Columns} from risk.maps where tenant = $1 order by name, version desc",
            parameters => parameters.Put(tenant.Value), Row, cancel);

    /// <summary>False where another one has just taken the version.</summary>
    private async ValueTask<bool> Add(TenantId tenant, MapRow row, CancellationToken cancel) =>
        await operators.Execute(
            $"insert into risk.maps (tenant, {Columns}) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            parameters =>
            {
                parameters.Put(tenant.Value);
                parameters.Put(row.Name);
                parameters.Put(row.Version);
                parameters.Put(Connections.Columns.Array(row.Hash));
                parameters.Put(row.CreatedAt);
                parameters.Put(Connections.Columns.Array(row.Content));
            },
            cancel) == 1;

    private static MapRow Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.Bytes(2), row.GetInt64(3), row.Bytes(4));
}
