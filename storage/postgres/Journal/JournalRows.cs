using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Journal;

/// <summary>Rows of the journal as records.</summary>
internal static class JournalRows
{
    /// <summary>The columns that <see cref="Record"/> reads, in its order, of the table under this name.</summary>
    public static string Columns(string table) => string.Join(", ", Names.Select(name => $"{table}.{name}"));

    private static readonly string[] Names =
    [
        "tenant", "account", "generation", "kind", "fold_version", "first_sequence", "last_sequence", "period",
        "next_period", "lane", "commit_number", "state_hash", "previous_hash", "identities", "sealed", "base",
    ];

    public static JournalRecord Record(NpgsqlDataReader row, int from) => new()
    {
        Tenant = new TenantId(row.GetInt32(from)),
        Account = row.Account(from + 1),
        Generation = row.GetInt16(from + 2),
        Kind = (RecordKind)row.GetInt16(from + 3),
        ScoringVersion = checked((ushort)row.GetInt32(from + 4)),
        FirstSequence = row.GetInt64(from + 5),
        LastSequence = row.GetInt64(from + 6),
        Month = new JournalMonth(row.GetInt32(from + 7)),
        NextMonth = new JournalMonth(row.GetInt32(from + 8)),
        Writer = row.GetInt32(from + 9),
        Commit = row.GetInt64(from + 10),
        StateHash = unchecked((ulong)row.GetInt64(from + 11)),
        PreviousHash = row.UInt128(from + 12),
        Identities = row.Bytes(from + 13),
        Body = row.Bytes(from + 14),
        Base = row.Bytes(from + 15),
    };
}
