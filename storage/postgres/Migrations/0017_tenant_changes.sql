-- serves: 6
-- Every change of what a tenant has in force, numbered without a gap and written in the transaction of its effect; two
-- writers meet in one key. Each row holds the hash of the one before. Rows are added and never changed. Tenant 0 is the
-- platform itself. Runs as risk_owner.

create table tenant_changes (
    tenant        int      not null,
    sequence      bigint   not null check (sequence > 0),
    kind          smallint not null,
    subject       text     not null,
    version       int      not null,
    actor         text     not null,
    at            bigint   not null,
    content_hash  bytea    not null check (octet_length(content_hash) = 32),
    previous_hash bytea    not null check (octet_length(previous_hash) = 32),
    primary key (tenant, sequence)
);

alter table tenant_changes enable row level security, force row level security;
create policy tenant_reads on tenant_changes for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on tenant_changes to risk_operator using (true) with check (true);
grant select on tenant_changes to risk_reader;
grant select (tenant, sequence), insert on tenant_changes to risk_operator;

-- Thresholds, scoring versions, model deployments and category rules are changes of the tenant and written with them.
-- Populations are computed, and lie with what they are computed from.
create policy operator_publishes on publications for insert to risk_operator with check (kind <> 1);
grant insert on publications to risk_operator;

-- A tenant's first thresholds and scoring version are written when it is made. Tenants that were made before, and of
-- which nothing was ever read, get theirs here: thresholds where they differ from the standard ones, and the newest
-- scoring version that the program of this migration computes.
alter table publications no force row level security;
insert into publications
select tenant, 2, 2, extract(epoch from now())::bigint * 1000, sha256(content), content from (
    select id as tenant, '\x01'::bytea || set_byte(set_byte(set_byte(set_byte('\x00000000'::bytea,
        0, review % 256), 1, review / 256), 2, decline % 256), 3, decline / 256) as content
    from (select id, coalesce((settings ->> 'reviewAt')::int, 382) as review,
        coalesce((settings ->> 'declineAt')::int, 548) as decline from tenants) as stated
    where (review, decline) <> (382, 548)) as first_thresholds
where not exists (select from publications p where p.tenant = first_thresholds.tenant and p.kind = 2);
insert into publications
select id, 3, 1, extract(epoch from now())::bigint * 1000, sha256('\x010300'::bytea), '\x010300'::bytea from tenants t
where not exists (select from publications p where p.tenant = t.id and p.kind = 3);
alter table publications force row level security;
