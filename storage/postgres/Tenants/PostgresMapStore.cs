using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.Stores;

namespace OrleansRisk.Postgres.Tenants;

/// <summary>Column maps: read per tenant as <c>risk_reader</c>.</summary>
internal sealed class PostgresMapStore(TenantReads reads) : IMapStore
{
    public const string MapColumns = "name, version, hash, created_at, content";

    public async ValueTask<MapRow?> Find(TenantId tenant, string name, int? version, CancellationToken cancel)
    {
        var rows = await reads.Query(
            tenant,
            $"""
            select {MapColumns} from risk.maps where tenant = $1 and name = $2 and version = coalesce($3, version)
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
            $"select distinct on (name) {MapColumns} from risk.maps where tenant = $1 order by name, version desc",
            parameters => parameters.Put(tenant.Value), Row, cancel);

    private static MapRow Row(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.Bytes(2), row.GetInt64(3), row.Bytes(4));
}
