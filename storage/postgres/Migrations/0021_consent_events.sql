-- serves: 17
-- Changes of consents as the feed tells them: a row goes in with the tenant's numbered change, in one transaction, so
-- neither is there without the other. Each says up to which commit of each writer it came later. Nothing personal lies
-- here. A consent that has ended is noted as told once. Runs as risk_owner.

create table consent_events (
    tenant  int      not null,
    number  bigint   not null,
    consent bytea    not null check (octet_length(consent) = 16),
    kind    smallint not null check (kind between 1 and 3), -- given, revoked, expired
    at      bigint   not null,
    floor   int      not null,
    writers int[]    not null,
    commits bigint[] not null check (cardinality(commits) = cardinality(writers)),
    primary key (tenant, number)
);

alter table consent_events enable row level security, force row level security;
create policy tenant_reads on consent_events for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on consent_events to risk_operator using (true) with check (true);
grant select on consent_events to risk_reader;
grant insert on consent_events to risk_operator;

-- What ended before there were events is told by nobody.
alter table consents add column expired_at bigint;
alter table consents no force row level security;
update consents set expired_at = ends_at where ends_at <= extract(epoch from now()) * 1000;
alter table consents force row level security;
create index consents_ending on consents (tenant, ends_at) where revoked_at is null and expired_at is null;
grant update (expired_at) on consents to risk_operator;
