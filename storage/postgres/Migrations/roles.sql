-- Roles belong to the server, not to one database: this runs before every migration, changes nothing where all is
-- well, and survives another database of the same server doing the same at the same moment. None gets a password
-- here: how a role logs in (password, peer, or SET ROLE by another login) is the operator's to configure.
do $$
declare
    wanted record;
begin
    for wanted in
        select * from (values
            ('risk_owner',     'nologin nobypassrls'),  -- owns everything, logs in nowhere
            ('risk_writer',    'login bypassrls'),      -- appends; under row-level security COPY is refused
            ('risk_reader',    'login nobypassrls'),    -- one tenant at a time, as app.tenant says
            ('risk_projector', 'login nobypassrls'),    -- reads all tenants' sealed records to fold what they share
            ('risk_operator',  'login nobypassrls')     -- tenants and keys, no customer's data
        ) as roles(name, attributes)
    loop
        if not exists (select from pg_roles where rolname = wanted.name) then
            begin
                execute format('create role %I nosuperuser nocreatedb nocreaterole noreplication %s',
                    wanted.name, wanted.attributes);
            exception when duplicate_object or unique_violation then
                null; -- another database's migration was quicker
            end;
        end if;

        -- Who migrates must be able to act as each of them; a superuser can already.
        if not pg_has_role(current_user, wanted.name, 'member') then
            execute format('grant %I to current_user', wanted.name);
        end if;
    end loop;

    execute format('grant create, connect on database %I to risk_owner', current_database());
    execute format('revoke connect, temporary on database %I from public', current_database());
    execute format('grant connect on database %I to risk_writer, risk_reader, risk_projector, risk_operator',
        current_database());
end
$$;
