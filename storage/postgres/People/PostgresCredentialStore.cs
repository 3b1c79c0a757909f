using Npgsql;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Trust.Credentials;
using OrleansRisk.Trust.People;

namespace OrleansRisk.Postgres.People;

/// <summary>Credentials of persons, as <c>risk_operator</c>. What can be used once is used by one statement.</summary>
internal sealed class PostgresCredentialStore(Pool operators) : ICredentialStore
{
    public async ValueTask<CredentialRow> Of(PersonId person, CancellationToken cancel)
    {
        var rows = await operators.Query(
            """
            select (select hash from risk.person_passwords where tenant = $1 and person = $2),
                (select sealed from risk.person_codes where tenant = $1 and person = $2),
                (select count(*)::int from risk.person_recovery_codes
                    where tenant = $1 and person = $2 and used_at is null)
            """,
            parameters => parameters.Put(person),
            static row => new CredentialRow(
                row.IsDBNull(0) ? null : row.GetString(0), row.IsDBNull(1) ? null : row.GetFieldValue<byte[]>(1),
                row.GetInt32(2)),
            cancel);
        return rows.Single();
    }

    public async ValueTask SetPassword(PersonId person, string hash, long at, CancellationToken cancel) =>
        await operators.Execute(
            """
            insert into risk.person_passwords (tenant, person, hash, set_at) values ($1, $2, $3, $4)
            on conflict (tenant, person) do update set hash = $3, set_at = $4
            """,
            parameters =>
            {
                parameters.Put(person);
                parameters.Put(hash);
                parameters.Put(at);
            },
            cancel);

    public async ValueTask SetCodes(
        PersonId person, byte[] sealedSecret, long step, IReadOnlyList<byte[]> recoveryCodes, long at,
        CancellationToken cancel) =>
        await operators.Use(async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            await using var batch = new NpgsqlBatch(connection, transaction);
            var codes = TenantReads.Add(
                batch,
                """
                insert into risk.person_codes (tenant, person, sealed, last_step, set_at) values ($1, $2, $3, $4, $5)
                on conflict (tenant, person) do update set sealed = $3, last_step = $4, set_at = $5
                """);
            codes.Put(person);
            codes.Put(sealedSecret);
            codes.Put(step);
            codes.Put(at);
            TenantReads.Add(batch, "delete from risk.person_recovery_codes where tenant = $1 and person = $2")
                .Put(person);
            var recovery = TenantReads.Add(
                batch,
                """
                insert into risk.person_recovery_codes (tenant, person, hash)
                select $1, $2, hash from unnest($3) as hash
                """);
            recovery.Put(person);
            recovery.AddArray(recoveryCodes, static code => code);
            await batch.ExecuteNonQueryAsync(token);
            await transaction.CommitAsync(token);
            return true;
        }, cancel);

    public async ValueTask<bool> TakeStep(PersonId person, long step, CancellationToken cancel) =>
        await operators.Execute(
            "update risk.person_codes set last_step = $3 where tenant = $1 and person = $2 and last_step < $3",
            parameters =>
            {
                parameters.Put(person);
                parameters.Put(step);
            },
            cancel) == 1;

    public async ValueTask<bool> TakeRecoveryCode(
        PersonId person, byte[] hash, long at, CancellationToken cancel) =>
        await operators.Execute(
            """
            update risk.person_recovery_codes set used_at = $4
            where tenant = $1 and person = $2 and hash = $3 and used_at is null
            """,
            parameters =>
            {
                parameters.Put(person);
                parameters.Put(hash);
                parameters.Put(at);
            },
            cancel) == 1;
}
