-- serves: 17
-- Consents of customers: given and revoked by numbered changes of the tenant. Who a consent is of lies in the sealed
-- content; the subject's column is a pseudonym. Beside the journal lies which accounts have data under which consent,
-- written before the record that says so. Runs as risk_owner.

create table consents (
    tenant       int    not null,
    id           bytea  not null check (octet_length(id) = 16),
    subject      bytea  not null check (octet_length(subject) = 16),
    purpose      text   not null,
    begins_at    bigint not null,
    ends_at      bigint not null check (ends_at > begins_at),
    history_days int    not null check (history_days >= 0),
    created_at   bigint not null,
    revoked_at   bigint,
    content      bytea  not null,
    primary key (tenant, id)
);
create index consents_by_age on consents (tenant, created_at, id);
create index consents_revoked on consents (tenant) where revoked_at is not null;

alter table consents enable row level security, force row level security;
create policy tenant_reads on consents for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on consents to risk_operator using (true) with check (true);
grant select on consents to risk_reader;
grant select, insert, update (revoked_at) on consents to risk_operator;

create table consent_accounts (
    tenant     int     not null,
    consent    bytea   not null check (octet_length(consent) = 16),
    account    bytea   not null check (octet_length(account) = 16),
    taken_back boolean not null default false,
    primary key (tenant, consent, account)
);
create index consent_accounts_by_account on consent_accounts (tenant, account) where not taken_back;

alter table consent_accounts enable row level security, force row level security;
create policy tenant_reads on consent_accounts for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on consent_accounts to risk_operator using (true) with check (true);
grant select on consent_accounts to risk_reader;
grant select, insert, update (taken_back) on consent_accounts to risk_operator;
