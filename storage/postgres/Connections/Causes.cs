namespace OrleansRisk.Postgres.Connections;

/// <summary>Why something was not recorded, in a few words for logs and callers.</summary>
internal static class Causes
{
    public const string Conflict = "another writer holds this place";
    public const string Blocked = "another session holds this place and has not let go in time";
    public const string NoMonth = "the journal has no partition for this period";
    public const string Cancelled = "the journal writer is closing";
    public const string Lost = "the connection to the database was lost";
    public const string Unknown = "what became of the commit could not be learned";
    public const string PartlyRecorded = "recorded in part, and which rows could not be learned";
    public const string Fenced = "this writer is barred: a tenant moved away while it stood still";
    public const string NumberTaken = "the number stands for an earlier commit whose outcome was unknown";
}
