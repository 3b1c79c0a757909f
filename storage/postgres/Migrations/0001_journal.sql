-- The journal and what an account needs beside it. Runs as risk_owner.

create table deployment (
    id         uuid        not null default gen_random_uuid(),
    created_at timestamptz not null default now(),
    only_one   boolean     primary key default true check (only_one)
);
comment on table deployment is 'The random id that every seal is bound to.';
insert into deployment default values;

create table lanes (
    id           int generated always as identity primary key, -- never reused
    opened_at    timestamptz not null default now(),
    closed_at    timestamptz,
    last_commit  bigint not null default 0,
    last_refused int    not null default 0,
    writer       text   not null
) with (fillfactor = 20); -- one row a process, updated with every commit: room on the page keeps that a HOT update
comment on column lanes.last_commit is
    'Moved in the transaction of each commit: what a writer asks when a COMMIT was not answered.';
comment on column lanes.last_refused is 'Rows of the last commit that were left out, fenced or blocked.';

-- Causes come before effects: the number is drawn while a commit writes, so a record written after another was
-- committed has a greater one, whatever lanes they took. Lanes are merged by it where a read has to be cut.
create sequence journal_ordinal;

create table journal (
    tenant         int      not null,
    account        bytea    not null,
    generation     smallint not null,
    kind           smallint not null,
    fold_version   int      not null,
    first_sequence bigint   not null,
    last_sequence  bigint   not null,
    period         int      not null,
    next_period    int      not null,
    lane           int      not null,
    commit_number  bigint   not null,
    ordinal        bigint   not null default nextval('journal_ordinal'),
    state_hash     bigint   not null,
    previous_hash  bytea    not null,
    identities     bytea    not null,
    sealed         bytea    not null,
    base           bytea,
    primary key (tenant, account, first_sequence, period)
) partition by list (period); -- and no default partition: a row of a dropped period is refused
alter table journal alter sealed set storage external, alter base set storage external;
comment on column journal.period is
    'Taken from the record before (next_period), so that two writers of one state meet in one key.';
create index journal_feed on journal (lane, commit_number);

create table subject_keys (
    tenant             int      not null,
    account            bytea    not null check (octet_length(account) = 16),
    generation         smallint not null,
    version            smallint not null,
    first_period       int      not null,
    tenant_key_version int      not null,
    sealed_key         bytea    not null,
    tombstone          boolean  not null default false,
    primary key (tenant, account)
);
comment on table subject_keys is 'Never deleted: no row means never written, a tombstone means erased.';

create table snapshots (
    tenant       int      not null,
    account      bytea    not null check (octet_length(account) = 16),
    generation   smallint not null,
    sequence     bigint   not null,
    fold_version int      not null,
    next_period  int      not null,
    record_hash  bytea    not null,
    body         bytea    not null,
    primary key (tenant, account)
) with (fillfactor = 80);
alter table snapshots alter body set storage external;

alter table journal      enable row level security, force row level security;
alter table subject_keys enable row level security, force row level security;
alter table snapshots    enable row level security, force row level security;

-- Without app.tenant the comparison is with null, and nothing is seen.
create function current_tenant() returns int language sql stable parallel safe
    return nullif(current_setting('app.tenant', true), '')::int;

create policy tenant_reads on journal      for select to risk_reader using (tenant = (select current_tenant()));
create policy tenant_reads on subject_keys for select to risk_reader using (tenant = (select current_tenant()));
create policy tenant_reads on snapshots    for select to risk_reader using (tenant = (select current_tenant()));
create policy folds_all    on journal      for select to risk_projector using (true);

grant usage on schema risk to risk_writer, risk_reader, risk_projector, risk_operator;
grant select on deployment, migrations to risk_writer, risk_reader, risk_projector, risk_operator;
grant select on lanes to risk_writer, risk_reader, risk_projector, risk_operator;

grant insert on journal, subject_keys to risk_writer;
grant usage on sequence journal_ordinal to risk_writer;
grant insert (writer), update (last_commit, last_refused, closed_at) on lanes to risk_writer;
grant insert, update, select (tenant, account, sequence) on snapshots to risk_writer;

grant select on journal, subject_keys, snapshots to risk_reader;
grant select on journal to risk_projector;
