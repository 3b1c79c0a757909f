-- serves: 6
-- How far each tenant's accounts have been gone through for the civil day that ended. Runs as risk_owner.

create table day_sweeps (
    tenant  int         primary key,
    day     int         not null,
    done    boolean     not null,
    after   bytea,
    node    text,
    until   timestamptz
);

alter table day_sweeps enable row level security, force row level security;
create policy operator_all on day_sweeps to risk_operator using (true) with check (true);
grant select, insert, update on day_sweeps to risk_operator;
