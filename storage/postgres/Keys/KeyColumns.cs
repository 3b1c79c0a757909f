using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Core.Accounts;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Keys;

/// <summary>Subject key rows as they are selected, of the table under the name k.</summary>
internal static class KeyColumns
{
    public const string Selected =
        "k.generation, k.version, k.first_period, k.tenant_key_version, k.sealed_key, k.tombstone";
    public const int Count = 6;

    /// <summary>Null where the outer join found no row: an account never written.</summary>
    public static SubjectKeyRow? Row(NpgsqlDataReader row, int from, TenantId tenant, AccountKey account) =>
        row.IsDBNull(from)
            ? null
            : new SubjectKeyRow(
                tenant, account, row.GetInt16(from), row.GetInt16(from + 1), new JournalMonth(row.GetInt32(from + 2)),
                row.GetInt32(from + 3), row.Bytes(from + 4), row.GetBoolean(from + 5));
}
