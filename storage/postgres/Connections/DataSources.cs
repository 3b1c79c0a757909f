namespace OrleansRisk.Postgres.Connections;

/// <summary>
/// The one place where connections are opened: the cluster's database, and each pool's, which is the cluster's unless
/// the pool has one of its own. A pool's holds all that its tenants' accounts write and what is read from it: journal,
/// account keys, snapshots, projections, feed and webhooks. The cluster's holds the tenants themselves, their keys and
/// what they have in force.
/// </summary>
internal sealed class DataSources(PostgresOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<string, Database> _pools = new(StringComparer.Ordinal);

    public Database Cluster { get; } = new(options, time);

    public Database Of(string pool)
    {
        if (!options.Pools.ContainsKey(pool))
        {
            return Cluster;
        }

        if (!_pools.TryGetValue(pool, out var database))
        {
            _pools.Add(pool, database = new Database(options.Of(pool), time));
        }

        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        foreach (var database in _pools.Values)
        {
            await database.DisposeAsync();
        }
    }
}

/// <summary>A database, by role. Opening connects to nothing yet.</summary>
internal sealed class Database(PostgresOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly Pool _reader = new(options.Reader, "risk reader", options.ReaderConnections, options, time);

    /// <summary>How its sessions are opened, for writers, whose sessions belong to no pool of connections.</summary>
    public PostgresOptions Options => options;

    public TenantReads Reads => new(_reader);

    public Pool Snapshots { get; } =
        new(options.Writer, "risk snapshots", options.OtherConnections, options, time);

    public Pool Projector { get; } =
        new(options.Projector, "risk projector", options.OtherConnections, options, time);

    public Pool Operators { get; } = new(options.Operator, "risk operator", options.OtherConnections, options, time);

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in (Pool[])[Snapshots, _reader, Projector, Operators])
        {
            await pool.DisposeAsync();
        }
    }
}
