using Npgsql;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Tenants.ReferenceData;

namespace OrleansRisk.Postgres.ReferenceData;

/// <summary>One step of the projections: counts and positions together, or neither.</summary>
internal static class ProjectionStep
{
    /// <summary>Of the writers of these scopes; of all where none is given.</summary>
    public const string Positions =
        """
        select p.lane, p.commit_number from risk.lane_positions p
        where $1::text[] is null or exists (select from risk.lanes l where l.id = p.lane and l.scope = any ($1))
        """;

    // A writer without a row stands at 0.
    private const string Move =
        """
        insert into risk.lane_positions as stored (lane, commit_number)
        select lane, next from unnest($1, $2, $3) as step(lane, before, next)
        order by lane
        on conflict (lane) do update set commit_number = excluded.commit_number
        where stored.commit_number = ($2)[array_position($1, stored.lane)]
        """;

    private const string Upsert =
        """
        insert into risk.projections (tenant, key, counts)
        select * from unnest($1, $2, $3) as given(tenant, key) order by given.tenant, given.key
        on conflict (tenant, key) do update set counts = excluded.counts
        """;

    public static async Task<bool> Take(
        NpgsqlConnection connection, IReadOnlyList<string>? scopes, IReadOnlyDictionary<int, long> from,
        IReadOnlyDictionary<int, long> to, IReadOnlyList<ProjectionRow> rows, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (!await StandsAt(connection, scopes, from, cancel) || !await MovePositions(connection, from, to, cancel))
        {
            return false; // disposing rolls back
        }

        foreach (var page in rows.Chunk(Limits.ProjectionPage))
        {
            await using var command = new NpgsqlCommand(Upsert, connection);
            command.Parameters.AddArray(page, row => row.Tenant.Value);
            command.Parameters.AddArray(page, row => unchecked((long)row.Key));
            command.Parameters.AddArray(page, row => Columns.Array(row.Counts));
            await command.ExecuteNonQueryAsync(cancel);
        }

        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Compares all positions while no other step can move them.</summary>
    private static async Task<bool> StandsAt(
        NpgsqlConnection connection, IReadOnlyList<string>? scopes, IReadOnlyDictionary<int, long> from,
        CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"select pg_advisory_xact_lock({Locks.Space}, {Locks.Projections})", connection);
        await command.ExecuteNonQueryAsync(cancel);

        await using var read = new NpgsqlCommand(Positions, connection);
        read.Parameters.PutScopes(scopes);
        await using var reader = await read.ExecuteReaderAsync(cancel);
        var stored = await Pool.Rows(reader, row => (Writer: row.GetInt32(0), Number: row.GetInt64(1)), cancel);
        return stored.All(row => from.GetValueOrDefault(row.Writer) == row.Number)
            && from.Count(position => position.Value != 0) == stored.Count;
    }

    private static async Task<bool> MovePositions(
        NpgsqlConnection connection, IReadOnlyDictionary<int, long> from, IReadOnlyDictionary<int, long> to,
        CancellationToken cancel)
    {
        var moved = to.Where(step => from.GetValueOrDefault(step.Key) != step.Value).ToArray();
        if (moved.Any(step => step.Value < from.GetValueOrDefault(step.Key)))
        {
            throw new ArgumentException("a position does not go back", nameof(to));
        }

        if (moved.Length == 0)
        {
            return true;
        }

        await using var command = new NpgsqlCommand(Move, connection);
        command.Parameters.AddArray(moved, step => step.Key);
        command.Parameters.AddArray(moved, step => from.GetValueOrDefault(step.Key));
        command.Parameters.AddArray(moved, step => step.Value);
        return await command.ExecuteNonQueryAsync(cancel) == moved.Length;
    }
}
