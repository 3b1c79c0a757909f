-- serves: 17
-- A commit of a load that ended between its findings and its note writes them again, in the place of those that are
-- there. Runs as risk_owner.

grant select (kind, part) on load_parts to risk_operator;
