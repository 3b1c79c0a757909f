using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;

namespace OrleansRisk.Postgres.Partitions;

/// <summary>
/// Credit assessments are kept as long as decisions are: they go with the month of the journal they were made in. Of a
/// tenant that keeps longer than others they stay until its own retention is over.
/// </summary>
internal static class ExpiredAssessments
{
    private const string Deletion =
        """
        delete from risk.credit_assessments a using unnest($1::int[], $2::bigint[]) as kept(tenant, since)
        where a.tenant = kept.tenant and a.created_at < least(kept.since, $3)
        """;

    /// <summary>Deletes those made in the month or before it.</summary>
    /// <param name="tenants">Each with the first month of its retention.</param>
    public static async Task Delete(
        NpgsqlConnection connection, JournalMonth month, IReadOnlyList<(int Tenant, JournalMonth Since)> tenants,
        CancellationToken cancel)
    {
        var before = Start(month.Next());
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var scope = new NpgsqlCommand(
            $"set local role risk_owner; set local risk.assessments_before = '{before}'", connection, transaction))
        {
            await scope.ExecuteNonQueryAsync(cancel);
        }

        await using var command = new NpgsqlCommand(Deletion, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter { Value = tenants.Select(static each => each.Tenant).ToArray() });
        command.Parameters.Add(
            new NpgsqlParameter { Value = tenants.Select(static each => Start(each.Since)).ToArray() });
        command.Parameters.Put(before);
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static long Start(JournalMonth month) => new DateTimeOffset(
        month.Value / 100, month.Value % 100, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
}
