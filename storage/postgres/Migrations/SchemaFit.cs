using Npgsql;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Migrations;

/// <summary>
/// Whether a program finds its way in a schema that is newer than it is: where all that was added since serves it
/// still. So a database is migrated first, and its programs are replaced one by one, forwards or back.
/// </summary>
internal static class SchemaFit
{
    /// <summary>Null where it fits; otherwise what does not.</summary>
    public static async Task<string?> Refusal(
        NpgsqlConnection connection, int program, int schema, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce(max(coalesce(serves, version)), 0) from risk.migrations where version > $1", connection);
        command.Parameters.Put(program);
        var oldest = (int)(await command.ExecuteScalarAsync(cancel))!;
        return oldest <= program
            ? null
            : $"The schema is at version {schema} and serves programs of {oldest} or newer, this one is of {program}";
    }
}
