-- serves: 6
-- Beside an account's snapshot, which identities were recorded of it: sealed, derived from the journal, and as of the
-- sequence that stands in its first 8 bytes. Null where none was written yet. Runs as risk_owner.

alter table snapshots add column identities bytea;
alter table snapshots alter identities set storage external;

-- Keeps each snapshot where it is newer than the one kept, or as new and with identities. Identities that are not given
-- stay: what they lack stands in the journal. In the order of the key and without "excluded", as the function that this
-- one stands beside and which older programs still call.
create function keep_snapshots(
    tenants int[], accounts bytea[], generations smallint[], sequences bigint[], folds int[], next_periods int[],
    record_hashes bytea[], bodies bytea[], identity_indexes bytea[])
    returns void language plpgsql set search_path = risk, pg_temp as
$$
declare
    given record;
begin
    for given in
        select * from unnest(tenants, accounts, generations, sequences, folds, next_periods, record_hashes, bodies,
            identity_indexes)
            as g(tenant, account, generation, sequence, fold, next_period, record_hash, body, identities)
        order by tenant, account
    loop
        insert into snapshots values (given.tenant, given.account, given.generation, given.sequence, given.fold,
            given.next_period, given.record_hash, given.body, given.identities)
        on conflict do nothing;
        if not found and given.identities is null then
            update snapshots as stored set
                generation = given.generation, sequence = given.sequence, fold_version = given.fold,
                next_period = given.next_period, record_hash = given.record_hash, body = given.body
            where stored.tenant = given.tenant and stored.account = given.account and stored.sequence < given.sequence;
        elsif not found then
            update snapshots as stored set
                generation = given.generation, sequence = given.sequence, fold_version = given.fold,
                next_period = given.next_period, record_hash = given.record_hash, body = given.body,
                identities = given.identities
            where stored.tenant = given.tenant and stored.account = given.account and stored.sequence <= given.sequence;
        end if;
    end loop;
end
$$;
revoke execute on function
    keep_snapshots(int[], bytea[], smallint[], bigint[], int[], int[], bytea[], bytea[], bytea[]) from public;
grant execute on function
    keep_snapshots(int[], bytea[], smallint[], bigint[], int[], int[], bytea[], bytea[], bytea[]) to risk_writer;
