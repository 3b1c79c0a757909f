using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Host.Settings;
using OrleansRisk.Journal.Sealing;
using OrleansRisk.Postgres;
using OrleansRisk.Vaults;

namespace OrleansRisk.Host.Moving;

/// <summary>
/// The steps of a move that somebody outside the cluster takes, each one transaction. The last one, the arrival, is
/// taken by the silos themselves: whoever began a move may be gone.
/// </summary>
internal sealed class TenantMover(HostSettings settings) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(Databases.Of(settings).Operator);

    /// <summary>Lays the tenant's keys, wrapped for the new pool, beside those in force.</summary>
    public async Task HandKeys(TenantId tenant, string pool, string targetKeyFile, CancellationToken cancel)
    {
        using var from = LocalFileKey.Open(
            KeyFiles.Of(settings), settings.Region, settings.Environment, settings.Production);
        using var to = LocalFileKey.Open(targetKeyFile, settings.Region, settings.Environment, settings.Production);
        await using var stores = PostgresStores.Open(
            Databases.Of(settings), TimeProvider.System, LoggerFactory.Create(_ => { }));
        var rows = await KeyHandover.Wrap(
            await stores.Keys.TenantKeys(tenant, cancel), VaultKek.Local(from), VaultKek.Local(to),
            settings.KeyRing, cancel);
        await using var command = _source.CreateCommand("select cluster.hand_keys($1, $2, $3, $4, $5, $6, $7)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenant.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = pool });
        Add(command, rows, row => (short)row.Purpose);
        Add(command, rows, row => row.Version);
        Add(command, rows, row => row.KekName);
        Add(command, rows, row => row.Wrapped.ToArray());
        Add(command, rows, row => row.Binding.ToArray());
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>
    /// From now on nobody serves the tenant, until it has arrived; returns the epoch from which it counts.
    /// </summary>
    public async Task<long> Begin(TenantId tenant, string pool, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand("select cluster.begin_move($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenant.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = pool });
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Back to where it was; false where it is not moving any more.</summary>
    public async Task<bool> Cancel(TenantId tenant, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand("select cluster.cancel_move($1)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenant.Value });
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Where the tenant is at home, and where it is moving to, if it is.</summary>
    public async Task<(string Pool, string? MovingTo)> Place(TenantId tenant, CancellationToken cancel)
    {
        await using var command = _source.CreateCommand(
            "select pool, moving_to from cluster.tenant_pools where tenant = $1");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenant.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? (reader.GetString(0), await reader.IsDBNullAsync(1, cancel) ? null : reader.GetString(1))
            : throw new InvalidDataException($"There is no tenant {tenant.Value}.");
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static void Add<T>(NpgsqlCommand command, IReadOnlyList<TenantKeyRow> rows, Func<TenantKeyRow, T> column) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. rows.Select(column)] });
}
