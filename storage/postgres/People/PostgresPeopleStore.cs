using Npgsql;
using OrleansRisk.Actors.Access;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Trust.People;

namespace OrleansRisk.Postgres.People;

/// <summary>Persons and invitations, as <c>risk_operator</c>; who they are lies sealed.</summary>
internal sealed class PostgresPeopleStore(Pool operators) : IPeopleStore
{
    private const string Persons = "select id, lookup, roles, sealed, created_at, ended_at from risk.persons";

    public async ValueTask<PersonRow?> Find(PersonId person, CancellationToken cancel)
    {
        var rows = await operators.Query(
            $"{Persons} where tenant = $1 and id = $2", parameters => parameters.Put(person),
            row => Person(person.Tenant, row), cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<PersonRow?> FindBy(TenantId tenant, UInt128 lookup, CancellationToken cancel)
    {
        var rows = await operators.Query(
            $"{Persons} where tenant = $1 and lookup = $2 and ended_at is null",
            parameters => parameters.Put(new PersonId(tenant, lookup)), row => Person(tenant, row), cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<PersonRow>> All(TenantId tenant, CancellationToken cancel) =>
        await operators.Query(
            $"{Persons} where tenant = $1 order by created_at, id", parameters => parameters.Put(tenant.Value),
            row => Person(tenant, row), cancel);

    public async ValueTask<bool> ChangeRoles(
        PersonId person, IReadOnlyList<string> roles, CancellationToken cancel) =>
        await operators.Execute(
            "update risk.persons set roles = $3 where tenant = $1 and id = $2 and ended_at is null",
            parameters =>
            {
                parameters.Put(person);
                parameters.AddArray(roles, static role => role);
            },
            cancel) == 1;

    public async ValueTask<bool> End(PersonId person, long at, CancellationToken cancel) =>
        (await operators.Query(
            """
            with ended as (
                update risk.persons set ended_at = $3 where tenant = $1 and id = $2 and ended_at is null
                returning tenant, id),
            passwords as (delete from risk.person_passwords where (tenant, person) in (select tenant, id from ended)),
            codes as (delete from risk.person_codes where (tenant, person) in (select tenant, id from ended)),
            recovery as (
                delete from risk.person_recovery_codes where (tenant, person) in (select tenant, id from ended))
            select 1 from ended
            """,
            parameters =>
            {
                parameters.Put(person);
                parameters.Put(at);
            },
            static _ => true, cancel)).Count == 1;

    public async ValueTask Invite(InvitationRow invitation, CancellationToken cancel) =>
        await operators.Execute(
            """
            insert into risk.invitations
                (tenant, id, secret_hash, lookup, roles, sealed, invited_by, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            parameters =>
            {
                parameters.Put(invitation.Id);
                parameters.Put(Columns.Array(invitation.SecretHash));
                parameters.Put(Columns.Bytes(invitation.Lookup));
                parameters.AddArray(invitation.Roles, static role => role);
                parameters.Put(Columns.Array(invitation.Sealed));
                parameters.Put(invitation.InvitedBy);
                parameters.Put(invitation.CreatedAt);
                parameters.Put(invitation.ExpiresAt);
            },
            cancel);

    public async ValueTask<InvitationRow?> Invitation(TenantId tenant, UInt128 id, CancellationToken cancel)
    {
        var rows = await operators.Query(
            """
            select id, secret_hash, lookup, roles, sealed, invited_by, created_at, expires_at, used_at
            from risk.invitations where tenant = $1 and id = $2
            """,
            parameters => parameters.Put(new PersonId(tenant, id)),
            row => new InvitationRow(
                new PersonId(tenant, row.UInt128(0)), row.Bytes(1), row.UInt128(2), row.GetFieldValue<string[]>(3),
                row.Bytes(4), row.GetString(5), row.GetInt64(6), row.GetInt64(7),
                row.IsDBNull(8) ? null : row.GetInt64(8)),
            cancel);
        return rows.SingleOrDefault();
    }

    public async ValueTask<bool> Accept(
        UInt128 invitation, PersonRow person, string passwordHash, CancellationToken cancel)
    {
        try
        {
            return await operators.Use((connection, token) => Accept(
                connection, invitation, person, passwordHash, token), cancel);
        }
        catch (PostgresException taken) when (taken.SqlState == SqlStates.UniqueViolation)
        {
            return false;
        }
    }

    private static async Task<bool> Accept(
        NpgsqlConnection connection, UInt128 invitation, PersonRow person, string passwordHash,
        CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var used = await Execute(
            "update risk.invitations set used_at = $3 where tenant = $1 and id = $2 and used_at is null "
            + "and expires_at > $3", new PersonId(person.Id.Tenant, invitation),
            static (parameters, person, _) => parameters.Put(person.CreatedAt));
        if (used == 0)
        {
            return false;
        }

        await Execute(
            "insert into risk.persons (tenant, id, lookup, roles, sealed, created_at) values ($1, $2, $3, $4, $5, $6)",
            person.Id, static (parameters, person, _) =>
            {
                parameters.Put(Columns.Bytes(person.Lookup));
                parameters.AddArray(person.Roles, static role => role);
                parameters.Put(Columns.Array(person.Sealed));
                parameters.Put(person.CreatedAt);
            });
        await Execute(
            "insert into risk.person_passwords (tenant, person, hash, set_at) values ($1, $2, $3, $4)", person.Id,
            static (parameters, person, hash) =>
            {
                parameters.Put(hash);
                parameters.Put(person.CreatedAt);
            });
        await transaction.CommitAsync(cancel);
        return true;

        async Task<int> Execute(
            string sql, PersonId of, Action<NpgsqlParameterCollection, PersonRow, string> parameters)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            command.Parameters.Put(of);
            parameters(command.Parameters, person, passwordHash);
            return await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static PersonRow Person(TenantId tenant, NpgsqlDataReader row) => new(
        new PersonId(tenant, row.UInt128(0)), row.UInt128(1), row.GetFieldValue<string[]>(2), row.Bytes(3),
        row.GetInt64(4), row.IsDBNull(5) ? null : row.GetInt64(5));
}
