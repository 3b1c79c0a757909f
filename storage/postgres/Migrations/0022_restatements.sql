-- serves: 17
-- How far each tenant's accounts have been rebuilt for the scoring deployment that counts. Runs as risk_owner.

create table restatements (
    tenant      int         primary key,
    deployment  int         not null,
    begun       timestamptz not null,
    done        timestamptz,
    after       bytea,
    asked       bigint      not null default 0,
    restated    bigint      not null default 0,
    moved       bigint      not null default 0,
    left_as_is  bigint      not null default 0,
    node        text,
    until       timestamptz
);

alter table restatements enable row level security, force row level security;
create policy operator_all on restatements to risk_operator using (true) with check (true);
grant select, insert, update on restatements to risk_operator;
