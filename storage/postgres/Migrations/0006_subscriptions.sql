-- Subscriptions of tenants to their feeds. Accounts and customers stand in them by pseudonym. Runs as risk_owner.

create table subscriptions (
    tenant     int    not null,
    id         text   not null,
    created_at bigint not null,
    content    bytea  not null,
    primary key (tenant, id)
);

alter table subscriptions enable row level security, force row level security;
create policy tenant_reads on subscriptions for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on subscriptions to risk_operator using (true) with check (true);
grant select on subscriptions to risk_reader;
grant select, insert, delete on subscriptions to risk_operator;
