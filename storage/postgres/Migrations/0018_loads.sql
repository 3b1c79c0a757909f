-- serves: 6
-- Loads: files of a lender as a draft, checked and not yet recorded. All content is sealed under the tenant's key and
-- bound to tenant, load and part. A load that is still arriving is shown to nobody. Runs as risk_owner.

create table loads (
    tenant      int      not null,
    id          bytea    not null check (octet_length(id) = 16),
    created_at  bigint   not null,
    expires_at  bigint   not null,
    state       smallint not null check (state between 0 and 3), -- arriving, draft, committing, committed
    parts_done  int      not null default 0,
    rows_done   bigint   not null default 0,
    refused     bigint   not null default 0,
    leased_until bigint  not null default 0,
    content     bytea    not null,
    primary key (tenant, id)
);
create index loads_by_expiry on loads (expires_at);

-- Kinds: 1 rows, 2 accounts, 3 findings.
create table load_parts (
    tenant  int      not null,
    load    bytea    not null check (octet_length(load) = 16),
    kind    smallint not null check (kind between 1 and 3),
    part    int      not null check (part >= 0),
    content bytea    not null,
    primary key (tenant, load, kind, part)
);

alter table loads enable row level security, force row level security;
create policy tenant_reads on loads for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on loads to risk_operator using (true) with check (true);
grant select on loads to risk_reader;
grant select (tenant, id, expires_at, state, leased_until), insert, delete on loads to risk_operator;
grant update (state, parts_done, rows_done, refused, leased_until, content) on loads to risk_operator;

alter table load_parts enable row level security, force row level security;
create policy tenant_reads on load_parts for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on load_parts to risk_operator using (true) with check (true);
grant select on load_parts to risk_reader;
grant select (tenant, load), insert, delete on load_parts to risk_operator;
