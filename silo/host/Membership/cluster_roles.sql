-- The role silos log in with for membership and the pool map; it reads no customer's data. Runs before every migration.
do $$
begin
    if not exists (select from pg_roles where rolname = 'risk_silo') then
        begin
            create role risk_silo login nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
        exception when duplicate_object or unique_violation then
            null; -- another database's migration was quicker
        end;
    end if;
    if not pg_has_role(current_user, 'risk_silo', 'member') then
        grant risk_silo to current_user;
    end if;
    execute format('grant connect on database %I to risk_silo', current_database());
end
$$;
