namespace OrleansRisk.Postgres;

/// <summary>Every bound of this adapter that is not an option.</summary>
internal static class Limits
{
    /// <summary>Months after the current one that get their partition ahead of time.</summary>
    public const int PeriodsAhead = 3;

    /// <summary>Attempts at creating the server's roles while other databases do the same.</summary>
    public const int RoleAttempts = 8;
}

/// <summary>Advisory locks: one space for all of ours, lanes are at their id in the next one.</summary>
internal static class Locks
{
    public const int Space = 4711;
    public const int Lanes = 4712;
    public const int Migrations = 1;
}
