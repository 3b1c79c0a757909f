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
            execute format('alter table risk.journal attach partition risk.journal_%s for values in (%s)', wanted, wanted);
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
    update lanes set last_commit = number, last_refused = refused
        where id = moved and last_commit = number - 1 and closed_at is null;
    if not found then
        raise exception 'commit % is not the next of lane %', number, moved using errcode = 'object_not_in_prerequisite_state';
    end if;
end
$$;
revoke execute on function advance_lane(int, bigint, int) from public;
grant execute on function advance_lane(int, bigint, int) to risk_writer;
