using Npgsql;
using OrleansRisk.Journal.Records;
using OrleansRisk.Postgres.Connections;
using OrleansRisk.Postgres.Migrations;

namespace OrleansRisk.Postgres.Starting;

/// <summary>Asks the server what each role may do and how it keeps what it confirms, before a host serves.</summary>
internal static class StartChecks
{
    private const int ServerVersionMin = 150_000;

    /// <summary>
    /// Every table of ours that the application's roles must not own, and the reader must see by tenant only.
    /// </summary>
    private const string OursWithTenants =
        "('risk.journal'), ('risk.subject_keys'), ('risk.snapshots'), " +
        "('risk.tenant_keys'), ('risk.publications'), ('risk.projections')";

    public static async Task<IReadOnlyList<StartRefusal>> Run(PostgresOptions options, CancellationToken cancel)
    {
        var refusals = new List<StartRefusal>();
        try
        {
            await Server(options, refusals, cancel);
            if (refusals.Count == 0)
            {
                await Role(options, options.Writer, "risk_writer", Writer, refusals, cancel);
                await Role(options, options.Reader, "risk_reader", Reader, refusals, cancel);
                await Role(options, options.Projector, "risk_projector", Projector, refusals, cancel);
                await Role(options, options.Operator, "risk_operator", Operator, refusals, cancel);
                await Periods(options, refusals, cancel);
                await PoolerProbe.Run(options, refusals, cancel);
            }
        }
        catch (Exception failure) when (Trouble.Is(failure) && !cancel.IsCancellationRequested)
        {
            throw new JournalUnavailableException(
                $"The database cannot be checked: {Trouble.Words(failure)}.", failure);
        }

        return refusals;
    }

    private static async Task Server(PostgresOptions options, List<StartRefusal> refusals, CancellationToken cancel)
    {
        await using var connection = await Session(options, options.Operator, cancel);
        var version = await Ask<int>(connection, "select current_setting('server_version_num')::int", cancel);
        if (version < ServerVersionMin)
        {
            refusals.Add(new($"The server is PostgreSQL {version / 10_000}", "Use PostgreSQL 15 or newer."));
            return;
        }

        foreach (var setting in options.Production ? new[] { "fsync", "full_page_writes" } : [])
        {
            if (await Ask<string>(connection, $"select current_setting('{setting}')", cancel) != "on")
            {
                refusals.Add(new(
                    $"{setting} is off: the server may lose or tear what it has confirmed",
                    $"Set {setting} = on in postgresql.conf and reload."));
            }
        }

        await Schema(connection, refusals, cancel);
    }

    private static async Task Schema(NpgsqlConnection connection, List<StartRefusal> refusals, CancellationToken cancel)
    {
        const string mend = "Run the migration command of this version with an administrator's connection.";
        if (!await Ask<bool>(connection, "select to_regclass('risk.migrations') is not null", cancel))
        {
            refusals.Add(
                new("The database has no schema of OrleansRisk, or the role risk_operator may not see it", mend));
            return;
        }

        var version = await Ask<int>(connection, "select coalesce(max(version), 0) from risk.migrations", cancel);
        if (version < SchemaMigrations.Version)
        {
            refusals.Add(
                new($"The schema is at version {version}, this program needs {SchemaMigrations.Version}", mend));
        }
        else if (version > SchemaMigrations.Version
            && await SchemaFit.Refusal(connection, SchemaMigrations.Version, version, cancel) is { } refusal)
        {
            refusals.Add(new(refusal, "Run a newer program."));
        }
    }

    private static async Task Role(
        PostgresOptions options, string connectionString, string role, string forbidden,
        List<StartRefusal> refusals, CancellationToken cancel)
    {
        await using var connection = await Session(options, connectionString, cancel);
        var current = await Ask<string>(connection, "select current_user::text", cancel);
        if (current != role)
        {
            refusals.Add(new($"The connection for {role} acts as {current}",
                $"Log in as {role}, or as a member of it with Options=-c role={role}."));
            return;
        }

        if (await Ask<bool>(connection, "select rolsuper from pg_roles where rolname = session_user", cancel)
            && options.Production)
        {
            refusals.Add(
                new($"The login behind {role} is a superuser", "Use a login that has this one role and no more."));
        }

        await using var command = new NpgsqlCommand(Common + forbidden, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            refusals.Add(new($"{role} {reader.GetString(0)}", reader.GetString(1)));
        }
    }

    private static async Task Periods(PostgresOptions options, List<StartRefusal> refusals, CancellationToken cancel)
    {
        await using var connection = await Session(options, options.Operator, cancel);
        if (await Ask<bool>(connection,
            "select not exists (select from pg_inherits where inhparent = 'risk.journal'::regclass)", cancel))
        {
            refusals.Add(new("The journal has no partition at all: every record would be refused",
                "Run the migration command, which makes the months ahead."));
        }

        if (await Ask<bool>(connection,
            "select partdefid <> 0 from pg_partitioned_table where partrelid = 'risk.journal'::regclass", cancel))
        {
            refusals.Add(new("The journal has a default partition: rows of dropped months would be taken",
                "Detach it; nothing of ours makes one."));
        }
    }

