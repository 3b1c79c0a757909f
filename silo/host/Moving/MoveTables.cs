using Npgsql;
using Orleans.Runtime;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Host.Moving;

/// <summary>What a silo says of itself, and of tenants that leave it, in the cluster's tables.</summary>
internal sealed class MoveTables(string silo, string cluster) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(silo);

    /// <summary>Says where HTTP of a pool is answered.</summary>
    public Task Announce(string pool, string address, CancellationToken cancel) =>
        Run("select cluster.announce_pool($1, $2)", cancel, Text(pool), Text(address));

    /// <summary>No turn of the tenant is under way on this silo, and none will begin.</summary>
    public Task LetGo(TenantId tenant, long since, SiloAddress self, CancellationToken cancel) => Run(
        "select cluster.let_go($1, $2, $3, $4, $5, $6)", cancel,
        Number(tenant.Value), new NpgsqlParameter<long> { TypedValue = since },
        Text(self.Endpoint.Address.ToString()), Number(self.Endpoint.Port), Number(self.Generation),
        Text(PostgresOptions.ThisProcess));

    /// <summary>Whether this process did not let go of a tenant in time, and can write no more.</summary>
    public async Task<bool> IsFenced(CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(
            "select exists (select from cluster.barred_writers where writer = $1)");
        command.Parameters.Add(Text(PostgresOptions.ThisProcess));
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Takes the last step of every move that may take it; true where one did.</summary>
    public async Task<bool> Finish(CancellationToken cancel)
    {
        await using var command = _source.CreateCommand("select cluster.finish_moves($1)");
        command.Parameters.Add(Text(cluster));
        return (int)(await command.ExecuteScalarAsync(cancel))! > 0;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<int> Number(int value) => new() { TypedValue = value };

    private async Task Run(string statement, CancellationToken cancel, params NpgsqlParameter[] parameters)
    {
        await using var command = _source.CreateCommand(statement);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
