using System.Collections.Frozen;
using Npgsql;
using OrleansRisk.Engine.Tenants;
using OrleansRisk.Grains.Placement;

namespace OrleansRisk.Silo.Membership;

/// <summary>The pool map as the database holds it, epoch and tenants in one statement.</summary>
internal sealed class PostgresPoolMap(string silo) : IPoolMapSource, IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(silo);

    public async ValueTask<PoolMap> Read(CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(
            "select m.epoch, t.tenant, t.pool from cluster.pool_map m left join cluster.tenant_pools t on true");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        long epoch = 0;
        var pools = new Dictionary<TenantId, string>();
        while (await reader.ReadAsync(cancel))
        {
            epoch = reader.GetInt64(0);
            if (!await reader.IsDBNullAsync(1, cancel))
            {
                pools[new TenantId(reader.GetInt32(1))] = reader.GetString(2);
            }
        }

        return new PoolMap(epoch, pools.ToFrozenDictionary());
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
