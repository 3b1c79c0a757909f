-- serves: 17
-- Persons who sign in, of a tenant or of the platform (tenant 0), with their credentials. Who a person is lies sealed;
-- what persons are looked up by is a keyed hash, and so is the address that somebody signs in from. Read and written by
-- risk_operator alone, as API keys are: who signs in has no tenant yet. Runs as risk_owner.

create table persons (
    tenant     int    not null,
    id         bytea  not null check (octet_length(id) = 16),
    lookup     bytea  not null check (octet_length(lookup) = 16),
    roles      text[] not null,
    sealed     bytea  not null,
    created_at bigint not null,
    ended_at   bigint,
    primary key (tenant, id)
);
create unique index persons_by_lookup on persons (tenant, lookup) where ended_at is null;

create table person_passwords (
    tenant int    not null,
    person bytea  not null,
    hash   text   not null,
    set_at bigint not null,
    primary key (tenant, person),
    foreign key (tenant, person) references persons (tenant, id)
);

-- A step is taken if it is later than the newest that was: so each code is taken once, on whichever silo.
create table person_codes (
    tenant    int    not null,
    person    bytea  not null,
    sealed    bytea  not null,
    last_step bigint not null,
    set_at    bigint not null,
    primary key (tenant, person),
    foreign key (tenant, person) references persons (tenant, id)
);

create table person_recovery_codes (
    tenant  int    not null,
    person  bytea  not null,
    hash    bytea  not null check (octet_length(hash) = 32),
    used_at bigint,
    primary key (tenant, person, hash),
    foreign key (tenant, person) references persons (tenant, id)
);

create table invitations (
    tenant      int    not null,
    id          bytea  not null check (octet_length(id) = 16),
    secret_hash bytea  not null check (octet_length(secret_hash) = 32),
    lookup      bytea  not null check (octet_length(lookup) = 16),
    roles       text[] not null,
    sealed      bytea  not null,
    invited_by  text   not null,
    created_at  bigint not null,
    expires_at  bigint not null,
    used_at     bigint,
    primary key (tenant, id)
);

-- Attempts to sign in, by whom and from where; the wait grows with them. They go after a day.
create table sign_in_attempts (
    tenant   int      not null,
    kind     smallint not null,
    key      bytea    not null check (octet_length(key) = 16),
    attempts int      not null,
    at       bigint   not null,
    next_at  bigint   not null,
    primary key (tenant, kind, key)
);
create index sign_in_attempts_by_age on sign_in_attempts (at);

do $$
declare
    named text;
begin
    foreach named in array array['persons', 'person_passwords', 'person_codes', 'person_recovery_codes', 'invitations',
        'sign_in_attempts'] loop
        execute format('alter table %I enable row level security, force row level security', named);
        execute format('create policy operator_all on %I to risk_operator using (true) with check (true)', named);
        execute format('grant select, insert on %I to risk_operator', named);
    end loop;
end
$$;

grant update (roles, ended_at) on persons to risk_operator;
grant update (hash, set_at), delete on person_passwords to risk_operator;
grant update (sealed, last_step, set_at), delete on person_codes to risk_operator;
grant update (used_at), delete on person_recovery_codes to risk_operator;
grant update (used_at) on invitations to risk_operator;
grant update (attempts, at, next_at), delete on sign_in_attempts to risk_operator;
