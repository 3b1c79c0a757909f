using System.Collections.Frozen;
using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Host.Membership;

/// <summary>The pool map as the database holds it, epoch, tenants and addresses in one statement.</summary>
internal sealed class PostgresPoolMap(string silo) : IPoolMapSource, IAsyncDisposable
{
    private const string Statement = """
        select m.epoch, m.default_pool, t.tenant, t.pool, t.moving_to, coalesce(t.moving_since, 0), null, null
        from cluster.pool_map m left join cluster.tenant_pools t on true
        union all
        select 0, null, null, null, null, 0, pool, address from cluster.pools
        """;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(silo);

    public async ValueTask<PoolMap> Read(CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(Statement);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var (epoch, defaultPool) = (0L, "");
        var places = new Dictionary<TenantId, TenantPlace>();
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancel))
        {
            if (!await reader.IsDBNullAsync(6, cancel))
            {
                addresses[reader.GetString(6)] = reader.GetString(7);
                continue;
            }

            (epoch, defaultPool) = (reader.GetInt64(0), reader.GetString(1));
            if (!await reader.IsDBNullAsync(2, cancel))
            {
                var movingTo = await reader.IsDBNullAsync(4, cancel) ? null : reader.GetString(4);
                places[new TenantId(reader.GetInt32(2))] =
                    new TenantPlace(reader.GetString(3), movingTo, reader.GetInt64(5));
            }
        }

        return new PoolMap(epoch, places.ToFrozenDictionary(), defaultPool, addresses.ToFrozenDictionary());
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
