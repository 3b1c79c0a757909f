namespace OrleansRisk.Journal.Records;

/// <summary>
/// How often this database has gone back to an earlier state: by a restore, or by promoting a standby that had not
/// everything. Sequences and commits are then given anew, so ids and cursors name the incarnation beside them.
/// </summary>
public static class Incarnation
{
    /// <summary>Of this database. No command raises it yet.</summary>
    public const int Current = 0;
}
