-- serves: 6
-- The processes that serve from this journal, and what each can compute. Runs as risk_owner.

create table nodes (
    node        text        primary key,
    newest_fold smallint    not null,
    schema      int         not null,
    seen        timestamptz not null
);

alter table nodes enable row level security, force row level security;
create policy operator_all on nodes to risk_operator using (true) with check (true);
grant select, insert, update, delete on nodes to risk_operator;
