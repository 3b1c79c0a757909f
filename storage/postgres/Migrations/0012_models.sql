-- serves: 6
-- Models of tenants. They hold weights, thresholds and rows of features that name nobody, and no customer's data; so
-- they lie here unsealed, bound by their hash. A row stands as it was uploaded: all that can come to it is who approved
-- it. Runs as risk_owner.

create table models (
    tenant       int      not null,
    hash         bytea    not null check (octet_length(hash) = 32),
    role         smallint not null,
    kind         text     not null,
    owner        text     not null,
    purpose      text     not null,
    trained_from text,
    trained_to   text,
    data_hash    text,
    uploaded_by  text     not null,
    uploaded_at  bigint   not null,
    approved_by  text     check (approved_by <> uploaded_by),
    approved_at  bigint,
    report       bytea    not null,
    file         bytea    not null,
    primary key (tenant, hash)
);

alter table models enable row level security, force row level security;
create policy tenant_reads on models for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on models to risk_operator using (true) with check (true);
grant select on models to risk_reader;
grant select, insert, update (approved_by, approved_at) on models to risk_operator;
