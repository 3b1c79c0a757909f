-- serves: 6
-- Under which deployment and number a tenant that was moved here was sealed, bound to its row by a key of its own. Null
-- for a tenant that was made here: its origin is this deployment and its own number. Runs as risk_owner.

alter table tenants
    add column origin_deployment uuid,
    add column origin_tenant     int,
    add column origin_mac        bytea check (octet_length(origin_mac) = 32),
    add constraint origin_whole check (num_nulls(origin_deployment, origin_tenant, origin_mac) in (0, 3));
