-- A tenant moves from one pool to another in three steps, each one transaction:
--   keys    its keys, wrapped for the new pool, lie beside those in force      (hand_keys)
--   leave   the epoch grows; no pool serves it, the old one drains and folds   (begin_move)
--   arrive  every silo has let go and all is folded: keys in force change over with the pool  (finish_moves)
-- Whoever began it may be gone after any of them: before `leave` the tenant is at home where it was, after it any silo
-- takes the last step.

create table pools (
    pool    text primary key check (pool ~ '^[a-z0-9-]{1,32}$'),
    address text not null
);
comment on table pools is 'Where HTTP of a pool is answered; each silo says so when it starts.';

alter table tenant_pools
    add column moving_to    text check (moving_to ~ '^[a-z0-9-]{1,32}$'),
    add column moving_since bigint;

create table handed_keys (
    tenant   int      not null references tenant_pools,
    purpose  smallint not null,
    version  int      not null,
    target   text     not null,
    kek_name text     not null,
    wrapped  bytea    not null,
    binding  bytea    not null,
    primary key (tenant, purpose, version)
);

create table departures (
    tenant     int    not null references tenant_pools,
    since      bigint not null,
    address    text   not null,
    port       int    not null,
    generation int    not null,
    primary key (tenant, since, address, port, generation)
);
comment on table departures is 'Which silo has no turn of a leaving tenant any more.';

-- What must be folded before the tenant's keys may go: how far the old pool had written when the last silo let go.
create table departure_lanes (
    tenant        int    not null references tenant_pools,
    lane          int    not null,
    commit_number bigint not null,
    primary key (tenant, lane)
);

drop function move_tenant(int, text);

create function announce_pool(named text, at text) returns void
language sql security definer set search_path = cluster as $$
    insert into pools values (named, at) on conflict (pool) do update set address = excluded.address
        where pools.address <> excluded.address
$$;

create function hand_keys(
    moved int, to_pool text, purposes smallint[], versions int[], keks text[], wraps bytea[], bindings bytea[])
returns void language plpgsql security definer set search_path = cluster as $$
begin
    perform from tenant_pools where tenant = moved and moving_to is null for update;
    if not found then
        raise exception 'tenant % is not there, or is moving already', moved using errcode = 'no_data_found';
    end if;
    delete from handed_keys where tenant = moved;
    insert into handed_keys
    select moved, k.purpose, k.version, to_pool, k.kek, k.wrapped, k.binding
    from unnest(purposes, versions, keks, wraps, bindings) as k(purpose, version, kek, wrapped, binding);
end
$$;

-- Returns the epoch from which it counts.
create function begin_move(moved int, to_pool text) returns bigint
language plpgsql security definer set search_path = cluster as $$
declare
    now_at bigint;
begin
    perform from tenant_pools where tenant = moved and moving_to is null for update;
    if not found then
        raise exception 'tenant % is not there, or is moving already', moved using errcode = 'no_data_found';
    end if;
    perform set_config('risk.rewrapped_tenant', moved::text, true);
    if exists (
        select from risk.tenant_keys k where k.tenant = moved and not exists (
            select from handed_keys h
            where (h.tenant, h.purpose, h.version, h.target) = (moved, k.purpose, k.version, to_pool))) then
        raise exception 'the keys of tenant % were not handed to pool %', moved, to_pool
            using errcode = 'no_data_found';
    end if;
    update pool_map set epoch = epoch + 1 returning epoch into now_at;
    update tenant_pools set moving_to = to_pool, moving_since = now_at where tenant = moved;
    perform set_config('risk.rewrapped_tenant', '', true);
    return now_at;
end
$$;

-- Back to where it was, as long as it has not arrived.
create function cancel_move(moved int) returns boolean
language plpgsql security definer set search_path = cluster as $$
begin
    update tenant_pools set moving_to = null, moving_since = null where tenant = moved and moving_to is not null;
    if not found then
        return false;
    end if;
    update pool_map set epoch = epoch + 1;
    delete from handed_keys where tenant = moved;
    delete from departures where tenant = moved;
    delete from departure_lanes where tenant = moved;
    return true;
end
$$;

create function let_go(moved int, began bigint, at_address text, at_port int, at_generation int) returns void
language plpgsql security definer set search_path = cluster as $$
begin
    perform from tenant_pools where tenant = moved and moving_since = began for update;
    if not found then
        return;
    end if;
    insert into departures values (moved, began, at_address, at_port, at_generation) on conflict do nothing;
    if found then
        insert into departure_lanes as d
        select moved, l.id, l.last_commit from risk.lanes l
        where l.scope in ((select pool from tenant_pools where tenant = moved), '')
        on conflict (tenant, lane) do update set commit_number = greatest(d.commit_number, excluded.commit_number);
    end if;
end
$$;

-- Takes the last step for every tenant that may take it; returns how many arrived.
create function finish_moves(of_deployment text) returns int
language plpgsql security definer set search_path = cluster as $$
declare
    leaving record;
    arrived int := 0;
begin
    for leaving in select * from tenant_pools where moving_to is not null for update skip locked loop
        -- A member that did not let go may still be at work. One that is no member any more meets the fence.
        continue when exists (
            select from silos s where s.deployment = of_deployment and s.status = 3 and not exists (
                select from departures d
                where (d.tenant, d.since, d.address, d.port, d.generation)
                    = (leaving.tenant, leaving.moving_since, s.address, s.port, s.generation)));
        continue when not exists (select from departures d where d.tenant = leaving.tenant);
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

revoke all on function announce_pool(text, text), let_go(int, bigint, text, int, int), finish_moves(text),
    hand_keys(int, text, smallint[], int[], text[], bytea[], bytea[]), begin_move(int, text), cancel_move(int)
    from public;
grant execute on function announce_pool(text, text), let_go(int, bigint, text, int, int), finish_moves(text)
    to risk_silo;
grant execute on function hand_keys(int, text, smallint[], int[], text[], bytea[], bytea[]), begin_move(int, text),
    cancel_move(int) to risk_operator;
grant select on pools to risk_silo;
grant select on tenant_pools, pool_map to risk_operator;
