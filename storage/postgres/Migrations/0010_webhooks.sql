-- serves: 6
-- Webhooks of tenants, how far each has come, and what of it waits. Addresses and secrets stand sealed; events stand
-- by account and sequence and are read from the journal again when they are sent. Runs as risk_owner.

create table webhooks (
    tenant     int    not null,
    id         text   not null,
    created_at bigint not null,
    version    int    not null,
    content    bytea  not null,
    sealed     bytea  not null,
    primary key (tenant, id)
);

-- The cursor is where the webhook goes on; whoever moves it holds the lease: holder, epoch, and until when.
create table webhook_places (
    tenant        int         not null,
    webhook       text        not null,
    cursor        text        not null,
    enabled       boolean     not null default true,
    reason        text,
    disabled_at   bigint,
    failing_since bigint,
    holder        text        not null default '',
    epoch         bigint      not null default 0,
    held_until    timestamptz not null default '-infinity',
    primary key (tenant, webhook),
    foreign key (tenant, webhook) references webhooks (tenant, id) on delete cascade
);

-- Events that wait for another attempt, in the order of their numbers, and dead letters.
create table webhook_events (
    tenant   int     not null,
    webhook  text    not null,
    number   bigint  not null generated always as identity,
    event    text    not null,
    type     text    not null,
    account  bytea   not null check (octet_length(account) = 16),
    sequence bigint  not null,
    crossing text,
    dead     boolean not null default false,
    attempts int     not null,
    held_at  bigint  not null,
    due_at   bigint  not null,
    cause    text    not null,
    primary key (tenant, webhook, number),
    foreign key (tenant, webhook) references webhooks (tenant, id) on delete cascade
);
create index webhook_events_in_order on webhook_events (tenant, webhook, account, number) where not dead;

create table webhook_deliveries (
    tenant       int    not null,
    webhook      text   not null,
    number       bigint not null generated always as identity,
    event        text   not null,
    type         text   not null,
    at           bigint not null,
    attempt      int    not null,
    status       int,
    result       text   not null,
    milliseconds int    not null,
    primary key (tenant, webhook, number),
    foreign key (tenant, webhook) references webhooks (tenant, id) on delete cascade
);

do $$
declare
    named text;
begin
    foreach named in array array['webhooks', 'webhook_places', 'webhook_events', 'webhook_deliveries'] loop
        execute format('alter table %I enable row level security, force row level security', named);
        execute format('create policy tenant_reads on %I for select to risk_reader '
            'using (tenant = (select current_tenant()))', named);
        execute format('create policy projector_all on %I to risk_projector using (true) with check (true)', named);
        execute format('grant select on %I to risk_reader, risk_projector', named);
    end loop;
end
$$;

-- Who administers makes and ends webhooks; who reads the feed for all tenants carries them.
create policy operator_all on webhooks to risk_operator using (true) with check (true);
create policy operator_all on webhook_places to risk_operator using (true) with check (true);
grant select, insert, update, delete on webhooks to risk_operator;
grant insert on webhook_places to risk_operator;
grant update on webhook_places to risk_projector;
grant insert, update, delete on webhook_events to risk_projector;
grant insert, delete on webhook_deliveries to risk_projector;
