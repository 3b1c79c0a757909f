using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Trust.Credentials;

namespace OrleansRisk.Postgres.People;

/// <summary>
/// Attempts to sign in, as <c>risk_operator</c>. An attempt is counted before it is made, under the lock of its row, so
/// that of many at one time no more pass than one after another.
/// </summary>
internal sealed class PostgresAttemptStore(Pool operators) : IAttemptStore
{
    /// <summary>Milliseconds to wait after attempt n; $4 are free, and $5 is the longest wait.</summary>
    private const string Wait = "case when {0} <= $4 then 0 "
        + "else least($5, 1000 * (2 ^ least({0} - $4 - 1, 20))::bigint) end";

    private static readonly string Claiming = $"""
        insert into risk.sign_in_attempts as a (tenant, kind, key, attempts, at, next_at)
        values ($1, $2, $3, 1, $6, $6 + {Of("1")})
        on conflict (tenant, kind, key) do update set attempts = {Count}, at = $6, next_at = $6 + {Of(Count)}
        where a.next_at <= $6
        """;

    private static readonly string Returning = $"""
        update risk.sign_in_attempts set attempts = greatest(attempts - 1, 0),
            next_at = $6 + {Of("greatest(attempts - 1, 0)")}
        where tenant = $1 and kind = $2 and key = $3
        """;

    /// <summary>A count that rested for a day begins anew.</summary>
    private const string Count = "(case when a.at < $6 - 86400000 then 1 else a.attempts + 1 end)";

    public async ValueTask<bool> IsKnown(TenantId tenant, UInt128 pair, CancellationToken cancel) =>
        (await operators.Query(
            "select 1 from risk.sign_in_attempts where tenant = $1 and kind = $2 and key = $3",
            parameters => Put(parameters, tenant, AttemptKind.Known, pair), static _ => true, cancel)).Count == 1;

    public async ValueTask<long?> Claim(
        TenantId tenant, IReadOnlyList<AttemptCount> counts, long now, CancellationToken cancel) =>
        await operators.Use<long?>(async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            foreach (var count in counts.OrderBy(static count => count.Kind))
            {
                await using var claim = new NpgsqlCommand(Claiming, connection, transaction);
                Put(claim.Parameters, tenant, count, now);
                if (await claim.ExecuteNonQueryAsync(token) == 0)
                {
                    await using var next = new NpgsqlCommand(
                        "select next_at from risk.sign_in_attempts where tenant = $1 and kind = $2 and key = $3",
                        connection, transaction);
                    Put(next.Parameters, tenant, count.Kind, count.Key);
                    return (long)(await next.ExecuteScalarAsync(token))!; // what was counted before it is taken back
                }
            }

            await transaction.CommitAsync(token);
            return null;
        }, cancel);

    public async ValueTask Succeeded(
        TenantId tenant, UInt128 pair, IReadOnlyList<AttemptCount> counts, long now, CancellationToken cancel) =>
        await operators.Use(async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var count in counts.OrderBy(static count => count.Kind))
            {
                Put(TenantReads.Add(batch, Returning), tenant, count, now);
            }

            var known = TenantReads.Add(
                batch,
                """
                insert into risk.sign_in_attempts (tenant, kind, key, attempts, at, next_at)
                values ($1, $2, $3, 0, $4, $4)
                on conflict (tenant, kind, key) do update set at = $4
                """);
            Put(known, tenant, AttemptKind.Known, pair);
            known.Put(now);
            var old = TenantReads.Add(
                batch,
                """
                delete from risk.sign_in_attempts where (tenant, kind, key) in (
                    select tenant, kind, key from risk.sign_in_attempts
                    where at < $1 and (kind <> 4 or at < $2) and next_at < $3
                    order by at limit $4 for update skip locked)
                """);
            old.Put(now - (long)TimeSpan.FromDays(1).TotalMilliseconds);
            old.Put(now - (long)TimeSpan.FromDays(Limits.SignInPlaceDays).TotalMilliseconds);
            old.Put(now);
            old.Put(Limits.SignInAttemptsDroppedAtOnce);
            await batch.ExecuteNonQueryAsync(token);
            await transaction.CommitAsync(token);
            return true;
        }, cancel);

    private static string Of(string count) => Wait.Replace("{0}", count, StringComparison.Ordinal);

    private static void Put(NpgsqlParameterCollection parameters, TenantId tenant, AttemptCount count, long now)
    {
        Put(parameters, tenant, count.Kind, count.Key);
        parameters.Put(count.Free);
        parameters.Put((long)count.WaitMax);
        parameters.Put(now);
    }

    private static void Put(NpgsqlParameterCollection parameters, TenantId tenant, AttemptKind kind, UInt128 key)
    {
        parameters.Put(tenant.Value);
        parameters.Put((short)kind);
        parameters.Put(Columns.Bytes(key));
    }
}
