using System.Net.Sockets;
using Npgsql;

namespace OrleansRisk.Postgres.Connections;

/// <summary>What counts as the database's trouble; everything else is a bug and is thrown.</summary>
internal static class Trouble
{
    public static bool Is(Exception failure) => failure
        is NpgsqlException or IOException or SocketException or TimeoutException or OperationCanceledException
        or ObjectDisposedException or InvalidOperationException; // the last two: used when it was broken already

    /// <summary>The statement failed and the server has rolled it back; the session goes on.</summary>
    public static bool IsRolledBack(Exception failure) =>
        failure is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>A row met another writer, or has nowhere to go: the rest of the group can be saved.</summary>
    public static bool IsOneRows(PostgresException failure) => failure.SqlState
        is SqlStates.UniqueViolation or SqlStates.CheckViolation
        or SqlStates.LockNotAvailable or SqlStates.DeadlockDetected;

    /// <summary>In a few words, without any value of a row.</summary>
    public static string Words(Exception failure) => failure switch
    {
        PostgresException { SqlState: SqlStates.Fenced } => Causes.Fenced,
        PostgresException refused => $"the database refused: {refused.SqlState}",
        OperationCanceledException or TimeoutException or { InnerException: TimeoutException } =>
            "the database did not answer in time",
        _ => Causes.Lost,
    };
}
