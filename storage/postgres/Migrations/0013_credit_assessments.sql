-- serves: 6
-- Credit assessments as they were answered, sealed under the tenant's key and bound to tenant and id. Runs as
-- risk_owner.

create table credit_assessments (
    tenant     int    not null,
    id         bytea  not null check (octet_length(id) = 16),
    created_at bigint not null,
    content    bytea  not null,
    primary key (tenant, id)
);

alter table credit_assessments enable row level security, force row level security;
create policy tenant_reads on credit_assessments for select to risk_reader
    using (tenant = (select current_tenant()));
create policy operator_all on credit_assessments to risk_operator using (true) with check (true);
grant select on credit_assessments to risk_reader;
grant select, insert on credit_assessments to risk_operator;
