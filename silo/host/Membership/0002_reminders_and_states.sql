-- Reminders, and the states of Orleans' own grains (who subscribes to which stream). Accounts, counterparties and
-- tenants keep nothing here: their truth is the journal.

create table reminders (
    service    text        not null,
    grain      text        not null,
    name       text        not null,
    starts_at  timestamptz not null,
    period     bigint      not null,
    grain_hash int         not null,
    version    int         not null default 0,
    primary key (service, grain, name)
);
create index reminders_by_hash on reminders (service, grain_hash);

create table grain_states (
    service   text   not null,
    kind      text   not null,
    n0        bigint not null,
    n1        bigint not null,
    extension text,
    version   int    not null,
    payload   bytea,
    unique nulls not distinct (service, kind, n0, n1, extension)
);
alter table grain_states alter column payload set storage external;
comment on table grain_states is
    'Sealed. One row a grain: two first writes meet, where the script that Orleans ships would keep both.';

-- Which states were ever written: a row that is in here and not there was lost, and is not a fresh grain.
create table grain_states_written (
    service   text   not null,
    kind      text   not null,
    n0        bigint not null,
    n1        bigint not null,
    extension text,
    unique nulls not distinct (service, kind, n0, n1, extension)
);

insert into orleansquery (querykey, querytext) values
('UpsertReminderRowKey', '
    insert into reminders as r (service, grain, name, starts_at, period, grain_hash)
    values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
    on conflict (service, grain, name) do update set starts_at = excluded.starts_at, period = excluded.period,
        grain_hash = excluded.grain_hash, version = r.version + 1
    returning version as Version'),
('ReadReminderRowsKey', '
    select grain as GrainId, name as ReminderName, starts_at as StartTime, period as Period, version as Version
    from reminders where service = @ServiceId and grain = @GrainId'),
('ReadReminderRowKey', '
    select grain as GrainId, name as ReminderName, starts_at as StartTime, period as Period, version as Version
    from reminders where service = @ServiceId and grain = @GrainId and name = @ReminderName'),
('ReadRangeRows1Key', '
    select grain as GrainId, name as ReminderName, starts_at as StartTime, period as Period, version as Version
    from reminders where service = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash'),
('ReadRangeRows2Key', '
    select grain as GrainId, name as ReminderName, starts_at as StartTime, period as Period, version as Version
    from reminders where service = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)'),
('DeleteReminderRowKey', '
    with gone as (
        delete from reminders
        where service = @ServiceId and grain = @GrainId and name = @ReminderName and version = @Version returning 1)
    select count(*)::int from gone'),
('DeleteReminderRowsKey', '
    delete from reminders where service = @ServiceId'),
('ReadFromStorageKey', '
    select case when s.version is null then ''\x00''::bytea else s.payload end as PayloadBinary,
        now() as Now, coalesce(s.version, 0) as Version
    from grain_states_written w
        left join grain_states s on (s.service, s.kind, s.n0, s.n1) = (w.service, w.kind, w.n0, w.n1)
        and s.extension is not distinct from w.extension
    where w.service = @ServiceId and w.kind = @GrainTypeString and w.n0 = @GrainIdN0 and w.n1 = @GrainIdN1
        and w.extension is not distinct from @GrainIdExtensionString::text'),
('WriteToStorageKey', '
    with known as (
        insert into grain_states_written
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString::text
        where @GrainStateVersion::int is null
        on conflict do nothing returning 1),
    added as (
        insert into grain_states
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString::text, 1, @PayloadBinary
        from known on conflict do nothing returning version),
    changed as (
        update grain_states set payload = @PayloadBinary, version = version + 1
        where service = @ServiceId and kind = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
            and extension is not distinct from @GrainIdExtensionString::text and version = @GrainStateVersion::int
        returning version)
    select coalesce((select version from added), (select version from changed), @GrainStateVersion::int)
        as NewGrainStateVersion'),
('ClearStorageKey', '
    with gone as (
        delete from grain_states
        where service = @ServiceId and kind = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
            and extension is not distinct from @GrainIdExtensionString::text and version = @GrainStateVersion
        returning *),
    forgotten as (
        delete from grain_states_written w using gone g
        where (w.service, w.kind, w.n0, w.n1) = (g.service, g.kind, g.n0, g.n1)
            and w.extension is not distinct from g.extension returning 1)
    select g.version + 1 as NewGrainStateVersion from gone g'),
('DeleteStorageKey', '
    with gone as (
        delete from grain_states
        where service = @ServiceId and kind = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
            and extension is not distinct from @GrainIdExtensionString::text and version = @GrainStateVersion
        returning *),
    forgotten as (
        delete from grain_states_written w using gone g
        where (w.service, w.kind, w.n0, w.n1) = (g.service, g.kind, g.n0, g.n1)
            and w.extension is not distinct from g.extension returning 1)
    select g.version + 1 as NewGrainStateVersion from gone g');

grant select, insert, update, delete on reminders, grain_states, grain_states_written to risk_silo;
grant select on migrations to risk_silo;
