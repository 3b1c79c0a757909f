-- Tenants, their keys, and what their accounts share. Runs as risk_owner.

create table tenants (
    id         int generated always as identity primary key,
    name       text        not null unique,
    version    int         not null,
    settings   jsonb       not null,
    created_at timestamptz not null default now()
);

create table api_keys (
    id          text   primary key,
    tenant      int    references tenants,
    label       text   not null,
    roles       int    not null,
    secret_hash bytea  not null check (octet_length(secret_hash) = 32),
    created_at  bigint not null,
    expires_at  bigint,
    revoked_at  bigint,
    change      bigint not null
);
create index api_keys_tenant on api_keys (tenant);
create index api_keys_change on api_keys (change);
comment on column api_keys.change is 'Number of the newest change to this key, from key_changes.';

-- Moved in the transaction of each change to a key, so that changes are numbered in the order in which they are seen:
-- who asks for those after a number misses none, and no two clocks have to agree.
create table key_changes (
    number   bigint  not null default 0,
    only_one boolean primary key default true check (only_one)
);
insert into key_changes default values;

create table tenant_keys (
    tenant   int      not null,
    purpose  smallint not null,
    version  int      not null,
    status   smallint not null,
    kek_name text     not null,
    wrapped  bytea    not null,
    binding  bytea    not null,
    primary key (tenant, purpose, version)
);

create table publications (
    tenant       int      not null,
    kind         smallint not null,
    version      int      not null,
    published_at bigint   not null,
    hash         bytea    not null check (octet_length(hash) = 32),
    content      bytea    not null,
    primary key (tenant, kind, version)
);

create table projections (
    tenant int    not null,
    key    bigint not null,
    counts bytea  not null,
    primary key (tenant, key)
) with (fillfactor = 80);

create table lane_positions (
    lane          int    primary key,
    commit_number bigint not null
) with (fillfactor = 20);
comment on table lane_positions is
    'How far the projections have folded each lane; moved in the transaction that writes them.';

alter table tenant_keys  enable row level security, force row level security;
alter table publications enable row level security, force row level security;
alter table projections  enable row level security, force row level security;

create policy tenant_reads   on tenant_keys  for select to risk_reader using (tenant = (select current_tenant()));
create policy tenant_reads   on publications for select to risk_reader using (tenant = (select current_tenant()));
create policy tenant_reads   on projections  for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_adds  on tenant_keys  for insert to risk_operator with check (true);
create policy projector_all  on publications to risk_projector using (true) with check (true);
create policy projector_all  on projections  to risk_projector using (true) with check (true);

grant select on tenant_keys, publications, projections to risk_reader;
grant select, insert on publications to risk_projector;
grant select, insert, update on projections, lane_positions to risk_projector;
grant insert on tenant_keys to risk_operator;
grant select, insert on tenants, api_keys to risk_operator;
grant update (version, settings) on tenants to risk_operator;
grant update (revoked_at, change) on api_keys to risk_operator;
grant select, update (number) on key_changes to risk_operator;
