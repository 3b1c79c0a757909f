-- Column maps of tenants. They name columns of files and hold no customer's data. Runs as risk_owner.

create table maps (
    tenant     int    not null,
    name       text   not null,
    version    int    not null,
    hash       bytea  not null check (octet_length(hash) = 32),
    created_at bigint not null,
    content    bytea  not null,
    primary key (tenant, name, version)
);

alter table maps enable row level security, force row level security;
create policy tenant_reads on maps for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on maps to risk_operator using (true) with check (true);
grant select on maps to risk_reader;
grant select, insert on maps to risk_operator;
