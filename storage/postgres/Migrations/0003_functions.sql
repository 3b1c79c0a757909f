-- What the application roles may do beyond plain statements. Runs as risk_owner.

-- Makes the partitions of a range of months where they are missing. Attaching takes no lock that a writer would meet.
create function ensure_periods(first_period int, last_period int) returns int
    language plpgsql security definer set search_path = risk, pg_temp set lock_timeout = '2s' as
$$
declare
    wanted int := first_period;
    made   int := 0;
begin
    if first_period % 100 not between 1 and 12 or last_period % 100 not between 1 and 12
        or first_period < 200001 or last_period > 299912
        or (last_period / 100 - first_period / 100) * 12 + last_period % 100 - first_period % 100 > 120 then
        raise exception 'periods % to % are not months, or more than 120 of them', first_period, last_period
            using errcode = 'invalid_parameter_value';
    end if;

    perform pg_advisory_xact_lock(4711, 2); -- two callers at a time would make the same table twice
    while wanted <= last_period loop
        if to_regclass(format('risk.journal_%s', wanted)) is null then
            execute format('create table risk.journal_%s (like risk.journal including all)', wanted);
            execute format('alter table risk.journal_%s enable row level security, force row level security', wanted);
            execute format('alter table risk.journal attach partition risk.journal_%s for values in (%s)',
                wanted, wanted);
            made := made + 1;
        end if;
        wanted := case when wanted % 100 = 12 then wanted + 89 else wanted + 1 end;
    end loop;
    return made;
end
$$;
revoke execute on function ensure_periods(int, int) from public;
grant execute on function ensure_periods(int, int) to risk_operator;

-- Moves a lane to its next commit in the transaction that writes it; anything but the next one is an error, not a gap.
create function advance_lane(moved int, number bigint, refused int) returns void
    language plpgsql set search_path = risk, pg_temp as
$$
begin
    update lanes set last_commit = number, last_refused = refused where id = moved and last_commit = number - 1;
    if not found then
        raise exception 'commit % is not the next of lane %', number, moved
            using errcode = 'object_not_in_prerequisite_state';
    end if;
end
$$;
revoke execute on function advance_lane(int, bigint, int) from public;
grant execute on function advance_lane(int, bigint, int) to risk_writer;

-- Appends rows one by one, so that a row whose place is taken or held by another session does not keep the others
-- back. Answers for each: 1 committed (once the caller commits), 2 fenced, 3 blocked, 4 no such period. It runs as
-- the caller, who has no right to read the journal: whether a row went in is told by counting rows, not by returning
-- them.
create function append(
    writer int, number bigint, first_wait_ms int, wait_ms int, budget_ms int,
    tenants int[], accounts bytea[], generations smallint[], kinds smallint[], folds int[],
    firsts bigint[], lasts bigint[], periods int[], next_periods int[], state_hashes bigint[], previous_hashes bytea[],
    identity_lists bytea[], bodies bytea[], bases bytea[],
    key_generations smallint[], key_versions smallint[], key_periods int[], key_tenant_versions int[],
    sealed_keys bytea[])
    returns smallint[] language plpgsql set search_path = risk, pg_temp as
$$
declare
    entry    record;
    outcomes smallint[] := '{}';
    outcome  smallint;
    refused  int := 0;
    until    timestamptz := clock_timestamp() + make_interval(secs => budget_ms / 1000.0);
begin
    perform set_config('lock_timeout', first_wait_ms::text, true);
    for entry in
        select * from unnest(tenants, accounts, generations, kinds, folds, firsts, lasts, periods, next_periods,
            state_hashes, previous_hashes, identity_lists, bodies, bases,
            key_generations, key_versions, key_periods, key_tenant_versions, sealed_keys)
        as entries(tenant, account, generation, kind, fold, first, last, period, next_period, state_hash,
            previous_hash, identities, body, base, key_generation, key_version, key_period, key_tenant_version,
            sealed_key)
    loop
        outcome := 3;
        if clock_timestamp() < until then
            begin
                if entry.sealed_key is not null then
                    insert into subject_keys values (entry.tenant, entry.account, entry.key_generation,
                        entry.key_version, entry.key_period, entry.key_tenant_version, entry.sealed_key);
                end if;
                insert into journal values (entry.tenant, entry.account, entry.generation, entry.kind, entry.fold,
                    entry.first, entry.last, entry.period, entry.next_period, writer, number, default,
                    entry.state_hash, entry.previous_hash, entry.identities, entry.body, entry.base);
                outcome := 1;
            exception
                when unique_violation then
                    outcome := 2; -- and a key row of it, if there was one, is taken back with it
                when lock_not_available or deadlock_detected then
                    perform set_config('lock_timeout', wait_ms::text, true);
                when check_violation then
                    outcome := 4;
            end;
        end if;
        outcomes := outcomes || outcome;
        refused := refused + (outcome <> 1)::int;
    end loop;

    if refused < cardinality(outcomes) then
        perform advance_lane(writer, number, refused);
    end if;
    return outcomes;
end
$$;
revoke execute on function append from public;
grant execute on function append to risk_writer;

-- Keeps each snapshot where it is newer than the one kept. In the order of the key, so that two writers do not wait
-- for each other in a circle; and without "excluded", which would ask for the right to read the bodies.
create function keep_snapshots(
    tenants int[], accounts bytea[], generations smallint[], sequences bigint[], folds int[], next_periods int[],
    record_hashes bytea[], bodies bytea[])
    returns void language plpgsql set search_path = risk, pg_temp as
$$
declare
    given record;
begin
    for given in
        select * from unnest(tenants, accounts, generations, sequences, folds, next_periods, record_hashes, bodies)
            as g(tenant, account, generation, sequence, fold, next_period, record_hash, body)
        order by tenant, account
    loop
        insert into snapshots values (given.tenant, given.account, given.generation, given.sequence, given.fold,
            given.next_period, given.record_hash, given.body)
        on conflict do nothing;
        if not found then
            update snapshots as stored set
                generation = given.generation, sequence = given.sequence, fold_version = given.fold,
                next_period = given.next_period, record_hash = given.record_hash, body = given.body
            where stored.tenant = given.tenant and stored.account = given.account and stored.sequence < given.sequence;
        end if;
    end loop;
end
$$;
revoke execute on function keep_snapshots from public;
grant execute on function keep_snapshots to risk_writer;
