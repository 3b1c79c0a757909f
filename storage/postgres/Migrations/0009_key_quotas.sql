-- serves: 6
-- Lines a second that are taken with a key; 0 for no bound of its own. Runs as risk_owner.

alter table api_keys add column lines_per_second int not null default 0 check (lines_per_second >= 0);
