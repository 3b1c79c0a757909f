using System.Globalization;
using Npgsql;

namespace OrleansRisk.Postgres.Connections;

/// <summary>
/// Connection strings with what every session of ours needs, whatever the operator configured beside it.
/// </summary>
internal static class Sessions
{
    /// <summary>A writer's own session: outside any pool, and kept for the life of the writer.</summary>
    public static NpgsqlConnection Writer(PostgresOptions options)
    {
        var settings = With(options.Writer, options, $"-c lock_timeout={Text(options.LockWaitMilliseconds)}");
        settings.Pooling = false;
        settings.ApplicationName = WriterName;
        return new NpgsqlConnection(settings.ConnectionString);
    }

    /// <summary>What the sessions of writers are called on the server.</summary>
    public const string WriterName = "risk lane";

    public static NpgsqlDataSource Pool(string connectionString, string name, int connections, PostgresOptions options)
    {
        var settings = With(connectionString, options, $"-c lock_timeout={Text(options.StatementMilliseconds / 2)}");
        settings.MaxPoolSize = connections;
        settings.ApplicationName = name;
        return NpgsqlDataSource.Create(settings);
    }

    private static NpgsqlConnectionStringBuilder With(string connectionString, PostgresOptions options, string lockWait)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Timeout = options.ConnectSeconds,
            CommandTimeout = (options.StatementMilliseconds / 1_000) + 2, // the server's limit speaks first
            CancellationTimeout = 500,
            MaxAutoPrepare = 24,
            AutoPrepareMinUsages = 1,
            KeepAlive = 0,
            TcpKeepAlive = true,
            Enlist = false,
            IncludeErrorDetail = false, // details hold keys
        };

        // Short statements over many partitions: compiling one took 2.7 s where running it took 10 ms, and planning
        // it anew for every call longer than running it. Partitions are pruned while it runs.
        settings.Options = string.Join(' ', settings.Options,
            "-c jit=off -c plan_cache_mode=force_generic_plan",
            lockWait,
            $"-c statement_timeout={Text(options.StatementMilliseconds)}",
            $"-c idle_in_transaction_session_timeout={Text(options.CommitMilliseconds)}",
            $"-c tcp_user_timeout={Text(options.CommitMilliseconds)}").Trim();
        return settings;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