    private static async Task<NpgsqlConnection> Session(
        PostgresOptions options, string connectionString, CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            Timeout = options.ConnectSeconds,
            CommandTimeout = (options.StatementMilliseconds / 1_000) + 2,
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<T> Ask<T>(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancel))!;
    }

    // Each row of an answer is a refusal: what the role can do, and the mend.
    private const string Common =
        $"""
        select 'owns ' || c.oid::regclass::text as thing, 'alter table … owner to risk_owner.' as mend
        from pg_class c where c.relnamespace = 'risk'::regnamespace and pg_has_role(current_user, c.relowner, 'member')
            and c.relkind in ('r', 'p', 'v', 'm', 'S')
            and not (select rolsuper from pg_roles where rolname = session_user)
        union all
        select 'may create objects in schema risk', 'revoke create on schema risk from ' || current_user || '.'
        where has_schema_privilege('risk', 'create')
        union all
        select 'is a superuser', 'alter role ' || current_user || ' nosuperuser.'
        from pg_roles where rolname = current_user and rolsuper
        union all
        select 'may delete from or truncate ' || t.name,
            'revoke delete, truncate on ' || t.name || ' from ' || current_user || '.'
        from (values {OursWithTenants},
            ('risk.tenants'), ('risk.api_keys'), ('risk.lanes'), ('risk.lane_positions')) as t(name)
        where has_table_privilege(t.name, 'delete') or has_table_privilege(t.name, 'truncate')

        """;

    private const string Writer =
        """
        union all
        select 'may read the journal', 'revoke select on risk.journal from risk_writer.'
        where has_any_column_privilege('risk.journal', 'select')
        union all
        select 'may change the journal', 'revoke update on risk.journal from risk_writer.'
        where has_any_column_privilege('risk.journal', 'update')
        union all
        select 'may not append to the journal', 'grant insert on risk.journal to risk_writer.'
        where not has_table_privilege('risk.journal', 'insert')
        union all
        select 'may read or change subject keys', 'revoke select, update on risk.subject_keys from risk_writer.'
        where has_any_column_privilege('risk.subject_keys', 'select, update')
        union all
        select 'does not bypass row-level security, under which COPY is refused', 'alter role risk_writer bypassrls.'
        from pg_roles where rolname = current_user and not rolbypassrls
        union all
        select 'confirms commits too early (synchronous_commit = ' || current_setting('synchronous_commit') || ')',
            'Reset synchronous_commit for this role and database, and in postgresql.conf.'
        where current_setting('synchronous_commit') in ('off', 'local')
        """;

    private const string Reader =
        $"""
        union all
        select 'can bypass row-level security', 'alter role ' || r.rolname || ' nobypassrls.'
        from pg_roles r where r.rolname = current_user and r.rolbypassrls
        union all
        select 'sees ' || t.name || ' without row-level security',
            'alter table ' || t.name || ' enable row level security, force row level security.'
        from (values {OursWithTenants}) as t(name) join pg_class c on c.oid = t.name::regclass
        where not (c.relrowsecurity and c.relforcerowsecurity)
        union all
        select 'sees ' || p.polrelid::regclass || ' by the policy ' || p.polname || ', which is not the tenant''s',
            'drop policy ' || p.polname || ' on ' || p.polrelid::regclass || '.'
        from pg_policy p join pg_class c on c.oid = p.polrelid
        where c.relnamespace = 'risk'::regnamespace and p.polname <> 'tenant_reads'
            and exists (select from unnest(p.polroles) as r(id)
                where r.id = 0 or pg_has_role(current_user, r.id, 'usage'))
        union all
        select 'may read the partition ' || c.oid::regclass || ' directly, past the journal''s policy',
            'revoke all on ' || c.oid::regclass || ' from risk_reader.'
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'risk.journal'::regclass and has_any_column_privilege(c.oid, 'select')
        union all
        select 'may write ' || t.name, 'revoke insert, update on ' || t.name || ' from risk_reader.'
        from (values {OursWithTenants}) as t(name)
        where has_any_column_privilege(t.name, 'insert, update')
        """;

    private const string Projector =
        """
        union all
        select 'may write the journal', 'revoke insert, update on risk.journal from risk_projector.'
        where has_any_column_privilege('risk.journal', 'insert, update')
        union all
        select 'may read keys',
            'revoke select on risk.subject_keys, risk.tenant_keys, risk.api_keys from risk_projector.'
        from (values ('risk.subject_keys'), ('risk.tenant_keys'), ('risk.api_keys')) as t(name)
        where has_any_column_privilege(t.name, 'select')
        union all
        select 'bypasses row-level security', 'alter role risk_projector nobypassrls.'
        from pg_roles where rolname = current_user and rolbypassrls
        """;

    private const string Operator =
        """
        union all
        select 'may read or write ' || t.name, 'revoke all on ' || t.name || ' from risk_operator.'
        from (values ('risk.journal'), ('risk.subject_keys'), ('risk.snapshots'), ('risk.projections')) as t(name)
        where has_any_column_privilege(t.name, 'select, insert, update')
        union all
        select 'bypasses row-level security', 'alter role risk_operator nobypassrls.'
        from pg_roles where rolname = current_user and rolbypassrls
        """;
}
