-- Processes that hold the keys of the same tenants share a scope: their lanes are folded by them and by nobody else,
-- for nobody else could open the records. Without scopes, as in standalone, everybody folds every lane.
alter table lanes add column scope text not null default '' check (scope ~ '^[a-z0-9-]{0,32}$');
grant insert (scope) on lanes to risk_writer;

-- A tenant's keys are wrapped anew when it moves to a scope of another key-encryption key. Only the owner's functions
-- do that, each for the one tenant it names for its own transaction; otherwise the owner sees nothing, as before.
create policy owner_rewraps on tenant_keys to risk_owner
    using (tenant = (select nullif(current_setting('risk.rewrapped_tenant', true), '')::int))
    with check (tenant = (select nullif(current_setting('risk.rewrapped_tenant', true), '')::int));
