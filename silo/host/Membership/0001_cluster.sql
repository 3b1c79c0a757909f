-- What a cluster of silos keeps in the database: who is a member, and which pool serves which tenant. Runs as risk_owner in
-- the schema cluster; the statements below are what Orleans' membership provider asks for by name.

create table silo_lists (
    deployment text        primary key,
    version    int         not null,
    changed_at timestamptz not null default now()
);
comment on table silo_lists is 'One row a cluster: its version moves with every change of a member, so that two changes never pass each other.';

create table silos (
    deployment    text        not null references silo_lists,
    address       text        not null,
    port          int         not null,
    generation    int         not null,
    silo_name     text        not null,
    host_name     text        not null,
    status        int         not null,
    gateway_port  int         not null,
    suspect_times text,
    started_at    timestamptz not null,
    alive_at      timestamptz not null,
    primary key (deployment, address, port, generation)
) with (fillfactor = 50);

create table orleansquery (
    querykey  text primary key,
    querytext text not null
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
    with added as (
        insert into silo_lists (deployment, version) values (@DeploymentId, 0) on conflict do nothing returning 1)
    select count(*)::int from added'),
('InsertMembershipKey', '
    with advanced as (
        update silo_lists set version = version + 1, changed_at = now()
        where deployment = @DeploymentId and version = @Version and not exists (
            select from silos where deployment = @DeploymentId and address = @Address
                and port = @Port and generation = @Generation)
        returning deployment),
    added as (
        insert into silos (deployment, address, port, generation, silo_name, host_name, status, gateway_port,
            started_at, alive_at)
        select deployment, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort,
            @StartTime, @IAmAliveTime
        from advanced returning 1)
    select count(*)::int from added'),
('UpdateMembershipKey', '
    with advanced as (
        update silo_lists set version = version + 1, changed_at = now()
        where deployment = @DeploymentId and version = @Version and exists (
            select from silos where deployment = @DeploymentId and address = @Address
                and port = @Port and generation = @Generation)
        returning deployment),
    changed as (
        update silos set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
        from advanced
        where silos.deployment = advanced.deployment and address = @Address and port = @Port and generation = @Generation
        returning 1)
    select count(*)::int from changed'),
('UpdateIAmAlivetimeKey', '
    update silos set alive_at = @IAmAliveTime
    where deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),
('MembershipReadRowKey', '
    select l.deployment as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation,
        s.silo_name as SiloName, s.host_name as HostName, s.status as Status, s.gateway_port as ProxyPort,
        s.suspect_times as SuspectTimes, s.started_at as StartTime, s.alive_at as IAmAliveTime, l.version as Version
    from silo_lists l left join silos s on s.deployment = l.deployment
        and s.address = @Address and s.port = @Port and s.generation = @Generation
    where l.deployment = @DeploymentId'),
('MembershipReadAllKey', '
    select l.deployment as DeploymentId, s.address as Address, s.port as Port, s.generation as Generation,
        s.silo_name as SiloName, s.host_name as HostName, s.status as Status, s.gateway_port as ProxyPort,
        s.suspect_times as SuspectTimes, s.started_at as StartTime, s.alive_at as IAmAliveTime, l.version as Version
    from silo_lists l left join silos s on s.deployment = l.deployment
    where l.deployment = @DeploymentId'),
('DeleteMembershipTableEntriesKey', '
    with gone as (delete from silos where deployment = @DeploymentId returning 1)
    delete from silo_lists where deployment = @DeploymentId and (select count(*) from gone) >= 0'),
('CleanupDefunctSiloEntriesKey', '
    delete from silos where deployment = @DeploymentId and alive_at < @IAmAliveTime and status <> 3'),
('GatewaysQueryKey', '
    select address as Address, gateway_port as ProxyPort, generation as Generation
    from silos where deployment = @DeploymentId and status = @Status and gateway_port > 0');

create table pool_map (
    only_row     boolean primary key default true check (only_row),
    epoch        bigint  not null,
    default_pool text    not null
);
insert into pool_map (epoch, default_pool) values (1, 'main');

create table tenant_pools (
    tenant int  primary key references risk.tenants,
    pool   text not null check (pool ~ '^[a-z0-9-]{1,32}$')
);
comment on table tenant_pools is 'Which pool of silos serves which tenant. Every change moves the epoch in the same transaction.';

insert into tenant_pools (tenant, pool) select id, default_pool from risk.tenants, pool_map;

-- A new tenant is at home somewhere from its first moment, whoever made it.
create function place_new_tenant() returns trigger language plpgsql security definer set search_path = cluster as $$
begin
    update pool_map set epoch = epoch + 1;
    insert into tenant_pools (tenant, pool) select new.id, default_pool from pool_map;
    return new;
end
$$;
create trigger place_new_tenant after insert on risk.tenants for each row execute function place_new_tenant();

-- One transaction, so that a move has happened or has not. Returns the epoch from which it counts.
create function move_tenant(moved int, target text) returns bigint language plpgsql security definer set search_path = cluster as $$
declare
    now_at bigint;
begin
    update pool_map set epoch = epoch + 1 returning epoch into now_at;
    update tenant_pools set pool = target where tenant = moved;
    if not found then
        raise exception 'there is no tenant %', moved using errcode = 'no_data_found';
    end if;
    return now_at;
end
$$;

revoke all on function place_new_tenant(), move_tenant(int, text) from public;
grant execute on function move_tenant(int, text) to risk_operator;
grant usage on schema cluster to risk_silo, risk_operator;
grant select on orleansquery, pool_map, tenant_pools to risk_silo;
grant select, insert, update, delete on silo_lists, silos to risk_silo;
