namespace OrleansRisk.Postgres.Connections;

/// <summary>The error codes of PostgreSQL that something here turns on.</summary>
internal static class SqlStates
{
    public const string Internal = "XX000";
    public const string UniqueViolation = "23505";

    /// <summary>Also: no partition for the row.</summary>
    public const string CheckViolation = "23514";

    /// <summary>Ours: the writer did not let go of a tenant before it arrived in another pool.</summary>
    public const string Fenced = "RB001";
    public const string LockNotAvailable = "55P03";
    public const string DeadlockDetected = "40P01";
}
