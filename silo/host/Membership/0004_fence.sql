-- serves: 3
-- A silo that stands still while a tenant leaves its pool, and is voted out, may wake with a turn of that tenant half
-- done. So before the tenant arrives, every writer of the old pool that did not let go of it is barred: from then on
-- the database takes nothing of it, in whatever lane. Two looks: the first one bars, and whatever was under way then is
-- over at the next.

alter table departures add column writer text;
comment on column departures.writer is 'What the silo''s lanes are signed with; null from a build that does not say.';

create table barred_writers (
    writer    text        primary key,
    tenant    int         not null references tenant_pools,
    barred_at timestamptz not null default now()
);
comment on table barred_writers is
    'Processes that did not let go of a tenant before it arrived elsewhere. Their next start signs anew.';

create function let_go(moved int, began bigint, at_address text, at_port int, at_generation int, signed text)
returns void language plpgsql security definer set search_path = cluster as $$
begin
    perform let_go(moved, began, at_address, at_port, at_generation);
    update departures set writer = signed
    where (tenant, since, address, port, generation) = (moved, began, at_address, at_port, at_generation);
end
$$;

-- Bars who did not let go; whether the tenant has to wait for the next look.
create function bar_writers(moved int, began bigint, old_pool text) returns boolean
language plpgsql security definer set search_path = cluster as $$
declare
    left_behind text[];
begin
    -- A silo of an older build does not say what it signs with, so nobody can be told from it: as before, then, the
    -- fence between two writers is all there is.
    if exists (select from departures d where (d.tenant, d.since) = (moved, began) and d.writer is null) then
        return false;
    end if;
    select array_agg(distinct l.writer) into left_behind
    from risk.lanes l
    where l.scope in (old_pool, '') and l.closed_at is null
        and l.writer not in (select d.writer from departures d where (d.tenant, d.since) = (moved, began))
        and l.writer not in (select b.writer from barred_writers b);
    if left_behind is null then
        return false;
    end if;
    -- Who opened a lane a moment ago may be on its way in, and will let go by itself.
    if not exists (
        select from risk.lanes l where l.writer = any (left_behind) and l.opened_at > now() - interval '30 s') then
        insert into barred_writers (writer, tenant) select unnest(left_behind), moved;
    end if;
    return true;
end
$$;

-- Whether barred writers have left something in the old pool that is not folded yet; waits for what they had under way.
create function barred_unfolded(old_pool text) returns boolean
language plpgsql security definer set search_path = cluster as $$
begin
    perform from risk.lanes l
    where l.closed_at is null and l.writer in (select b.writer from barred_writers b) for update;
    return exists (
        select from risk.lanes l left join risk.lane_positions p on p.lane = l.id
        where l.scope in (old_pool, '') and l.writer in (select b.writer from barred_writers b)
            and coalesce(p.commit_number, 0) < l.last_commit);
end
$$;

create or replace function finish_moves(of_deployment text) returns int
language plpgsql security definer set search_path = cluster as $$
declare
    leaving record;
    arrived int := 0;
begin
    for leaving in select * from tenant_pools where moving_to is not null for update skip locked loop
        -- A member that did not let go may still be at work. One that is no member any more is barred.
        continue when exists (
            select from silos s where s.deployment = of_deployment and s.status = 3 and not exists (
                select from departures d
                where (d.tenant, d.since, d.address, d.port, d.generation)
                    = (leaving.tenant, leaving.moving_since, s.address, s.port, s.generation)));
        continue when not exists (select from departures d where d.tenant = leaving.tenant);
        continue when bar_writers(leaving.tenant, leaving.moving_since, leaving.pool) or barred_unfolded(leaving.pool);
        continue when exists (
            select from departure_lanes d left join risk.lane_positions p on p.lane = d.lane
            where d.tenant = leaving.tenant and coalesce(p.commit_number, 0) < d.commit_number);
        perform set_config('risk.rewrapped_tenant', leaving.tenant::text, true);
        update risk.tenant_keys k set kek_name = h.kek_name, wrapped = h.wrapped, binding = h.binding
        from handed_keys h
        where (h.tenant, h.purpose, h.version) = (k.tenant, k.purpose, k.version) and k.tenant = leaving.tenant;
        update tenant_pools set pool = moving_to, moving_to = null, moving_since = null where tenant = leaving.tenant;
        update pool_map set epoch = epoch + 1;
        delete from handed_keys where tenant = leaving.tenant;
        delete from departures where tenant = leaving.tenant;
        delete from departure_lanes where tenant = leaving.tenant;
        arrived := arrived + 1;
    end loop;
    perform set_config('risk.rewrapped_tenant', '', true);
    return arrived;
end
$$;

-- The step of every commit, as before, and no step for who is barred. The row of the lane is held while it is looked
-- at, so whoever bars a writer and then waits for its lanes has seen its last commit.
create or replace function risk.advance_lane(moved int, number bigint, refused int) returns void
    language plpgsql set search_path = risk, pg_temp as
$$
begin
    update lanes set last_commit = number, last_refused = refused where id = moved and last_commit = number - 1;
    if not found then
        raise exception 'commit % is not the next of lane %', number, moved
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    if exists (select from cluster.barred_writers b join lanes l on l.writer = b.writer where l.id = moved) then
        raise exception 'the writer of lane % is barred: a tenant moved away while it stood still', moved
            using errcode = 'RB001';
    end if;
end
$$;

revoke all on function let_go(int, bigint, text, int, int, text), bar_writers(int, bigint, text), barred_unfolded(text)
    from public;
grant execute on function let_go(int, bigint, text, int, int, text) to risk_silo;
grant select on barred_writers to risk_silo, risk_writer;
grant usage on schema cluster to risk_writer;
