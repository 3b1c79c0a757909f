-- serves: 6
-- Where to look for a customer's accounts, both by pseudonym: written before the account's own record says so, and
-- believed only as far as the account does. And what became of administrative calls that may be sent again. Runs as
-- risk_owner.

create table customer_accounts (
    tenant   int   not null,
    customer bytea not null check (octet_length(customer) = 16),
    account  bytea not null check (octet_length(account) = 16),
    primary key (tenant, customer, account)
);

alter table customer_accounts enable row level security, force row level security;
create policy tenant_reads on customer_accounts for select to risk_reader using (tenant = (select current_tenant()));
create policy operator_all on customer_accounts to risk_operator using (true) with check (true);
grant select on customer_accounts to risk_reader;
grant select, insert on customer_accounts to risk_operator;

-- Of one caller's key. Without a status the call is under way, or broke off and nobody knows how far it came.
create table repeats (
    caller text   not null,
    key    text   not null,
    hash   bytea  not null,
    at     bigint not null,
    status int,
    answer bytea,
    primary key (caller, key)
);
create index repeats_by_age on repeats (at);

alter table repeats enable row level security, force row level security;
create policy operator_all on repeats to risk_operator using (true) with check (true);
grant select, insert, update, delete on repeats to risk_operator;
